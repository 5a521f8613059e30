import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { signIn, signUp } from './people.ts';

const site = openSite();
const email = 'owner@teahouse.example';
const cny = (amount: number) => Math.round(amount * 1_000_000);
const share = (exact: number, generated: number) => ({
  quantities: { 'faq-exact': exact, generated },
  amountMicros: cny(exact * 0.15 + generated * 0.4),
});
const line = (rule: string, quantity: number, unit: number) => ({
  ...{ plan: 'pay-as-you-go', rule, quantity, included: 0, charged: quantity },
  ...{ unitMicros: cny(unit), amountMicros: cny(quantity * unit) },
});
const days = Array.from({ length: 20 }, (_, at) => ({
  day: `2026-11-${String(at + 1).padStart(2, '0')}`,
  ...share(38 + ((at * 7) % 13), 9 + ((at * 5) % 6)),
}));

/** A tea house in the middle of November, on a plan with prices and a limit of 300 CNY. */
const overview = {
  ...{ month: '2026-11', monthEnd: '2026-12-01T00:00:00.000Z', isCurrent: true, isBilled: true },
  ...{ plan: 'pay-as-you-go', currency: 'CNY', revision: 3, standing: 'active', isSubscribed: true, isCustomer: true },
  capMicros: cny(300),
  allowed: { allowance: 'everything' },
  alerts: ['cap-near'],
  totalMicros: cny(241.2),
  feeMicros: 0,
  lines: [line('faq-exact', 888, 0.15), line('generated', 270, 0.4)],
  channels: [
    { channel: 'wechat', ...share(700, 200) },
    { channel: 'telegram', ...share(188, 70) },
  ],
  days,
  forecast: { totalMicros: cny(352.4), capReachedOn: '2026-11-25T00:00:00.000Z' },
};
const receipt = (id: string, more: object) => ({
  ...{ id, kind: 'bot-reply', rule: 'faq-exact', plan: 'pay-as-you-go', channel: 'wechat', conversationId: `c${id}` },
  ...{ messageId: id, at: '2026-11-20T09:30:00.000Z', unitMicros: cny(0.15), pays: 'unit', ...more },
});
const receipts = {
  currency: 'CNY',
  items: [
    receipt('1', {}),
    receipt('2', { rule: 'generated', unitMicros: cny(0.4), channel: 'telegram' }),
    receipt('3', { refund: { reason: 'rejected-by-customer', at: '2026-11-20T09:31:00.000Z' } }),
  ],
};
const invoice = (number: string, more: object) => ({
  ...{ id: number, number, status: 'paid', createdAt: '2026-11-01T00:00:00.000Z', currency: 'CNY', total: cny(287.15) },
  ...{ due: 0, url: 'https://invoice.example/i', pdfUrl: 'https://invoice.example/i.pdf', ...more },
});
const invoices = {
  items: [
    invoice('AD-0002', {}),
    invoice('AD-0001', { status: 'open', due: cny(90), total: cny(90), createdAt: '2026-10-01T00:00:00.000Z' }),
  ],
};
const previews: Readonly<Record<string, object>> = {
  business: { begins: 'now', beginsAt: '2026-11-20T10:00:00.000Z', dueNow: cny(102.67), monthlyFee: cny(280) },
  free: { begins: 'next-month', beginsAt: '2026-12-01T00:00:00.000Z', dueNow: 0, monthlyFee: 0 },
};

/** What the server would say of that month; `more` over it. Resolves to what was asked to change. */
async function answerAsTeaHouse(page: Page, more: object = {}): Promise<unknown[]> {
  const changes: unknown[] = [];
  const changedTo = (data: object) => ({
    dataOf: (input: unknown) => {
      changes.push(input);
      return data;
    },
  });
  await answerInstead(page, {
    'billing.setCap': changedTo({ revision: 4 }),
    'billing.changePlan': changedTo({ outcome: 'changed' }),
    'billing.overview': { data: { ...overview, ...more } },
    'billing.receipts': { data: receipts },
    'billing.invoices': { data: invoices },
    'billing.previewPlan': {
      dataOf: (input) => {
        const { plan } = input as { plan: string };
        return { from: 'pay-as-you-go', to: plan, currency: 'CNY', included: {}, ...previews[plan] };
      },
    },
  });
  return changes;
}

