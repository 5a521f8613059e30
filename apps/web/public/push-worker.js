// Shows what is pushed, and opens what it is about.

self.addEventListener('push', (event) => {
  event.waitUntil(show(event.data));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? '/inbox'));
});

async function show(data) {
  const { title, body, url, tag } = read(data);
  await self.registration.showNotification(title, { body, tag, icon: '/favicon.svg', data: { url } });
}

function read(data) {
  try {
    return { title: 'Answerdesk', ...data.json() };
  } catch {
    return { title: 'Answerdesk' };
  }
}

/** Only addresses of ours are opened, in a window that is there already where there is one. */
async function open(address) {
  const url = new URL(address, self.location.origin);
  const href = url.origin === self.location.origin ? url.href : self.location.origin;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const window = windows.find((each) => new URL(each.url).origin === self.location.origin);
  if (!window) return self.clients.openWindow(href);
  await window.focus();
  try {
    return await window.navigate(href);
  } catch {
    return self.clients.openWindow(href);
  }
}
