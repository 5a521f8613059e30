import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeStripe, type FakeStripeOptions, startFakeStripe } from './fake-stripe.ts';
import { seededStripeFaults } from './fault.ts';
import { stripeSpec } from './request-spec.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const entrySchema = z.looseObject({ id: z.string().optional(), object: z.string().optional() });
const bodySchema = z.looseObject({
  id: z.string().catch(''),
  object: z.string().optional(),
  data: z.array(entrySchema).catch([]),
  error: z.looseObject({ type: z.string(), message: z.string(), code: z.string().optional() }).optional(),
});

type Form = Readonly<Record<string, unknown>>;

const fakes: FakeStripe[] = [];
afterEach(async () => {
  for (const fake of fakes.splice(0)) await fake.stop();
});

async function start(options: FakeStripeOptions = {}) {
  const fixed = new Date('2026-01-15T10:00:00Z');
  const fake = await startFakeStripe({ now: () => fixed, ...options });
  fakes.push(fake);
  const call = (method: string, path: string, form: Form = {}, headers: Record<string, string> = {}) =>
    send(fake, method, path, pairsOf(form), headers);
  const made = async (path: string, form: Form) => (await call('POST', path, form)).body;
  return { fake, call, made };
}

/** A form as the `stripe` package writes it: brackets, and numbers in lists. */
function pairsOf(value: unknown, name = ''): string {
  if (typeof value !== 'object' || value === null)
    return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .map(([key, entry]) => pairsOf(entry, name === '' ? key : `${name}[${key}]`))
    .join('&');
}