async function keepWhole(page: Page, name: string): Promise<void> {
  await settle(page);
  for (const part of ['main h1', '[data-receipt]', '[data-plan]']) {
    await page.locator(part).first().scrollIntoViewIfNeeded();
    await keepPicture(page, `${name}-${part.replaceAll(/\W/g, '')}`);
  }
}

test('an owner sees what the month costs and why, sets a limit knowing what it does, and sees a plan’s price before taking it', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'The tea house', name: 'Ada', email });
  await page.getByRole('link', { name: 'Billing' }).click();
  await page.getByText('everything runs locally on the Free plan, without limits').waitFor();
  await page.getByText('No bot replies in this month yet').waitFor();
  await settle(page);
  await expectAccessible(page, 'billing-local');
  await keepPicture(page, 'billing-local');

  const changes = await answerAsTeaHouse(page);
  await page.reload();
  await page.getByText('CN¥241.20').first().waitFor();
  await page.getByText('The limit will be reached on 25 November').waitFor();
  await page.getByRole('img', { name: 'CN¥241.20 of CN¥300.00 spent, CN¥352.40 forecast' }).waitFor();
  expect(
    await page.getByRole('table', { name: 'What the month is made of' }).getByRole('row').last().innerText(),
  ).toMatch(/Total\s+CN¥241\.20/);
  const refunded = page.locator('[data-receipt="3"]');
  await refunded.getByText('Approved answer, word for word').waitFor();
  await refunded.getByText('Taken back: the customer rejected the answer.').waitFor();
  expect(await page.getByRole('link', { name: 'Pay invoice AD-0001' }).getAttribute('href')).toBe(
    'https://invoice.example/i',
  );
  await settle(page);
  await expectAccessible(page, 'billing');
  await keepWhole(page, 'billing');

  await page.getByRole('button', { name: 'Change the limit' }).click();
  await page.getByLabel('Amount in CNY').fill('120.5');
  await page.getByText('CN¥241.20 are spent already').waitFor();
  await page.getByText('Nobody is met with silence').waitFor();
  await settle(page);
  await expectAccessible(page, 'billing-cap');
  await keepPicture(page, 'billing-cap');
  await page.keyboard.press('Enter');
  await page.getByText('The limit is saved.').waitFor();

  await page.getByRole('button', { name: 'Choose Business' }).click();
  await page
    .getByText('CN¥102.67 is charged now for what is left of this month, then CN¥280.00 each month from 1 December on.')
    .waitFor();
  await settle(page);
  await expectAccessible(page, 'billing-plan');
  await keepPicture(page, 'billing-plan');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Choose Free' }).click();
  await page.getByText('From 1 December').waitFor();
  await page.getByRole('button', { name: 'Change the plan' }).click();
  await page.getByText('Your plan is changed.').waitFor();
  expect(changes).toEqual([{ amountCents: 12_050, currency: 'CNY', revision: 3 }, { plan: 'free' }]);

  await page.locator('[data-receipt="2"]').getByRole('link').click();
  await page.waitForURL('**/conversations/c2');
});

test('it fits a phone and reads from right to left in the dark; what is off and open is said first', async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await answerAsTeaHouse(phone, {
    allowed: { allowance: 'person-only', reason: 'cap' },
    totalMicros: cny(299.95),
    standing: 'past-due',
    pastDueSince: '2026-11-03T00:00:00.000Z',
    nextPlan: 'free',
  });
  await signIn(phone, email);
  await phone.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await phone.goto('/billing');
  await phone.getByText('The bot is off').waitFor();
  await phone.getByText('A payment is open').waitFor();
  await settle(phone);
  await expectNoSideScroll(phone, 'billing on a phone');
  await expectAccessible(phone, 'billing-phone-dark');
  await keepWhole(phone, 'billing-phone-dark');
  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.reload();
  await phone.getByText('البوت متوقف').waitFor();
  await settle(phone);
  await expectNoSideScroll(phone, 'billing on a phone, in Arabic');
  await expectAccessible(phone, 'billing-phone-arabic');
  await keepWhole(phone, 'billing-phone-arabic');
});
