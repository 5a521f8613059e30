import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, type VisitorOptions } from './browser.ts';
import { password, signUp } from './people.ts';

const fake = await startFakeTelegram();
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });
afterAll(() => fake.stop());

let bots = 9_000_000;
let isSignedUp = false;

async function connect(page: Page): Promise<string> {
  bots += 1;
  const token = `${bots}:token-of-the-browser-test`;
  await page.goto('/channels/connect');
  await page.locator('[data-channel=telegram]').click();
  await page.locator('input[name=token]').fill(token);
  await page.locator('main form button[type=submit]').click();
  return token;
}

/** The same person in a fresh browser, signed up or in without the screen. */
async function signedUp(options: VisitorOptions = {}): Promise<Page> {
  const page = await site.visitor(options);
  const data = { name: 'Zoë', email: 'zoe@desk.example', password, tenantName: 'Tea House', locale: 'en' };
  const path = isSignedUp ? '/api/auth/sign-in/email' : '/api/auth/sign-up/email';
  isSignedUp = true;
  expect((await page.request.post(path, { data })).status()).toBe(200);
  return page;
}

test('a bot is connected, the first message of a customer shows at once, and the bot is paused and left with a way back', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Wool & Co', name: 'Wilma', email: 'wilma@channels.example' });
  await page.goto('/channels');
  await page.getByText('No channel is connected yet').waitFor();
  await keepPicture(page, 'channels-empty');
  await page.getByRole('link', { name: 'Connect a channel' }).click();
  await page.getByRole('heading', { name: 'Connect a channel' }).waitFor();
  await page.getByText('A chat window on your own site.').waitFor();
  await expectAccessible(page, 'connect, which channel');
  await keepPicture(page, 'channels-choose');
  await page.getByRole('button', { name: /^Telegram/ }).click();
  await page.getByRole('heading', { name: 'Connect Telegram' }).waitFor();
  await page.getByLabel('Bot token').fill('hello');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('This is not a whole token').waitFor();
  await expectAccessible(page, 'connect, with a wrong token');
  await keepPicture(page, 'channels-wrong-token');

  const token = await connect(page);
  await page.getByText('Waiting for the first message…').waitFor();
  await expectAccessible(page, 'connect, waiting');
  await keepPicture(page, 'channels-waiting');
  const webhook = fake.webhookOf(token);
  if (!webhook) throw new Error('there is no webhook');
  const updates = createUpdates();
  const customer = { id: 424_242, name: 'Ana', languageCode: 'es' };
  expect((await postUpdate(webhook, updates.text(customer, '¿A qué hora abren?'))).status).toBe(200);
  await page.getByText('¿A qué hora abren?').waitFor();
  await expectAccessible(page, 'connect, arrived');
  await keepPicture(page, 'channels-arrived');

  await page.getByRole('link', { name: 'Done' }).click();
  const card = page.getByRole('article');
  await card.getByText('Everything works').waitFor();
  await card.getByText('Last message in: ').waitFor();
  await card.getByRole('img').waitFor();
  await keepPicture(page, 'channels-list');
  await card.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Pause the bot' }).click();
  await card.getByText('The bot says nothing.').waitFor();
  await card.getByRole('button', { name: 'Let the bot answer again' }).click();
  await card.getByText('The bot says nothing.').waitFor({ state: 'detached' });
  await card.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await card.getByRole('button', { name: 'Keep it connected' }).click();
  await card.getByText('Everything works').waitFor();
  expect(fake.webhookOf(token)).toBeDefined();

  await fetch(`${fake.apiRoot}/bot${token}/deleteWebhook`);
  await page.reload();
  await card.getByText('its connection to this server is missing').waitFor();
  await expectAccessible(page, 'channels, ill');
  await keepPicture(page, 'channels-ill');
  await card.getByRole('button', { name: 'Point it here again' }).click();
  await card.getByText('Everything works').waitFor();
  expect(await page.content()).not.toContain(token);
});

test('hours are set, seen at once, taken back, and not lost by leaving', async () => {
  const page = await signedUp();
  await page.goto('/settings/hours');
  await page.getByLabel('We have business hours').check();
  await page.getByLabel('Monday: open from').fill('08:30');
  await page.getByRole('button', { name: 'Copy Monday' }).click();
  await page.getByRole('button', { name: 'Add a holiday' }).click();
  await page.getByLabel('Name').fill('Founding day');
  await page.getByText(/^(Open now|Closed now)/).waitFor();
  await expectAccessible(page, 'hours, filled');
  await keepPicture(page, 'settings-hours-filled');
  await page.getByRole('link', { name: 'Hand-over' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await expectAccessible(page, 'hours, leaving');
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Everything is saved').waitFor();
  await page.reload();
  expect(await page.getByLabel('Friday: open from').inputValue()).toBe('08:30');
  await page.getByLabel('Friday: open from').fill('10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByLabel('Friday: open from').inputValue()).toBe('08:30');
});

test('who saves second sees what the first saved and decides', async () => {
  const page = await signedUp();
  await page.goto('/settings/handover');
  const before = await (await page.request.get('/trpc/settings.get')).json();
  await page.getByLabel('Other ways to reach you').fill('Mine');
  expect(await page.getByLabel("React to the customer's mood").isChecked()).toBe(true);
  await page.getByLabel("React to the customer's mood").click();
  const change = { section: 'handover', value: { unsureTurns: 1, contactDetails: 'Theirs' } };
  const answer = await page.request.post('/trpc/settings.save', {
    data: { revision: before.result.data.revision, change },
  });
  expect(answer.status()).toBe(200);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody else saved this section first').waitFor();
  await expectAccessible(page, 'handover, conflict');
  await keepPicture(page, 'settings-conflict');
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await page.getByText('Everything is saved').waitFor();
  await page.reload();
  expect(await page.getByLabel('Other ways to reach you').inputValue()).toBe('Mine');
  expect(await page.getByLabel("React to the customer's mood").isChecked()).toBe(false);
});

test('the greeting is previewed as customers see it, and a colour too light is darkened', async () => {
  const page = await signedUp();
  await page.goto('/settings/texts');
  await page.getByText('Hello, and welcome to Tea House!').waitFor();
  await page.getByText('Friendly', { exact: true }).click();
  await page.getByText('Great to have you at Tea House').waitFor();
  await page.getByLabel('Greeting').fill('Welcome aboard.');
  await page.locator('figure').filter({ hasText: 'Welcome aboard.' }).waitFor();
  await keepPicture(page, 'settings-texts-filled');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Everything is saved').waitFor();
  await page.goto('/settings/brand');
  await page.getByLabel('Colour', { exact: true }).fill('#ffcc00');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Use the nearest readable one' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Everything is saved').waitFor();
});

test('on a phone, and from right to left in the dark, everything fits', async () => {
  const phone = await signedUp({ isPhone: true });
  await connect(phone);
  await phone.getByText('Waiting for the first message…').waitFor();
  await expectNoSideScroll(phone, 'connect, waiting, on a phone');
  await keepPicture(phone, 'channels-waiting-phone');
  await phone.goto('/channels');
  await phone.getByText('Everything works').waitFor();
  await expectNoSideScroll(phone, 'channels on a phone');
  await keepPicture(phone, 'channels-list-phone');
  const arabic = await signedUp({ locale: 'ar', colours: 'dark' });
  await connect(arabic);
  await arabic.goto('/channels');
  await arabic.getByRole('article').first().getByRole('status').waitFor();
  await expectAccessible(arabic, 'channels in Arabic, in the dark');
  await keepPicture(arabic, 'channels-list-arabic');
});