async function send(
  fake: FakeStripe,
  method: string,
  path: string,
  form: string,
  headers: Record<string, string> = {},
) {
  const isGet = method !== 'POST';
  const response = await fetch(`${fake.apiRoot}${path}${isGet && form !== '' ? `?${form}` : ''}`, {
    method,
    headers: {
      authorization: 'Bearer sk_test_fake',
      'stripe-version': '2026-10-28.endive',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    ...(!isGet && { body: form }),
  });
  const raw = z.record(z.string(), z.unknown()).parse(await response.json());
  return { status: response.status, headers: response.headers, raw, body: bodySchema.parse(raw) };
}

/** A customer, a meter on `answers`, and a metered price: 1,000 free, then 2.5 cents each. */
async function shop(options: FakeStripeOptions = {}) {
  const { fake, call, made } = await start(options);
  const customer = await made('/v1/customers', { email: 'shop@example.com', metadata: { tenant: 't1' } });
  const meter = await made('/v1/billing/meters', {
    display_name: 'Answers',
    event_name: 'answers',
    default_aggregation: { formula: 'sum' },
  });
  const product = await made('/v1/products', { name: 'Answers' });
  const metered = await made('/v1/prices', {
    currency: 'usd',
    product: product.id,
    billing_scheme: 'tiered',
    tiers_mode: 'graduated',
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    tiers: [
      { up_to: 1_000, unit_amount: 0 },
      { up_to: 'inf', unit_amount_decimal: '2.5' },
    ],
  });
  const seat = await made('/v1/prices', {
    currency: 'usd',
    product: product.id,
    unit_amount: 1_900,
    lookup_key: 'seat',
    recurring: { interval: 'month' },
  });
  const report = (identifier: string, value: number | string, more: Form = {}) =>
    call('POST', '/v1/billing/meter_events', {
      event_name: 'answers',
      identifier,
      payload: { stripe_customer_id: customer.id, value },
      ...more,
    });
  const cancel = (identifier: string) =>
    call('POST', '/v1/billing/meter_event_adjustments', {
      event_name: 'answers',
      type: 'cancel',
      cancel: { identifier },
    });
  const checkout = async (lines: readonly Form[] = [{ price: metered.id }, { price: seat.id, quantity: 2 }]) => {
    const session = await made('/v1/checkout/sessions', {
      mode: 'subscription',
      customer: customer.id,
      line_items: lines,
      success_url: 'https://shop.example/done',
    });
    return { ...fake.completeCheckout(session.id), sessionId: session.id };
  };
  return { fake, call, made, customer, meter, product, metered, seat, report, cancel, checkout };
}

describe('the fake takes', () => {
  test('ten right calls of each kind that a shop makes', async () => {
    const { call, customer, metered, seat, meter, report, cancel, checkout } = await shop();
    const right: [string, string, Form][] = [
      ['POST', '/v1/customers', { email: 'a@example.com', metadata: { a: '1' }, preferred_locales: ['de'] }],
      ['GET', '/v1/customers', { email: 'shop@example.com', limit: 3 }],
      ['GET', '/v1/prices', { lookup_keys: ['seat'], active: true, expand: ['data.tiers', 'data.product'] }],
      ['POST', '/v1/subscriptions', { customer: customer.id, items: [{ price: metered.id }] }],
      [
        'POST',
        '/v1/checkout/sessions',
        { mode: 'subscription', line_items: [{ price: seat.id, quantity: 1 }], success_url: 'https://e.com' },
      ],
      ['POST', '/v1/billing_portal/configurations', { features: { invoice_history: { enabled: true } } }],
      ['GET', '/v1/subscriptions', { customer: customer.id, status: 'all' }],
      [
        'GET',
        `/v1/billing/meters/${meter.id}/event_summaries`,
        { customer: customer.id, start_time: 3_600, end_time: 7_200, value_grouping_window: 'hour' },
      ],
      [
        'POST',
        '/v1/billing/credit_grants',
        {
          customer: customer.id,
          amount: { type: 'monetary', monetary: { currency: 'usd', value: 500 } },
          applicability_config: { scope: { price_type: 'metered' } },
        },
      ],
      ['POST', '/v1/webhook_endpoints', { url: 'https://shop.example/hook', enabled_events: ['*'] }],
    ];
    for (const [method, path, form] of right) {
      const { status, body } = await call(method, path, form);
      expect({ path, status, error: body.error }).toEqual({ path, status: 200, error: undefined });
    }
    expect((await report('r1', -3)).status).toBe(200);
    expect((await cancel('r1')).body).toMatchObject({ object: 'billing.meter_event_adjustment', status: 'pending' });
    const { subscriptionId } = await checkout();
    const preview = await call('POST', '/v1/invoices/create_preview', { subscription: subscriptionId });
    expect(preview.body).toMatchObject({ object: 'invoice', billing_reason: 'upcoming', total: 3_800 });
  });

  test('objects of just the fields and kinds that Stripe declares', async () => {
    const { fake, call, customer, meter, checkout, report, cancel } = await shop();
    const { subscriptionId, sessionId } = await checkout();
    await report('f1', 1_200);
    await fake.advance(32 * DAY_MS);
    const portal = await call('POST', '/v1/billing_portal/configurations', {
      features: { invoice_history: { enabled: true } },
    });
    const invoices = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    const answered = [
      await call('GET', `/v1/customers/${customer.id}`),
      await call('GET', `/v1/billing/meters/${meter.id}`),
      await call('GET', `/v1/subscriptions/${subscriptionId}`),
      await call('GET', `/v1/checkout/sessions/${sessionId}`),
      await call('POST', '/v1/billing_portal/sessions', { customer: customer.id, configuration: portal.body.id }),
      await call('GET', `/v1/events/${fake.events()[0]?.id}`),
      await report('f2', 1),
      await cancel('f2'),
      portal,
    ];
    const lists = [
      invoices,
      await call('GET', `/v1/invoices/${invoices.body.data[0]?.id}/lines`),
      await call('GET', '/v1/prices'),
      await call('GET', '/v1/products'),
      await call('GET', '/v1/subscription_items', { subscription: subscriptionId }),
      await call('GET', `/v1/billing/meters/${meter.id}/event_summaries`, {
        customer: customer.id,
        start_time: 0,
        end_time: 60,
      }),
    ];
    const found = [...answered.map(({ raw }) => raw), ...lists.flatMap(({ body }) => body.data)];
    expect(found.length).toBeGreaterThan(15);
    for (const object of found) expect(strayFields(object)).toEqual([]);
  });
});

/** Fields of an object that Stripe does not declare, or declares otherwise, or that are missing. */
function strayFields(value: Readonly<Record<string, unknown>> | undefined): string[] {
  const name = String(value?.['object']);
  const declared = stripeSpec().objects[name];
  if (!value || !declared) return [`${name} is not declared`];
  const fields = Object.entries(value);
  const kindOf = (entry: unknown) => (entry === null ? 'null' : Array.isArray(entry) ? 'array' : typeof entry);
  const wrong = fields.filter(([field, entry]) => {
    const kinds = declared.required[field] ?? declared.optional[field];
    return !kinds?.includes(kindOf(entry));
  });
  const absent = Object.keys(declared.required).filter((field) => !(field in value));
  return [...wrong.map(([field]) => `${name}.${field}`), ...absent.map((field) => `${name}.${field} is absent`)];
}

describe('the fake refuses', () => {
  const ok = { event_name: 'answers', payload: { stripe_customer_id: 'CUSTOMER', value: 1 } };
  const line = { price: 'METERED' };
  const session = { mode: 'subscription', success_url: 'https://e.com', line_items: [line] };
  const wrong: [string, string, Form, RegExp, string?][] = [
    ['an unknown parameter', '/v1/customers', { surname: 'x' }, /unknown parameter: surname/, 'parameter_unknown'],
    [
      'an unknown one deep inside',
      '/v1/checkout/sessions',
      { ...session, subscription_data: { colour: 'x' } },
      /subscription_data\[colour\]/,
      'parameter_unknown',
    ],
    [
      'one that later versions took away',
      '/v1/checkout/sessions',
      { ...session, payment_method_types: ['card'] },
      /payment_method_types/,
      'parameter_unknown',
    ],
    [
      'a missing one',
      '/v1/billing/meters',
      { display_name: 'x', event_name: 'y' },
      /Missing required param: default_aggregation/,
      'parameter_missing',
    ],
    [
      'a missing one deep inside',
      '/v1/billing/meters',
      { display_name: 'x', event_name: 'y', default_aggregation: {} },
      /default_aggregation/,
    ],
    [
      'an integer that is none',
      '/v1/billing/meter_events',
      { ...ok, timestamp: 'soon' },
      /Invalid integer: soon/,
      'parameter_invalid_integer',
    ],
    ['a boolean that is none', '/v1/products', { name: 'x', active: 'yes' }, /Invalid boolean: yes/],
    [
      'a value that is not on the list',
      '/v1/billing/meters',
      { display_name: 'x', event_name: 'y', default_aggregation: { formula: 'max' } },
      /one of count, last, or sum/,
    ],
    [
      'a quantity on a metered line of a checkout',
      '/v1/checkout/sessions',
      { ...session, line_items: [{ ...line, quantity: 1 }] },
      /Remove quantity from `line_items\[0\]`/,
    ],
    [
      'a quantity on a metered item',
      '/v1/subscriptions',
      { customer: 'CUSTOMER', items: [{ ...line, quantity: 1 }] },
      /Quantity should not be specified/,
    ],
    [
      'a metered price without a meter',
      '/v1/prices',
      { currency: 'usd', product: 'PRODUCT', unit_amount: 1, recurring: { interval: 'month', usage_type: 'metered' } },
      /needs a meter/,
    ],
    [
      'a fraction as a value',
      '/v1/billing/meter_events',
      { ...ok, payload: { stripe_customer_id: 'CUSTOMER', value: '1.5' } },
      /whole number/,
    ],
    [
      'a payload without a customer',
      '/v1/billing/meter_events',
      { ...ok, payload: { value: 1 } },
      /stripe_customer_id/,
      'parameter_missing',
    ],
    ['an event of no meter', '/v1/billing/meter_events', { ...ok, event_name: 'questions' }, /No active meter/],
    [
      'an identifier of 101 characters',
      '/v1/billing/meter_events',
      { ...ok, identifier: 'x'.repeat(101) },
      /at most 100/,
    ],
    [
      'a lookup key that is taken',
      '/v1/prices',
      { currency: 'usd', product: 'PRODUCT', unit_amount: 1, lookup_key: 'seat' },
      /already uses that lookup key/,
    ],
    [
      'a second active meter of a name',
      '/v1/billing/meters',
      { display_name: 'x', event_name: 'answers', default_aggregation: { formula: 'sum' } },
      /already an active meter/,
    ],
    [
      'a customer that there is not',
      '/v1/subscriptions',
      { customer: 'cus_none', items: [line] },
      /No such customer/,
      'resource_missing',
    ],
    ['a name that cannot be unset', '/v1/products', { name: '' }, /cannot be unset/, 'parameter_invalid_empty'],
    [
      'a portal that was never set up',
      '/v1/billing_portal/sessions',
      { customer: 'CUSTOMER' },
      /No configuration provided/,
    ],
  ];

  test.each(wrong)('%s', async (_what, path, form, why, code) => {
    const { call, customer, metered, product } = await shop();
    const named = JSON.stringify(form)
      .replaceAll('CUSTOMER', customer.id)
      .replaceAll('METERED', metered.id)
      .replaceAll('PRODUCT', product.id);
    const { status, body, headers } = await call('POST', path, JSON.parse(named));
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: 'invalid_request_error', message: expect.stringMatching(why) });
    if (code !== undefined) expect(body.error?.code).toBe(code);
    expect(headers.get('stripe-should-retry')).toBe('false');
  });

  test('a stranger, an unknown path, a wrong method, JSON, and parameters of a list that there are not', async () => {
    const { fake, call } = await start({ apiKey: 'sk_test_mine' });
    const mine = { authorization: 'Bearer sk_test_mine' };
    expect((await call('GET', '/v1/customers')).status).toBe(401);
    expect((await call('GET', '/v1/customers', {}, { authorization: 'Bearer sk_live_mine' })).status).toBe(401);
    expect((await call('GET', '/v1/custommers', {}, mine)).status).toBe(404);
    expect((await call('DELETE', '/v1/customers', {}, mine)).status).toBe(404);
    expect((await call('GET', '/v1/customers', { mail: 'x' }, mine)).status).toBe(400);
    expect((await call('GET', '/v1/customers', { limit: 101 }, mine)).status).toBe(400);
    expect((await call('GET', '/v1/customers/cus_none', {}, mine)).body.error).toMatchObject({
      code: 'resource_missing',
    });
    expect(
      (await send(fake, 'POST', '/v1/customers', '{}', { ...mine, 'content-type': 'application/json' })).status,
    ).toBe(400);
  });

  test('what it does not model, loudly', async () => {
    const { call, seat, customer } = await shop();
    const form = { customer: customer.id, items: [{ price: seat.id }], discounts: [{ coupon: 'c' }] };
    expect((await call('POST', '/v1/subscriptions', form)).status).toBe(501);
  });
});

