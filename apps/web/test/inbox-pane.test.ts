import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { inputsIn, namesIn } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { answerAsInbox, conversationId, manyMessages } from './inbox-fixture.ts';
import { holdUndo, password, signIn } from './people.ts';
import { openTelegramShop } from './telegram-shop.ts';

const fake = await startFakeTelegram({});
afterAll(() => fake.stop());
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });

const WITHIN_MS = 60_000;
const email = 'ada@pier.example';
const updates = createUpdates();
const ana = { id: 7_100_000_001, name: 'Ana Silva' };
let webhook: { url: string; secret: string };
let path: string;

async function openShop(page: Page): Promise<void> {
  const faqs = [
    { question: 'When do you open?', answer: 'From 9 to 17.', variants: ['opening hours'] },
    { question: 'Where is my parcel?', answer: 'It comes within three days.', variants: ['parcel'] },
  ];
  webhook = await openTelegramShop(site, page, { tenantName: 'Pier Nine', name: 'Ada', email }, faqs);
}

async function call(page: Page, procedure: string, input: object): Promise<void> {
  const answer = await page.request.post(`/trpc/${procedure}`, { data: input });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Waits until the customer's chat was told what a pattern fits. */
async function arrives(pattern: RegExp): Promise<void> {
  await fake.waitForSent(() => fake.sent().some(({ text }) => pattern.test(text ?? '')), WITHIN_MS);
}

const transcript = (page: Page) => page.getByRole('region', { name: /^Messages of Ana/ });
const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply', exact: true });

async function joined(owner: Page): Promise<Page> {
  const made = await owner.request.post('/trpc/team.invite', { data: { email: 'bo@pier.example', role: 'agent' } });
  const { link } = (await made.json()).result.data;
  const other = await site.visitor();
  await other.goto(new URL(link).pathname);
  await other.getByLabel('Your name').fill('Bo');
  await other.getByLabel('Password', { exact: true }).fill(password);
  await other.getByRole('button', { name: 'Create account and join' }).click();
  await other.getByRole('heading', { name: 'Welcome, Bo' }).waitFor();
  return other;
}

test('an agent takes over by a key, answers by a canned reply, the customer reads it, and their mood is seen', async () => {
  const page = await site.visitor();
  await openShop(page);
  await call(page, 'cannedReplies.save', { shortcut: 'found', text: 'Hello {{customer}}, we have found it.' });
  await postUpdate(webhook, updates.text(ana, 'I want to talk to a person'));
  await fake.waitForSent(() => fake.sent().length > 0, WITHIN_MS);
  const input = encodeURIComponent(JSON.stringify({ queue: 'all' }));
  const listed = await (await page.request.get(`/trpc/queues.list?input=${input}`)).json();
  path = `/inbox/${listed.result.data.items[0].id}`;

  await page.goto(path);
  await transcript(page).getByText('I want to talk to a person').waitFor();
  await page
    .getByText(/asked for a person/i)
    .first()
    .waitFor();
  await settle(page);
  await keepPicture(page, 'inbox-waiting');
  await expectAccessible(page, 'inbox-waiting');
  await page.keyboard.press('t');
  await page.getByText('You have the pen; the bot is silent.').first().waitFor();
  await transcript(page).getByText('Ada took over.').waitFor();

  await reply(page).fill('/fo');
  await page.getByRole('option', { name: /found/ }).waitFor();
  await settle(page);
  await expectAccessible(page, 'inbox-canned');
  await keepPicture(page, 'inbox-canned');
  await reply(page).press('Enter');
  expect(await reply(page).inputValue()).toBe('Hello Ana Silva, we have found it.');
  await reply(page).press('Enter');
  await arrives(/Hello Ana Silva, we have found it\./);
  await transcript(page).getByText('Hello Ana Silva, we have found it.').waitFor();
  await transcript(page).getByText('Delivered').last().waitFor();
  await expect.poll(() => reply(page).inputValue()).toBe('');

  const file = { name: 'the plan.txt', mimeType: 'text/plain', buffer: Buffer.from('First this, then that.') };
  await page.locator('[data-conversation] input[type=file]').setInputFiles(file);
  await page.getByRole('list', { name: 'Files that go with the reply' }).getByText('the plan.txt').waitFor();
  await reply(page).fill('Here is the plan:');
  await expect
    .poll(() => page.getByRole('progressbar', { name: 'the plan.txt is being uploaded' }).count(), { timeout: 60_000 })
    .toBe(0);
  await reply(page).press('Enter');
  await arrives(/Here is the plan:/);
  await transcript(page).getByRole('link', { name: 'the plan.txt' }).waitFor();

  await postUpdate(webhook, updates.text(ana, 'when do you open'));
  await transcript(page).getByText('when do you open').waitFor();
  const before = fake.sent().length;
  await reply(page).fill('We open at nine.');
  await page.getByRole('button', { name: 'Send', exact: true }).first().click();
  await arrives(/We open at nine\./);
  expect(fake.sent().length, 'the bot is silent').toBe(before + 1);

  await postUpdate(webhook, updates.text(ana, 'This is unacceptable, I am fed up with you!'));
  await page
    .getByRole('link', { name: /Ana Silva/ })
    .getByText('Angry, growing', { exact: true })
    .waitFor();
  await keepPicture(page, 'inbox-mood-row');
  await page.getByRole('button', { name: 'Customer and suggestions' }).click();
  await page.getByRole('region', { name: 'Customer', exact: true }).getByText('Angry, growing').waitFor();
  await page.getByRole('region', { name: 'Solved?' }).getByText('Still open').waitFor();
  await settle(page);
  await keepPicture(page, 'inbox-mood');
  await expectAccessible(page, 'inbox-mood');
});

test('a note calls a colleague by name and the customer never sees it', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  const other = await joined(page);
  await page.goto(path);
  await transcript(page).waitFor();
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  await note.pressSequentially('Please look, @b');
  await page.getByRole('option', { name: /Bo/ }).waitFor();
  const chosen = await note.evaluate((area: HTMLTextAreaElement) => {
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    return { text: area.value, caret: area.selectionStart };
  });
  expect(chosen, 'what is typed next stands behind it, however soon').toEqual({ text: 'Please look, @Bo ', caret: 17 });
  await note.pressSequentially('it is at the depot.');
  await note.press('Enter');
  await transcript(page).getByText('Note by Ada, for the team only').waitFor();
  await transcript(page).locator('strong', { hasText: '@Bo' }).waitFor();
  expect(fake.sent().some(({ text }) => text?.includes('depot'))).toBe(false);

  const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(/inbox\.note/, async (route) => {
    await isLetGo;
    await route.continue();
  });
  await page.getByRole('tab', { name: 'Note' }).click();
  await note.fill('They are called at nine.');
  await note.press('Enter');
  await page.getByRole('tab', { name: 'Reply' }).click();
  await reply(page).press('End');
  await reply(page).pressSequentially('We call you at nine.');
  letGo();
  await transcript(page).getByText('They are called at nine.').waitFor();
  await settle(page);
  expect(await reply(page).inputValue(), 'what is written while a note is on its way').toBe('We call you at nine.');
  await reply(page).fill('');

  await other.goto(path);
  await transcript(other).getByText('it is at the depot.').waitFor();
  await page.getByText('Bo is looking at this too').waitFor();
  await other.getByText('Ada has the pen.').waitFor();
  await other.keyboard.press('t');
  const held = other.getByRole('dialog', { name: 'Ada has this conversation' });
  await held.waitFor();
  await settle(other);
  await keepPicture(other, 'inbox-held');
  await expectAccessible(other, 'inbox-held');
  await held.getByRole('button', { name: 'Leave it' }).click();
  await reply(other).pressSequentially('I could');
  await page.getByText('Bo is typing…').waitFor();
});

