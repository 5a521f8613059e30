import { trpcClient } from '../../../trpc.ts';

const WORKER = '/push-worker.js';

/** Whether a browser can be told at all while no page is open. */
export const isPushSupported =
  window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** This browser's address at its push service, if the signed-in member is told there by this tenant; else null. */
export async function readPush(): Promise<string | null> {
  const subscription = await currentSubscription();
  if (!subscription) return null;
  const { endpoints } = await trpcClient.push.mine.query();
  return endpoints.includes(subscription.endpoint) ? subscription.endpoint : null;
}

/** Has this browser told; asks the person's permission. Does nothing where they refuse. */
export async function joinPush(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  await trpcClient.push.subscribe.mutate(wireOf(await subscriptionFor(registration, publicKey)));
}

/** Takes this browser back from the signed-in person, and from its push service. */
export async function leavePush(): Promise<void> {
  if (!isPushSupported) return;
  const subscription = await currentSubscription();
  if (!subscription) return;
  // The browser's own end first: without it, nobody reaches this browser any more, whatever becomes of the question.
  await subscription.unsubscribe();
  await trpcClient.push.unsubscribe.mutate({ endpoint: subscription.endpoint });
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function subscriptionFor({ pushManager }: ServiceWorkerRegistration, publicKey: string) {
  const wanted = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) };
  try {
    return await pushManager.subscribe(wanted);
  } catch (error) {
    // One that was made for another server's key is in the way.
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return pushManager.subscribe(wanted);
  }
}

function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function wireOf(subscription: PushSubscription): Parameters<typeof trpcClient.push.subscribe.mutate>[0] {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}
