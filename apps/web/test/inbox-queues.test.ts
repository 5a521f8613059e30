import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { holdUndo, signIn } from './people.ts';
import { openTelegramShop, type TelegramWebhook } from './telegram-shop.ts';

const fake = await startFakeTelegram({});
afterAll(() => fake.stop());
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });

const email = 'ada@quay.example';
const faqs = [
  { question: 'When do you open?', answer: 'From 9 to 17.', variants: ['opening hours'] },
  { question: 'How can I pay?', answer: 'By card.', variants: ['credit card'] },
];
const updates = createUpdates();
const customers = {
  bo: { id: 7_100_000_001, name: 'Bo Ärmel' },
  chi: { id: 7_100_000_002, name: 'Chi with a name that is longer than a list is wide, as some are' },
  dan: { id: 7_100_000_003, name: 'Dan' },
  eve: { id: 7_100_000_004, name: 'Eve' },
  fay: { id: 7_100_000_005, name: 'Fay' },
};
let webhook: TelegramWebhook;

const write = (customer: keyof typeof customers, text: string) =>
  postUpdate(webhook, updates.text(customers[customer], text));
const row = (page: Page, name: string | RegExp) => page.getByRole('list').getByRole('link', { name });
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 });
const isLive = (page: Page) => page.locator('[data-connection=live]').waitFor();

/** What the row says that has the focus; nothing where none has it. */
const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[id^=row-]')?.textContent ?? 'no row');

/** Keys of somebody quick: all in one frame, or one in each. */
async function pressEach(page: Page, keys: readonly string[], pace: 'at-once' | 'by-frame'): Promise<void> {
  await page.evaluate(
    async ([each, isByFrame]) => {
      for (const key of each) {
        (document.activeElement ?? document).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        if (isByFrame) await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    },
    [keys, pace === 'by-frame'] as const,
  );
}

/** Counts what the page asks of the server from now on. */
function countRequests(page: Page, path: string): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.url().includes(path)) count += 1;
  });
  return () => count;
}

test('a customer who needs a person appears in an open queue by itself, and what follows moves the row without asking for the list', async () => {
  const page = await site.visitor();
  webhook = await openTelegramShop(site, page, { tenantName: 'Quay', name: 'Ada', email }, faqs);
  await page.goto('/inbox?queue=waiting');
  await page.getByText('No customer is waiting').waitFor();
  await isLive(page);
  await settle(page);
  await expectAccessible(page, 'inbox-empty');
  const lists = countRequests(page, 'queues.list');

  await write('bo', 'who won the world cup of 1986');
  await row(page, /Bo Ärmel.*who won the world cup/).waitFor();
  await write('chi', 'please call my grandmother tomorrow at noon');
  await row(page, /^Telegram Chi/).waitFor();
  await write('bo', 'and who lost it');
  await row(page, /Bo Ärmel.*and who lost it/).waitFor();
  expect(await row(page, /Bo Ärmel/).count()).toBe(1);
  expect(lists()).toBe(0);

  await eventually(() => page.title()).toBe('(2) Inbox · Answerdesk');
  await page.getByLabel('2 conversations need you').waitFor();
  await settle(page);
  await keepPicture(page, 'inbox-queue');
  await expectAccessible(page, 'inbox-queue');

  // She is the only one there, so it is given to her.
  await page.getByRole('link', { name: /^Mine/ }).click();
  await row(page, /Bo Ärmel.*With You/).waitFor();
  await page.getByRole('link', { name: /^Closed/ }).click();
  await page.getByText('Nothing is closed yet').waitFor();
});