test('what is begun on one device goes on on another', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto(path);
  await transcript(page).waitFor();
  const saved = page.waitForResponse((answer) => answer.url().includes('replyDrafts.save'));
  await reply(page).fill('We are looking for');
  await saved;
  const elsewhere = await site.visitor({ isPhone: true });
  await signIn(elsewhere, email);
  await elsewhere.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await elsewhere.goto(path);
  await expect.poll(() => reply(elsewhere).inputValue(), { timeout: 60_000 }).toBe('We are looking for');
  await settle(elsewhere);
  await keepPicture(elsewhere, 'inbox-phone');
  await expectNoSideScroll(elsewhere, 'a conversation of the inbox on a phone');
  await expectAccessible(elsewhere, 'inbox-phone');
  await elsewhere.getByRole('button', { name: 'More actions' }).click();
  await elsewhere.getByRole('dialog', { name: 'What to do' }).getByRole('button', { name: 'Snooze' }).waitFor();
  await settle(elsewhere);
  await keepPicture(elsewhere, 'inbox-phone-actions');
  await expectAccessible(elsewhere, 'inbox-phone-actions');
});

test('a snooze is taken back, a conversation closed, and a customer’s next words open it', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto(path);
  await transcript(page).waitFor();
  await page.keyboard.press('s');
  await keepPicture(page, 'inbox-snooze');
  await page
    .getByRole('dialog', { name: 'Snooze' })
    .getByRole('button', { name: /^For an hour/ })
    .click();
  await holdUndo(page);
  await transcript(page)
    .getByText(/Ada snoozed this until/)
    .waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  await transcript(page).getByText('No longer snoozed.').waitFor();
  await page.keyboard.press('e');
  await transcript(page).getByText('Ada closed the conversation.').waitFor();
  await keepPicture(page, 'inbox-closed');
  await postUpdate(webhook, updates.text(ana, 'when do you open'));
  await arrives(/From 9 to 17/);
  await page.getByText('The bot answers.').waitFor();
});

