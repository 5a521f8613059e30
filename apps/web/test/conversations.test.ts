import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite } from './browser.ts';
import { signIn, signUp } from './people.ts';

const fake = await startFakeTelegram({});
afterAll(() => fake.stop());
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });

const faqs = [
  { question: 'When do you open?', answer: 'From **9 to 17**, <b>never</b> on Sunday.', variants: ['opening hours'] },
  { question: 'Do you deliver abroad?', answer: 'Yes, to 31 countries.', variants: ['delivery'] },
  { question: 'How much is delivery?', answer: '4.90.', variants: ['delivery'] },
  { question: 'How can I pay?', answer: 'By card.', variants: ['credit card'] },
  { question: 'Can I return a pullover?', answer: 'Within 30 days.', variants: ['refund'] },
];

const WITHIN_MS = 30_000;
const email = 'ada@harbour.example';
let webhook: { url: string; secret: string };

async function openShop(page: Page): Promise<void> {
  await signUp(page, { tenantName: 'Harbour Lane', name: 'Ada', email });
  const current = await page.request.get('/trpc/tenant.current');
  const tenantId: string = (await current.json()).result.data.tenant.id;
  const file = join(tmpdir(), `answerdesk-faqs-${process.pid}.jsonl`);
  writeFileSync(file, faqs.map((faq) => JSON.stringify(faq)).join('\n'));
  const { command, address } = site.product();
  await command('faq', 'import', '--tenant', tenantId, file);
  const connected = await command(
    'channel',
    'connect',
    '--tenant',
    tenantId,
    'telegram',
    '--token',
    '77:token-of-tests',
  );
  const path = new URL(String(connected['webhookUrl'])).pathname;
  webhook = { url: `${address}${path}`, secret: String(connected['secret']) };
}

test("a customer's message appears in the list, its conversation opens and says why it was answered so", {
  timeout: 180_000,
}, async () => {
  const page = await site.visitor();
  await openShop(page);
  await page.goto('/conversations');
  await page.getByText('No conversations yet').waitFor();
  await keepPicture(page, 'conversations-empty');
  await expectAccessible(page, 'conversations-empty');

  const updates = createUpdates();
  const ana = { id: 7_000_000_001, name: 'Ana <script>alert(1)</script>' };
  const bo = { id: 7_000_000_002, name: 'Bo Ärmel' };
  await postUpdate(webhook, updates.text(ana, 'when do you open'));
  await postUpdate(webhook, updates.text(bo, 'who won the world cup of 1986'));
  await fake.waitForSent(() => fake.sent().length >= 2, WITHIN_MS);
  await page.reload();
  await page.getByRole('link', { name: /when do you open/ }).waitFor();
  await keepPicture(page, 'conversations-list');
  await page.getByRole('link', { name: /when do you open/ }).click();
  const messages = page.getByRole('region', { name: /^Messages of Ana/ });
  await messages.getByText('From 9 to 17, <b>never</b> on Sunday.').waitFor();
  await messages.getByText('Delivered').waitFor();
  await keepPicture(page, 'conversation');
  await expectAccessible(page, 'conversation');
  await page.getByRole('button', { name: 'Why this answer?' }).click();
  const why = page.getByRole('dialog', { name: 'Why this answer' });
  await why.getByText('When do you open?').waitFor();
  await keepPicture(page, 'conversation-why');
  await expectAccessible(page, 'conversation-why');
  await page.keyboard.press('Escape');

  const address = page.url();
  await page.reload();
  await messages.waitFor();
  expect(page.url()).toBe(address);
  await page.goto('/conversations/c-nobodys');
  await page.getByText('There is no such conversation').waitFor();
});

test('a search finds by name and by words, a filter those who wait, and the address keeps both', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/conversations');
  const search = page.getByRole('searchbox', { name: 'Search names and last messages' });
  await search.fill('armel');
  await page.getByRole('link', { name: /Bo Ärmel/ }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: /when do you open/ }).count()).toBe(0);
  await search.fill('DO YOU OPEN');
  await page.getByRole('link', { name: /when do you open/ }).waitFor();
  expect(page.url()).toContain('search=');
  await search.fill('nothing like this');
  await page.getByText('No conversation fits').waitFor();
  await search.fill('');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Show').selectOption('waiting');
  await expect.poll(() => page.getByRole('link', { name: /when do you open/ }).count()).toBe(0);
  await page.getByRole('link', { name: /Bo Ärmel/ }).click();
  await page.getByText('No FAQ answers this.').waitFor();
  await keepPicture(page, 'conversations-waiting');
  await expectAccessible(page, 'conversations-waiting');
});

test('the home page shows what is left to do and what happened, counted from the messages', {
  timeout: 180_000,
}, async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Go live in five steps' }).waitFor();
  // Counting stays some seconds behind, so that nothing is counted twice.
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByText('Answered by the bot').first().waitFor();
        return page.locator('dd').first().textContent();
      },
      { timeout: 90_000, interval: 3_000 },
    )
    .toMatch(/^2/);
  await page.getByRole('img', { name: /Messages by what became of them/ }).waitFor();
  await page.locator('.recharts-surface').first().waitFor();
  await page.getByText('no data yet').first().waitFor();
  await page.getByText('No ratings yet').waitFor();
  await keepPicture(page, 'home-figures');
  await expectAccessible(page, 'home-figures');
  await page.locator('.recharts-wrapper').hover();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^answerdesk-.*\.csv$/);
  await page.getByLabel('Time', { exact: true }).selectOption('today');
  await page.getByRole('button', { name: 'Hide these steps' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Show the first steps' }).click();
  await page.getByRole('heading', { name: 'Go live in five steps' }).waitFor();
});

test('both screens fit a phone, the dark and a language written from right to left', { timeout: 180_000 }, async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await signIn(phone, email);
  await phone.getByText('Answered by the bot').first().waitFor();
  await phone.locator('.recharts-surface').first().waitFor();
  await keepPicture(phone, 'home-phone-dark');
  await expectNoSideScroll(phone, 'home on a phone');
  await expectAccessible(phone, 'home-phone-dark');
  await phone.goto('/conversations');
  await phone.getByRole('link', { name: /when do you open/ }).waitFor();
  await keepPicture(phone, 'conversations-phone-dark');
  await expectNoSideScroll(phone, 'conversations on a phone');
  await expectAccessible(phone, 'conversations-phone-dark');
  await phone.getByRole('link', { name: /when do you open/ }).click();
  await phone.getByText('Delivered').waitFor();
  await keepPicture(phone, 'conversation-phone-dark');
  await expectNoSideScroll(phone, 'a conversation on a phone');
  await phone.getByRole('link', { name: 'All conversations' }).click();
  await phone.getByRole('searchbox').waitFor();

  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.goto('/');
  await phone.getByText('أجاب عنها البوت').first().waitFor();
  await phone.locator('.recharts-surface').first().waitFor();
  await keepPicture(phone, 'home-phone-arabic');
  await phone.setViewportSize({ width: 1280, height: 800 });
  await phone.goto('/conversations');
  await phone.getByRole('link', { name: /when do you open/ }).click();
  await phone.getByText('وصلت', { exact: true }).waitFor();
  await keepPicture(phone, 'conversation-arabic');
  await expectAccessible(phone, 'conversation-arabic');
});