test('a connection that was cut says so, and comes back with nothing missed and nothing twice', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/inbox?queue=waiting');
  await row(page, /Bo Ärmel/).waitFor();
  await isLive(page);
  await page.context().setOffline(true);
  await page.getByText(/^Reconnecting/).waitFor();
  await keepPicture(page, 'inbox-cut');
  await expectAccessible(page, 'inbox-cut');
  await write('dan', 'who painted the ceiling of the captain');
  await write('eve', 'who invented the cheese of the moon');
  await page.context().setOffline(false);
  await isLive(page);
  await row(page, /Dan.*captain/).waitFor();
  await row(page, /Eve.*cheese/).waitFor();
  expect(await row(page, /Dan|Eve/).count()).toBe(2);
});

test('the keyboard goes through the list, opens, and shows its shortcuts, and leaves alone what is typed', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/inbox?queue=waiting');
  await row(page, /Bo Ärmel/).waitFor();
  await page.keyboard.press('j');
  await eventually(() => focusedRow(page)).toMatch(/Bo/);
  await page.keyboard.press('j');
  await eventually(() => focusedRow(page)).toMatch(/Chi/);
  // Quicker than the screen is drawn, and as quick as it is.
  await pressEach(page, ['j', 'j', 'k', 'k', 'j', 'k'], 'at-once');
  await eventually(() => focusedRow(page)).toMatch(/Chi/);
  await pressEach(page, ['j', 'j', 'k', 'k', 'j', 'k', 'k'], 'by-frame');
  await eventually(() => focusedRow(page)).toMatch(/Bo/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox\/[^?]+\?queue=waiting/);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Next conversation').waitFor();
  await keepPicture(page, 'inbox-shortcuts-open');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  const address = page.url();
  const search = page.getByRole('searchbox', { name: 'Search names and last messages' });
  await search.fill('');
  await search.pressSequentially('j?');
  expect(await search.inputValue()).toBe('j?');
  expect(await help.count()).toBe(0);
  await search.fill('captain ');
  await row(page, /Dan/).waitFor();
  await eventually(() => row(page, /Bo Ärmel/).count()).toBe(0);
  // Another word may follow.
  expect(await search.inputValue()).toBe('captain ');
  expect(new URL(page.url()).pathname).toBe(new URL(address).pathname);
  expect(page.url()).toContain('search=captain');
});

test('on a phone the queues are under the thumb, and a conversation has the screen to itself', async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await signIn(phone, email);
  await phone.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await phone.goto('/inbox?queue=waiting');
  await row(phone, /Bo Ärmel/).waitFor();
  const tabs = await phone.getByRole('navigation', { name: 'Queues' }).boundingBox();
  expect(tabs && tabs.y + tabs.height).toBeLessThanOrEqual(844);
  expect(tabs?.y).toBeGreaterThan(700);
  for (const tab of await phone.getByRole('navigation', { name: 'Queues' }).getByRole('link').all()) {
    const box = await tab.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
  }
  await settle(phone);
  await keepPicture(phone, 'inbox-phone-dark');
  await expectNoSideScroll(phone, 'inbox on a phone');
  await expectAccessible(phone, 'inbox-phone-dark');
  await row(phone, /Bo Ärmel/).click();
  await phone.getByRole('link', { name: 'Back to the list' }).waitFor();
  expect(await phone.getByRole('searchbox').isVisible()).toBe(false);
  await settle(phone);
  await keepPicture(phone, 'inbox-phone-conversation');
  await expectNoSideScroll(phone, 'a conversation of the inbox on a phone');
  await phone.getByRole('link', { name: 'Back to the list' }).click();
  await row(phone, /Bo Ärmel/).waitFor();

  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.goto('/inbox?queue=waiting');
  await row(phone, /Bo Ärmel/).waitFor();
  await settle(phone);
  await keepPicture(phone, 'inbox-phone-arabic');
  await expectNoSideScroll(phone, 'inbox on a phone in Arabic');
  await phone.setViewportSize({ width: 1280, height: 800 });
  await settle(phone);
  await keepPicture(phone, 'inbox-arabic');
  await expectAccessible(phone, 'inbox-arabic');
});