test('5,000 messages are read back page by page without a jump, and what comes meanwhile waits at the end', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  const many = manyMessages(5_000);
  await answerAsInbox(page, many.read);
  await page.goto(`/inbox/${conversationId}`);
  await page.getByText(/^Message 4999\./).waitFor();
  const box = page.locator('section[aria-label^="Messages of"]');
  // Whoever scrolls just as a page comes in is kept at what they read, and scrolls again.
  const earliest = async () => {
    await box.evaluate((frame) => frame.scrollTo(0, 0));
    return Number(/Message (\d+)/.exec(await box.locator('[data-entry]').first().innerText())?.[1]);
  };
  for (let shown = 5_000; shown > 0; ) {
    let seen = shown;
    const look = async () => {
      seen = await earliest();
      return seen;
    };
    await expect.poll(look).toBeLessThan(shown);
    shown = seen;
  }
  const drawn = await box.locator('[data-entry]').count();
  expect(drawn, 'only what is near is drawn').toBeLessThan(600);
  await box.evaluate((frame) => frame.scrollTo(0, frame.scrollHeight / 2));
  await settle(page);
  const place = () =>
    box.evaluate((frame) => {
      const { top } = frame.getBoundingClientRect();
      const first = [...frame.querySelectorAll('[data-entry]')].find(
        (each) => each.getBoundingClientRect().bottom > top,
      );
      return [first?.getAttribute('data-entry'), Math.round((first?.getBoundingClientRect().top ?? 0) - top)];
    });
  const before = await place();
  many.add();
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('button', { name: 'New messages' }).waitFor();
  expect(await place()).toEqual(before);
  await page.getByRole('button', { name: 'New messages' }).click();
  await page.getByText(/^Message 5000\./).waitFor();
});

test('what is written in one language is shown in the other before it is sent, and keeps its original', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await answerAsInbox(page, undefined, {
    'translations.status': { data: { isOn: true } },
    'translations.preview': { data: { kind: 'translated', text: 'Chega hoje.', from: 'en' } },
    'translations.ofMessage': { data: { kind: 'translated', text: 'Do you ship to us?', from: 'pt' } },
    'inbox.takeOver': { data: { outcome: 'taken', mayStillArrive: [] } },
    'inbox.reply': { data: { outcome: 'queued', messageId: 'm' } },
  });
  await page.goto(`/inbox/${conversationId}`);
  const first = page.getByText(/do you ship to/).first();
  await first.waitFor();
  await page.getByRole('button', { name: 'Translate', exact: true }).first().click();
  await page.getByText('Do you ship to us?').waitFor();
  await page.getByRole('button', { name: 'Show original' }).click();
  await first.waitFor();

  await page.getByRole('switch', { name: 'Translate into Portuguese' }).check();
  await reply(page).fill('It arrives today.');
  await page.getByRole('button', { name: 'Translate', exact: true }).last().click();
  const shown = page.getByRole('textbox', { name: 'The customer will read' });
  expect(await shown.inputValue()).toBe('Chega hoje.');
  await settle(page);
  await keepPicture(page, 'inbox-translated');
  await expectAccessible(page, 'inbox-translated');
  await shown.fill('Chega hoje!');
  const sent = page.waitForRequest((request) => request.url().includes('inbox.reply'));
  await page.getByRole('button', { name: 'Take over and reply' }).click();
  const said = inputsIn(await sent)[namesIn(await sent).indexOf('inbox.reply')];
  expect(said).toMatchObject({ text: 'Chega hoje!', original: { text: 'It arrives today.', language: 'en' } });
});
