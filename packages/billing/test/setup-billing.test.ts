import { type FakeStripe, startFakeStripe } from '@answerdesk/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planMeters } from '../src/setup/meters.ts';
import { centsOf } from '../src/setup/price-definition.ts';
import { setupBilling } from '../src/setup/setup-billing.ts';
import { connectStripe, type StripeClient } from '../src/stripe.ts';

let fake: FakeStripe;
let stripe: StripeClient;
beforeEach(async () => {
  fake = await startFakeStripe();
  stripe = connectStripe({ secretKey: 'sk_test_setup', apiBase: new URL(fake.apiRoot) });
});
afterEach(() => fake.stop());

const writes = () => fake.calls().filter(({ method }) => method === 'POST');

test('makes a meter, a product and a price for each plan and rule with a price, and the fee', async () => {
  const { made, changed, unchanged } = await setupBilling(stripe);
  expect(planMeters.map(({ name }) => name)).toEqual([
    'answerdesk_payg_faq_exact',
    'answerdesk_payg_generated',
    'answerdesk_business_faq_exact',
    'answerdesk_business_generated',
  ]);
  expect(made.filter((one) => one.startsWith('meter '))).toHaveLength(4);
  expect(made.filter((one) => one.startsWith('price '))).toHaveLength(15);
  expect({ changed, unchanged }).toEqual({ changed: [], unchanged: 0 });
  const listed = await stripe.prices.list({
    lookup_keys: ['answerdesk_payg_faq_exact_usd', 'answerdesk_business_faq_exact_cny', 'answerdesk_business_fee_cny'],
    expand: ['data.tiers'],
  });
  const of = (key: string) => listed.data.find(({ lookup_key }) => lookup_key === key);
  expect(of('answerdesk_payg_faq_exact_usd')).toMatchObject({ currency: 'usd', recurring: { usage_type: 'metered' } });
  expect(String(of('answerdesk_payg_faq_exact_usd')?.unit_amount_decimal)).toBe('2.1');
  expect(of('answerdesk_business_fee_cny')).toMatchObject({
    unit_amount: 28_000,
    recurring: { usage_type: 'licensed' },
  });
  const tiers = of('answerdesk_business_faq_exact_cny')?.tiers?.map((tier) => [
    tier.up_to,
    String(tier.unit_amount_decimal),
  ]);
  expect(tiers).toEqual([
    [3_000, '0'],
    [null, '9'],
  ]);
});

test('changes nothing when it is run again', async () => {
  const first = await setupBilling(stripe);
  const before = writes().length;
  const again = await setupBilling(stripe);
  expect(again).toEqual({ made: [], changed: [], unchanged: first.made.length });
  expect(writes()).toHaveLength(before);
});

test('gives a price that is not as the table says a successor under its key, and leaves the old one to who has it', async () => {
  await setupBilling(stripe);
  const old = (await stripe.prices.list({ lookup_keys: ['answerdesk_payg_generated_eur'] })).data[0];
  await stripe.prices.update(old?.id ?? '', { metadata: { definition: 'another table' } });
  expect(await setupBilling(stripe)).toMatchObject({ made: [], changed: ['price answerdesk_payg_generated_eur'] });
  const now = (await stripe.prices.list({ lookup_keys: ['answerdesk_payg_generated_eur'] })).data;
  expect(now).toHaveLength(1);
  expect(now[0]?.id).not.toBe(old?.id);
  expect(await stripe.prices.retrieve(old?.id ?? '')).toMatchObject({ active: true, lookup_key: null });
});

test('wakes a meter that was archived', async () => {
  await setupBilling(stripe);
  const meters = await stripe.billing.meters.list();
  await stripe.billing.meters.deactivate(meters.data[0]?.id ?? '');
  expect((await setupBilling(stripe)).changed).toHaveLength(1);
  expect((await stripe.billing.meters.list({ status: 'active' })).data).toHaveLength(4);
});

test('amounts are exact in hundredths', () => {
  expect([150_000, 21_000, 12_500, 280_000_000, 0, 1].map(centsOf)).toEqual([
    '15',
    '2.1',
    '1.25',
    '28000',
    '0',
    '0.0001',
  ]);
});
