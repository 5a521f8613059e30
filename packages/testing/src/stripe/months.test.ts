import { describe, expect, test } from 'vitest';
import { startShop } from './start-shop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('a month', () => {
  test('ends in an invoice of what was used through its tiers, and of the next month in advance', async () => {
    const { fake, call, report, cancel, checkout, customer } = await startShop();
    const { subscriptionId } = await checkout();
    await report('a', 1_500);
    await report('b', 400);
    await report('gone', 9_999);
    await cancel('gone');
    await fake.advance(31 * DAY_MS);
    const draft = await call('GET', '/v1/invoices', { subscription: subscriptionId, status: 'draft' });
    expect(draft.body.data).toHaveLength(1);
    // What comes late, of the month that has ended, is still in when the draft becomes final.
    await report('late', 100, { timestamp: fake.now().getTime() / 1000 - 1 });
    await fake.advance(HOUR_MS);
    const { body } = await call('GET', '/v1/invoices', { customer: customer.id });
    expect(body.data[0]).toMatchObject({
      status: 'paid',
      subtotal: 2_500 + 3_800,
      amount_paid: 6_300,
      billing_reason: 'subscription_cycle',
    });
    const lines = await call('GET', `/v1/invoices/${body.data[0]?.id}/lines`);
    expect(lines.body.data.map(({ amount, quantity }) => [amount, quantity])).toEqual([
      [0, 1_000],
      [2_500, 1_000],
      [3_800, 2],
    ]);
    const types = fake.events().map(({ type }) => type);
    expect(types.slice(types.lastIndexOf('invoice.created'))).toEqual([
      'invoice.created',
      'customer.subscription.updated',
      'invoice.finalized',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
  });

  test.each([
    ['2.5', 3, 8],
    ['0.1', 4, 0],
    ['0.125', 12, 2],
    ['0.000000000001', 1_000, 0],
  ])('rounds %s cents times %i half up to %i', async (unit, quantity, amount) => {
    const { fake, call, made, meter, product, report, checkout } = await startShop();
    const price = await made('/v1/prices', {
      currency: 'usd',
      product: product.id,
      unit_amount_decimal: unit,
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    });
    const { subscriptionId } = await checkout([{ price: price.id }]);
    await report('a', quantity);
    await fake.advance(32 * DAY_MS);
    expect((await call('GET', '/v1/invoices', { subscription: subscriptionId })).body.data[0]).toMatchObject({
      total: amount,
    });
  });

  test('keeps the anchor through months without its day', async () => {
    const { fake, call, checkout } = await startShop({ now: () => new Date('2026-01-31T09:30:00Z') });
    const { subscriptionId } = await checkout();
    const turns: string[] = [];
    for (let month = 0; month < 3; month += 1) {
      const { body } = await call('GET', '/v1/subscription_items', { subscription: subscriptionId });
      const end = Number(body.data[0]?.['current_period_end']) * 1000;
      turns.push(new Date(end).toISOString().slice(0, 16));
      await fake.advance(end - fake.now().getTime());
    }
    expect(turns).toEqual(['2026-02-28T09:30', '2026-03-31T09:30', '2026-04-30T09:30']);
  });

  test('that is not paid makes the subscription past due, and in the end canceled', async () => {
    const { fake, call, checkout, customer } = await startShop();
    const { subscriptionId } = await checkout();
    const status = async () => (await call('GET', `/v1/subscriptions/${subscriptionId}`)).body['status'];
    fake.failPayments(customer.id);
    await fake.advance(31 * DAY_MS + HOUR_MS);
    expect(await status()).toBe('past_due');
    fake.payOpenInvoices(customer.id);
    expect(await status()).toBe('active');
    fake.failPayments(customer.id);
    await fake.advance(50 * DAY_MS);
    expect(await status()).toBe('canceled');
    const types = fake.events().map(({ type }) => type);
    expect(types.filter((type) => type === 'invoice.payment_failed')).toHaveLength(5);
    expect(types.at(-1)).toBe('customer.subscription.deleted');
  });

  test('is the last one of a subscription that ends with it, and bills its usage', async () => {
    const { fake, call, report, checkout } = await startShop();
    const { subscriptionId } = await checkout();
    await report('a', 1_200);
    await call('POST', `/v1/subscriptions/${subscriptionId}`, { cancel_at_period_end: true });
    await fake.advance(32 * DAY_MS);
    const invoices = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    expect(invoices.body.data.map(({ total }) => total)).toEqual([500, 3_800]);
    expect((await call('GET', `/v1/subscriptions/${subscriptionId}`)).body).toMatchObject({ status: 'canceled' });
  });

  test('spends credit on usage alone, then the balance', async () => {
    const { fake, call, made, report, checkout, customer } = await startShop();
    const { subscriptionId } = await checkout();
    await made('/v1/billing/credit_grants', {
      customer: customer.id,
      amount: { type: 'monetary', monetary: { currency: 'usd', value: 9_000 } },
      applicability_config: { scope: { price_type: 'metered' } },
    });
    await made(`/v1/customers/${customer.id}/balance_transactions`, { amount: -300, currency: 'usd' });
    await report('a', 1_200);
    await fake.advance(32 * DAY_MS);
    const { body } = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    expect(body.data[0]).toMatchObject({ subtotal: 4_300, total: 3_800, starting_balance: -300, amount_due: 3_500 });
    expect((await call('GET', `/v1/customers/${customer.id}`)).body).toMatchObject({ balance: 0 });
  });

  test('cut short by a change of seats bills just what is left of it, at its end or at once', async () => {
    const { fake, call, seat, checkout } = await startShop();
    const { subscriptionId } = await checkout([{ price: seat.id, quantity: 2 }]);
    const { body } = await call('GET', '/v1/subscription_items', { subscription: subscriptionId });
    const itemId = body.data[0]?.id;
    // 15 January to 15 February: of 31 days, 15.5 are left.
    await fake.advance(15.5 * DAY_MS);
    const more = { proration_behavior: 'always_invoice', quantity: 4 };
    expect((await call('POST', `/v1/subscription_items/${itemId}`, more)).status).toBe(200);
    const invoices = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    expect(invoices.body.data[0]).toMatchObject({
      billing_reason: 'subscription_update',
      total: 1_900,
      status: 'paid',
    });
    await call('POST', `/v1/subscription_items/${itemId}`, { quantity: 2 });
    const preview = await call('POST', '/v1/invoices/create_preview', { subscription: subscriptionId });
    expect(preview.body).toMatchObject({ total: 3_800 - 1_900 });
  });

  test('is not touched by a change that is refused', async () => {
    const { call, seat, metered, checkout } = await startShop();
    const { subscriptionId } = await checkout([{ price: seat.id, quantity: 2 }]);
    const before = (await call('GET', `/v1/subscriptions/${subscriptionId}`)).raw;
    const items = [{ price: metered.id }, { price: metered.id, quantity: 3 }];
    expect((await call('POST', `/v1/subscriptions/${subscriptionId}`, { items, metadata: { a: 'b' } })).status).toBe(
      400,
    );
    expect((await call('GET', `/v1/subscriptions/${subscriptionId}`)).raw).toEqual(before);
  });

  test('is the last one when the customer says so in the portal', async () => {
    const { fake, call, checkout } = await startShop();
    const { subscriptionId } = await checkout();
    fake.cancelInPortal(subscriptionId);
    expect((await call('GET', `/v1/subscriptions/${subscriptionId}`)).body).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
    });
    await fake.advance(31 * DAY_MS);
    expect(fake.events().at(-1)?.type).toBe('customer.subscription.deleted');
  });

  test('on trial is free, is told to end three days before, and turns into a paid one', async () => {
    const { fake, call, made, report, seat, metered } = await startShop();
    const session = await made('/v1/checkout/sessions', {
      mode: 'subscription',
      customer_email: 'new@example.com',
      line_items: [{ price: metered.id }, { price: seat.id, quantity: 1 }],
      subscription_data: { trial_period_days: 14, metadata: { tenant: 't2' } },
      success_url: 'https://shop.example/done',
    });
    const { customerId, subscriptionId } = fake.completeCheckout(session.id);
    const read = async () => (await call('GET', `/v1/subscriptions/${subscriptionId}`)).body;
    expect(await read()).toMatchObject({ status: 'trialing', metadata: { tenant: 't2' }, customer: customerId });
    await report('a', 5_000, { payload: { stripe_customer_id: customerId, value: 5_000 } });
    await fake.advance(11 * DAY_MS);
    expect(fake.events().at(-1)?.type).toBe('customer.subscription.trial_will_end');
    await fake.advance(3 * DAY_MS + HOUR_MS);
    expect(await read()).toMatchObject({ status: 'active' });
    const { body } = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    expect(body.data.map(({ total, status }) => [total, status])).toEqual([
      [1_900, 'paid'],
      [0, 'paid'],
    ]);
  });
});