test('a canned reply is written once, its shortcut is nobody else’s, and a removed one comes back', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/inbox/canned-replies');
  await page.getByText('No canned replies yet').waitFor();
  const add = async (shortcut: string, text: string) => {
    await page.getByRole('button', { name: 'New reply' }).click();
    const dialog = page.getByRole('dialog', { name: 'New reply' });
    await dialog.getByLabel('Shortcut').fill(shortcut);
    await dialog.getByLabel('Text').fill(text);
    await dialog.getByRole('button', { name: 'Save' }).click();
    return dialog;
  };
  await (await add('thanks', 'Thank you, {{customer}}!')).waitFor({ state: 'hidden' });
  await page.getByText('Thank you, {{customer}}!').waitFor();
  const second = await add('Thanks', 'Once more');
  await second.getByText('Another reply has this shortcut already.').waitFor();
  await second.getByLabel('Shortcut').fill('two words');
  await second.getByText('One word of letters').waitFor();
  await second.getByLabel('Shortcut').fill('bye');
  await second.getByRole('button', { name: 'Save' }).click();
  await second.waitFor({ state: 'hidden' });
  await page.getByText('Once more').waitFor();
  await keepPicture(page, 'canned-replies');
  await page.getByRole('button', { name: 'Remove /thanks' }).click();
  await holdUndo(page);
  await page.getByText('Thank you, {{customer}}!').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Thank you, {{customer}}!').waitFor();
});

test('a notice comes once, however many tabs are open', async () => {
  const first = await site.visitor();
  await first.context().grantPermissions(['notifications']);
  await first.context().addInitScript(() => {
    const shown: string[] = [];
    class Notice extends EventTarget {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string) {
        super();
        shown.push(title);
      }
      close() {}
    }
    Object.assign(globalThis, { Notification: Notice, shown });
  });
  await signIn(first, email);
  await first.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  const second = await first.context().newPage();
  for (const page of [first, second]) {
    await page.goto('/team');
    await page.locator('main li').first().waitFor();
  }
  const shown = async (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'shown') as string[]);
  const all = async () => [...(await shown(first)), ...(await shown(second))];
  await eventually(() => first.title()).toMatch(/^\(\d+\)/);
  await eventually(() => second.title()).toMatch(/^\(\d+\)/);
  await write('fay', 'who built the pyramids of the inca');
  await eventually(all).toEqual(['Fay waits for a person']);
  await first.getByRole('link', { name: /^Inbox/ }).click();
  await row(first, /Fay.*With You/).waitFor();
  expect(await all()).toEqual(['Fay waits for a person']);
});

test('what a member says of themselves is kept, and the inbox is switched off with its consequence said', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/inbox/me');
  await page.getByLabel('Your name for customers').fill('Captain Ada');
  await page.getByLabel('Conversations at once, at most').fill('3');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  const email2 = page.getByLabel('An e-mail, when nothing else reached you');
  await email2.uncheck();
  await eventually(() => email2.isChecked()).toBe(false);
  await settle(page);
  await page.reload();
  await eventually(() => page.getByLabel('Your name for customers').inputValue()).toBe('Captain Ada');
  expect(await page.getByLabel('Conversations at once, at most').inputValue()).toBe('3');
  expect(await email2.isChecked()).toBe(false);
  await keepPicture(page, 'my-inbox');

  await page.goto('/settings/inbox');
  await page.getByLabel('First reply within (minutes)').fill('0');
  await page.getByText('Some numbers are missing or out of range.').waitFor();
  await page.getByLabel('First reply within (minutes)').fill('20');
  await keepPicture(page, 'settings-inbox-edited');
  await page.getByLabel('People take over from the bot').uncheck();
  await page.getByText(/^Nothing waits for a person/).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Everything is saved').waitFor();
  await page.reload();
  await eventually(() => page.getByLabel('People take over from the bot').isChecked()).toBe(false);
});