describe('a meter', () => {
  test('takes an identifier once in 24 hours, and once more after', async () => {
    const { fake, report, customer } = await shop();
    expect((await report('a', 2)).status).toBe(200);
    await fake.advance(DAY_MS - 1_000);
    const again = await report('a', 2);
    expect(again.status).toBe(400);
    expect(again.body.error).toEqual({
      type: 'invalid_request_error',
      message: 'An event already exists with identifier a.',
    });
    await fake.advance(1_000);
    expect((await report('a', 2)).status).toBe(200);
    expect(fake.counted(customer.id, 'answers')).toBe(4);
  });

  test('takes events of the last 35 days and the next 5 minutes', async () => {
    const { fake, report } = await shop();
    const now = fake.now().getTime() / 1000;
    expect((await report('a', 1, { timestamp: now - 35 * 86_400 })).status).toBe(200);
    expect((await report('b', 1, { timestamp: now - 35 * 86_400 - 1 })).status).toBe(400);
    expect((await report('c', 1, { timestamp: now + 300 })).status).toBe(200);
    expect((await report('d', 1, { timestamp: now + 301 })).status).toBe(400);
  });

  test('cancels an event once, within 24 hours, and knows no others', async () => {
    const { fake, report, cancel, customer } = await shop();
    await report('a', 5);
    await report('b', 7);
    expect((await cancel('a')).status).toBe(200);
    expect((await cancel('a')).body.error?.message).toMatch(/already been canceled/);
    expect((await cancel('none')).body.error?.message).toMatch(/No meter event/);
    await fake.advance(DAY_MS + 1_000);
    expect((await cancel('b')).body.error?.message).toMatch(/within 24 hours/);
    expect(fake.counted(customer.id, 'answers')).toBe(7);
    expect(fake.countedByHour(customer.id, 'answers')).toEqual({ '2026-01-15T10:00:00.000Z': 7 });
  });

  test('shows what it took only after a while, by whole minutes and hours', async () => {
    const { fake, call, report, meter, customer } = await shop({ meterLagMs: 120_000 });
    await report('a', 5);
    const start = fake.now().getTime() / 1000;
    const summaries = (more: Form) =>
      call('GET', `/v1/billing/meters/${meter.id}/event_summaries`, {
        customer: customer.id,
        start_time: start,
        end_time: start + 7_200,
        ...more,
      });
    expect((await summaries({})).body.data).toMatchObject([{ aggregated_value: 0 }]);
    await fake.advance(120_000);
    expect((await summaries({})).body.data).toMatchObject([{ aggregated_value: 5 }]);
    expect(
      (await summaries({ value_grouping_window: 'hour' })).body.data.map((one) => one['aggregated_value']),
    ).toEqual([0, 5]);
    expect((await summaries({ end_time: start + 61 })).status).toBe(400);
    expect((await summaries({ end_time: start + 60, value_grouping_window: 'hour' })).status).toBe(400);
    expect((await summaries({ value_grouping_window: 'day' })).status).toBe(400);
  });

  test('tells of events for nobody later, in a thin event whose data is fetched', async () => {
    const { fake, call, report, meter } = await shop();
    expect((await report('a', 1, { payload: { stripe_customer_id: 'cus_gone', value: 1 } })).status).toBe(200);
    expect(fake.thinEvents()).toEqual([]);
    await fake.advance(10_000);
    const [event] = fake.thinEvents();
    expect(event).toMatchObject({
      object: 'v2.core.event',
      type: 'v1.billing.meter.error_report_triggered',
      related_object: { id: meter.id },
    });
    const fetched = await call('GET', `/v2/core/events/${event?.id}`);
    expect(JSON.stringify(fetched.raw)).toContain('meter_event_customer_not_found');
  });
});

