import { describe, expect, test } from 'vitest';
import { seededStripeFaults } from './fault.ts';
import { stripeSpec } from './request-spec.ts';
import { type Form, startFake, startShop } from './start-shop.ts';

const DAY_MS = 24 * 3_600_000;

describe('the fake takes', () => {
  test('ten right calls of each kind that a shop makes', async () => {
    const { call, customer, metered, seat, meter, report, cancel, checkout } = await startShop();
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
    const { fake, call, customer, meter, checkout, report, cancel } = await startShop();
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

describe('an idempotency key', () => {
  test('stands for the first answer, also one that says no, and for no other request', async () => {
    const { fake, call, report } = await startShop();
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
    const { call } = await startFake();
    const key = { 'idempotency-key': 'k1' };
    expect((await call('POST', '/v1/products', { nom: 'A' }, key)).status).toBe(400);
    expect((await call('POST', '/v1/products', { name: 'A' }, key)).status).toBe(200);
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
      const { fake, call } = await startFake({ faults: ({ attempt }) => (attempt === 1 ? fault : undefined) });
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

test('what is named by an id is shown whole where `expand` says so, and no other path is taken', async () => {
  const { call, customer, checkout } = await startShop();
  const { subscriptionId } = await checkout();
  const expand = ['customer', 'latest_invoice', 'items.data.price.tiers'];
  const shown = await call('GET', `/v1/subscriptions/${subscriptionId}`, { expand });
  expect(shown.raw).toMatchObject({ customer: { email: 'shop@example.com' }, latest_invoice: { status: 'paid' } });
  expect(JSON.stringify(shown.raw['items'])).toContain('"up_to":1000');
  const plain = await call('GET', `/v1/subscriptions/${subscriptionId}`);
  expect(plain.raw['customer']).toBe(customer.id);
  expect(JSON.stringify(plain.raw)).not.toContain('up_to');
  const wrong = await call('GET', `/v1/subscriptions/${subscriptionId}`, { expand: ['owner'] });
  expect(wrong.body.error?.message).toBe('This property cannot be expanded (owner).');
});

test('a list is paged from the newest on', async () => {
  const { call, made } = await startFake();
  const ids = [];
  for (const name of ['A', 'B', 'C']) ids.unshift((await made('/v1/customers', { name })).id);
  const first = (await call('GET', '/v1/customers', { limit: 2 })).body;
  expect([first.data.map(({ id }) => id), first['has_more']]).toEqual([ids.slice(0, 2), true]);
  const rest = (await call('GET', '/v1/customers', { limit: 2, starting_after: ids[1] })).body;
  expect([rest.data.map(({ id }) => id), rest['has_more']]).toEqual([ids.slice(2), false]);
});
