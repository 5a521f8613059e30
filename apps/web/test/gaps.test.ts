import { setTimeout as sleep } from 'node:timers/promises';
import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { expectAccessible, keepPicture, openSite, settle } from './browser.ts';
import { gapRead } from './gap-fixture.ts';
import { openTelegramShop } from './telegram-shop.ts';

const fake = await startFakeTelegram({});
afterAll(() => fake.stop());
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });

const WITHIN_MS = 60_000;
/** What is published is what customers are answered with within a second. */
const SERVED_AFTER_MS = 1_000;
const updates = createUpdates();
const customer = (at: number) => ({ id: 7_200_000_000 + at, name: `Customer ${at}` });
const asked = [
  'Can I bring back an umbrella without the receipt?',
  'umbrella without the receipt, can I bring it back?',
];
const answer = 'Yes, you can bring back an umbrella within 30 days, with the card you paid with.';

const faqs = [
  { question: 'When do you open?', answer: 'From 9 to 17.', variants: ['opening hours'] },
  { question: 'Where is my parcel?', answer: 'It comes within three days.', variants: ['parcel'] },
];

const saidTo = (id: number) => fake.sent().flatMap(({ chatId, text }) => (chatId === String(id) ? [text ?? ''] : []));

async function call(page: Page, procedure: string, input: object): Promise<void> {
  const reply = await page.request.post(`/trpc/${procedure}`, { data: input });
  expect(reply.status(), await reply.text()).toBe(200);
}

test('what an agent replied to a question closes the gap, and the next customer is answered', async () => {
  const page = await site.visitor();
  const owner = { tenantName: 'Umbrellas', name: 'Ada', email: 'ada@umbrellas.example' };
  const webhook = await openTelegramShop(site, page, owner, faqs);
  for (const [at, text] of asked.entries()) {
    await postUpdate(webhook, updates.text(customer(at), text));
    await fake.waitForSent(() => saidTo(customer(at).id).length > 0, WITHIN_MS);
  }
  const input = encodeURIComponent(JSON.stringify({ queue: 'all' }));
  const { items } = (await (await page.request.get(`/trpc/queues.list?input=${input}`)).json()).result.data;
  expect(items).toHaveLength(2);
  const conversationId: string = items.find(({ contactName }: { contactName: string }) => /0/.test(contactName)).id;
  await call(page, 'inbox.takeOver', { id: conversationId });
  await call(page, 'inbox.reply', { id: conversationId, key: 'k-1', text: answer });
  await fake.waitForSent(() => saidTo(customer(0).id).includes(answer), WITHIN_MS);

  await page.goto('/faqs');
  await page.getByRole('link', { name: 'Gaps' }).click();
  const gap = page.getByRole('main').getByRole('link', { name: /umbrella/ });
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.locator('main :is(li, h2)').first().waitFor();
        return page.getByText('2 customers lost').count();
      },
      { timeout: WITHIN_MS, interval: 1_000 },
    )
    .toBe(1);
  await settle(page);
  await keepPicture(page, 'gaps-one');
  await expectAccessible(page, 'gaps-one');
  await gap.focus();
  await page.keyboard.press('Enter');
  const draft = page.getByRole('textbox', { name: 'Answer' });
  await draft.waitFor();
  expect(await draft.inputValue()).toBe(answer);
  for (const text of asked) await page.getByRole('checkbox', { name: text }).check();
  await settle(page);
  await keepPicture(page, 'gap-with-draft');
  await expectAccessible(page, 'gap-with-draft');

  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Published. Customers who ask so are answered.').waitFor();
  await page.getByRole('heading', { name: 'No gaps' }).waitFor();
  await sleep(SERVED_AFTER_MS);
  await postUpdate(webhook, updates.text(customer(2), asked[1] ?? ''));
  await fake.waitForSent(() => saidTo(customer(2).id).includes(answer), WITHIN_MS);

  await page.getByRole('button', { name: 'Answered' }).click();
  await gap.click();
  await page.getByText(/^Answered on/).waitFor();
  await page.getByText('By Ada').waitFor();
  await settle(page);
  await keepPicture(page, 'gap-answered');
  await page.getByRole('button', { name: 'Open again' }).click();
  await page.getByRole('textbox', { name: 'Answer' }).waitFor();
  await page.getByRole('button', { name: 'Ignore' }).click();
  await page.getByText('Ignored.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('2 customers lost').waitFor();

  await call(page, 'inbox.close', { id: conversationId });
  await page.goto('/faqs');
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole('link', { name: 'Suggestions' }).waitFor();
        await settle(page);
        return page.getByRole('link', { name: /Suggestions\s*1/ }).count();
      },
      { timeout: WITHIN_MS, interval: 1_000 },
    )
    .toBe(1);
  await page.getByRole('link', { name: 'Suggestions' }).click();
  const suggestion = page.getByRole('listitem', { name: /umbrella/ });
  await suggestion.waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('1 chosen').waitFor();
  await settle(page);
  await keepPicture(page, 'suggestions-one');
  await expectAccessible(page, 'suggestions-one');
  await page.getByRole('region', { name: 'With those chosen' }).getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('heading', { name: 'No suggestions' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await suggestion.waitFor();
  await page.getByRole('button', { name: /^Edit/ }).click();
  await page.getByRole('textbox', { name: 'Answer' }).fill('Yes, within a month.');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved. Customers are answered so.').waitFor();
  await sleep(SERVED_AFTER_MS);
  await postUpdate(webhook, updates.text(customer(3), asked[0] ?? ''));
  await fake.waitForSent(() => saidTo(customer(3).id).includes('Yes, within a month.'), WITHIN_MS);

  await answerInstead(page, { 'gaps.get': { data: gapRead } });
  await page.goto('/faqs/gaps/g-1');
  await page.getByText('Left for measuring').waitFor();
  const chosen = gapRead.examples.map(({ text }) => page.getByRole('checkbox', { name: text }).isChecked());
  expect(await Promise.all(chosen)).toEqual(gapRead.examples.map(({ isHeldOut }) => !isHeldOut));
});
