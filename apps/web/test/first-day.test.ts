import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible, keepPicture, openSite, settle } from './browser.ts';
import { signUp } from './people.ts';

const fake = await startFakeTelegram();
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });
afterAll(() => fake.stop());

const things = [
  'kettle',
  'teapot',
  'strainer',
  'thermometer',
  'tin',
  'tray',
  'whisk',
  'scale',
  'cup',
  'filter',
  'stove',
];
const asked: readonly (readonly [question: (thing: string) => string, answer: string])[] = [
  [(thing) => `How do I clean the ${thing}?`, 'With warm water and no soap.'],
  [(thing) => `How much does the ${thing} cost?`, 'Its price stands on its page.'],
  [(thing) => `Where is the ${thing} made?`, 'In our workshop in Leipzig.'],
  [(thing) => `Can I return the ${thing}?`, 'Within 30 days, unused.'],
  [(thing) => `When is the ${thing} in stock again?`, 'On the first Monday of the month.'],
  [(thing) => `Does the ${thing} break easily?`, 'It survives a fall from the table.'],
  [(thing) => `Which colours does the ${thing} come in?`, 'Green and black.'],
];
const faqs = things.flatMap((thing) => asked.map(([question, answer]) => [question(thing), `${answer} (${thing})`]));
const csv = ['Customers ask,We say', ...faqs.map((row) => row.map((cell) => `"${cell}"`).join(','))].join('\r\n');

test('from nothing to a customer who is answered: sign up, import 77 FAQs, ask, mend, connect a bot, read what it said', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Tea House', name: 'Tilda', email: 'tilda@tea-house.example' });

  expect(faqs).toHaveLength(77);
  await page.goto('/faqs/import');
  const file = { name: 'faqs.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'Which column holds what?' }).waitFor();
  await page.getByLabel('Question').selectOption({ label: 'Customers ask' });
  await page.getByLabel('Answer').selectOption({ label: 'We say' });
  await page.getByLabel('Publish at once').check();
  await page.getByRole('button', { name: 'Import 77 FAQs' }).click();
  await page.getByText('The import is done').waitFor({ timeout: 60_000 });
  await keepPicture(page, 'first-day-imported');
  await page.getByRole('link', { name: 'See the FAQs' }).click();
  await page.getByText('Which colours does the stove come in?').waitFor();
  await settle(page);
  await expectAccessible(page, 'first day, FAQs');
  await keepPicture(page, 'first-day-faqs');

  await page.goto('/bench');
  const chat = page.getByRole('log', { name: 'Chat' });
  const why = page.getByRole('region', { name: 'Why this answer' });
  const question = page.getByLabel('Your question');
  await question.fill('is the stove a solid thing, or will it break');
  await question.press('Enter');
  await why.getByText('is the stove a solid thing, or will it break').waitFor();
  await why.getByRole('button', { name: 'Add this wording to “Does the stove break easily?”' }).click();
  await chat.getByText('It survives a fall from the table. (stove)').waitFor();
  await why.getByText('An FAQ has exactly this wording.').waitFor();
  await keepPicture(page, 'first-day-mended');

  await page.goto('/channels/connect');
  await page.getByRole('button', { name: /^Telegram/ }).click();
  const token = '9100001:token-of-the-first-day';
  await page.getByLabel('Bot token').fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Waiting for the first message…').waitFor();
  const webhook = fake.webhookOf(token);
  if (!webhook) throw new Error('there is no webhook');
  const customer = { id: 7_000_000_077, name: 'Ana' };
  expect(
    (await postUpdate(webhook, createUpdates().text(customer, 'Is the stove a solid thing, or will it break?'))).status,
  ).toBe(200);
  const sent = await fake.waitForSent(({ chatId }) => String(chatId) === String(customer.id), 60_000);
  expect(sent.text).toBe('It survives a fall from the table. (stove)');

  await page.goto('/conversations');
  await page.getByRole('link', { name: /Ana/ }).click();
  const messages = page.getByRole('region', { name: /^Messages of Ana/ });
  await messages.getByText('It survives a fall from the table. (stove)').waitFor();
  await messages.getByText('Delivered').waitFor();
  await keepPicture(page, 'first-day-conversation');
});