describe('a month', () => {
  test('ends in an invoice of what was used through its tiers, and of the next month in advance', async () => {
    const { fake, call, report, cancel, checkout, customer } = await shop();
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
    const { fake, call, made, meter, product, report, checkout } = await shop();
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
    const { fake, call, checkout } = await shop({ now: () => new Date('2026-01-31T09:30:00Z') });
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
    const { fake, call, checkout, customer } = await shop();
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
    const { fake, call, report, checkout } = await shop();
    const { subscriptionId } = await checkout();
    await report('a', 1_200);
    await call('POST', `/v1/subscriptions/${subscriptionId}`, { cancel_at_period_end: true });
    await fake.advance(32 * DAY_MS);
    const invoices = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    expect(invoices.body.data.map(({ total }) => total)).toEqual([500, 3_800]);
    expect((await call('GET', `/v1/subscriptions/${subscriptionId}`)).body).toMatchObject({ status: 'canceled' });
  });

  test('spends credit on usage alone, then the balance', async () => {
    const { fake, call, made, report, checkout, customer } = await shop();
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
});

describe('an idempotency key', () => {
  test('stands for the first answer, also one that says no, and for no other request', async () => {
    const { fake, call, report } = await shop();
    const key = { 'idempotency-key': 'k1' };
    const first = await call('POST', '/v1/customers', { name: 'A' }, key);
    const second = await call('POST', '/v1/customers', { name: 'A' }, key);
    expect(second.body.id).toBe(first.body.id);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const other = await call('POST', '/v1/customers', { name: 'B' }, key);
    expect([other.status, other.body.error?.type]).toEqual([400, 'idempotency_error']);
    await report('a', 1);
    const event = { event_name: 'answers', identifier: 'a', payload: { stripe_customer_id: first.body.id, value: 1 } };
    const no = await call('POST', '/v1/billing/meter_events', event, { 'idempotency-key': 'k2' });
    await fake.advance(DAY_MS - 1_000);
    expect([
      no.status,
      (await call('POST', '/v1/billing/meter_events', event, { 'idempotency-key': 'k2' })).status,
    ]).toEqual([400, 400]);
    await fake.advance(2_000);
    expect((await call('POST', '/v1/customers', { name: 'A' }, key)).body.id).not.toBe(first.body.id);
  });

  test('is not used up by a request that fails validation', async () => {
    const { call } = await start();
    const key = { 'idempotency-key': 'k1' };
    expect((await call('POST', '/v1/products', { nom: 'A' }, key)).status).toBe(400);
    expect((await call('POST', '/v1/products', { name: 'A' }, key)).status).toBe(200);
  });
});

describe('events', () => {
  async function hear(answers: (type: string, nth: number) => number) {
    const heard: { body: string; signature: string; type: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString('utf8');
      const { type } = z.object({ type: z.string() }).parse(JSON.parse(body));
      heard.push({ body, signature: String(request.headers['stripe-signature']), type });
      response.writeHead(answers(type, heard.filter((one) => one.type === type).length)).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    return { heard, url: `http://127.0.0.1:${port}/hook`, close: () => server.close() };
  }

  test('are signed with the secret over time and body, thin ones with their own', async () => {
    const ear = await hear(() => 200);
    const webhook = { url: ear.url, secret: 'whsec_a', thinSecret: 'whsec_b' };
    const { fake, report } = await shop({ webhook });
    await report('a', 1, { payload: { stripe_customer_id: 'cus_gone', value: 1 } });
    await fake.advance(10_000);
    expect(ear.heard.map(({ type }) => type)).toEqual([
      'customer.created',
      'billing.meter.created',
      'product.created',
      'price.created',
      'price.created',
      'v1.billing.meter.error_report_triggered',
    ]);
    for (const { body, signature, type } of ear.heard) {
      const [, t = '', v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
      const secret = type.startsWith('v1.') ? 'whsec_b' : 'whsec_a';
      expect(v1).toBe(createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex'));
    }
    expect(JSON.parse(ear.heard.at(-1)?.body ?? '{}')).not.toHaveProperty('data');
    ear.close();
  });

  test('come again until they are taken, repeated and out of order by the seed', async () => {
    const ear = await hear((type, nth) => (type === 'product.created' && nth < 3 ? 500 : 200));
    const run = async () => {
      const from = ear.heard.length;
      const { fake, checkout } = await shop({
        webhook: { url: ear.url, secret: 's' },
        delivery: { isHeld: true, repeats: 0.5, reorders: true },
      });
      await checkout();
      expect(ear.heard).toHaveLength(from);
      await fake.deliver();
      const types = ear.heard.slice(from).map(({ type }) => type);
      const ids = new Set(fake.posts().map(({ eventId }) => eventId));
      expect(ids.size).toBe(fake.events().length);
      expect(types.length).toBeGreaterThan(ids.size);
      expect(types).not.toEqual(types.toSorted((a, b) => order(fake, a) - order(fake, b)));
      return types;
    };
    const first = await run();
    expect(first.filter((type) => type === 'product.created').length).toBeGreaterThanOrEqual(3);
    const second = await run();
    expect(second.filter((type) => type !== 'product.created')).not.toHaveLength(0);
    ear.close();
  });

  const order = (fake: FakeStripe, type: string) => fake.events().findIndex((one) => one.type === type);

  test('go to endpoints that want them, with the secret told once', async () => {
    const ear = await hear(() => 200);
    const { fake, call, made } = await start();
    const endpoint = await made('/v1/webhook_endpoints', { url: ear.url, enabled_events: ['customer.deleted'] });
    expect(endpoint['secret']).toMatch(/^whsec_/);
    expect((await call('GET', `/v1/webhook_endpoints/${endpoint.id}`)).raw).not.toHaveProperty('secret');
    const customer = await made('/v1/customers', { name: 'A' });
    expect((await call('DELETE', `/v1/customers/${customer.id}`)).body).toMatchObject({ deleted: true });
    expect((await call('GET', `/v1/customers/${customer.id}`)).body).toMatchObject({ deleted: true });
    await fake.deliver();
    expect(ear.heard.map(({ type }) => type)).toEqual(['customer.deleted']);
    ear.close();
  });
});

describe('faults', () => {
  test('refuse, answer something foreign, or lose the answer of what was done', async () => {
    const kinds = ['rate-limited', 'foreign', 'error', 'conflict', 'reset-before', 'reset-after'] as const;
    for (const kind of kinds) {
      const fault =
        kind === 'error'
          ? { kind, status: 500 as const }
          : kind === 'rate-limited'
            ? { kind, retryAfterS: 7 }
            : { kind };
      const { fake, call } = await start({ faults: ({ attempt }) => (attempt === 1 ? fault : undefined) });
      const first = await call('POST', '/v1/customers', { name: 'A' }, { 'idempotency-key': 'k' }).catch(
        () => undefined,
      );
      const second = await call('POST', '/v1/customers', { name: 'A' }, { 'idempotency-key': 'k' });
      expect(second.status).toBe(200);
      expect(fake.events().filter(({ type }) => type === 'customer.created')).toHaveLength(1);
      expect(fake.calls().map((one) => one.fault)).toEqual([kind, undefined]);
      if (kind === 'rate-limited')
        expect([first?.status, first?.headers.get('retry-after'), first?.headers.get('stripe-should-retry')]).toEqual([
          429,
          '7',
          'true',
        ]);
      if (kind === 'foreign') expect([first?.status, first?.body.error]).toEqual([404, undefined]);
      if (kind.startsWith('reset')) expect(first).toBeUndefined();
      if (kind === 'reset-after') expect(second.headers.get('idempotent-replayed')).toBe('true');
    }
  });

  test('come by the seed, and to a first attempt alone', () => {
    const faults = seededStripeFaults({ seed: 7, rates: { error: 0.3, resetAfter: 0.3 } });
    const kinds = Array.from(
      { length: 200 },
      (_, at) => faults({ method: 'POST', path: '/v1/x', form: `a=${at}`, attempt: 1 })?.kind,
    );
    expect(new Set(kinds)).toEqual(new Set([undefined, 'error', 'reset-after']));
    expect(faults({ method: 'POST', path: '/v1/x', form: 'a=1', attempt: 2 })).toBeUndefined();
    const again = seededStripeFaults({ seed: 7, rates: { error: 0.3, resetAfter: 0.3 } });
    expect(
      Array.from(
        { length: 200 },
        (_, at) => again({ method: 'POST', path: '/v1/x', form: `a=${at}`, attempt: 1 })?.kind,
      ),
    ).toEqual(kinds);
  });
});

test('a list is paged from the newest on', async () => {
  const { call, made } = await start();
  const ids = [];
  for (const name of ['A', 'B', 'C']) ids.unshift((await made('/v1/customers', { name })).id);
  const first = (await call('GET', '/v1/customers', { limit: 2 })).body;
  expect([first.data.map(({ id }) => id), first['has_more']]).toEqual([ids.slice(0, 2), true]);
  const rest = (await call('GET', '/v1/customers', { limit: 2, starting_after: ids[1] })).body;
  expect([rest.data.map(({ id }) => id), rest['has_more']]).toEqual([ids.slice(2), false]);
});
