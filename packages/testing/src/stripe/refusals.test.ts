import { describe, expect, test } from 'vitest';
import { type Form, send, startFake, startShop } from './start-shop.ts';

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
    const { call, customer, metered, product } = await startShop();
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
    const { fake, call } = await startFake({ apiKey: 'sk_test_mine' });
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
    const { call, seat, customer } = await startShop();
    const form = { customer: customer.id, items: [{ price: seat.id }], discounts: [{ coupon: 'c' }] };
    expect((await call('POST', '/v1/subscriptions', form)).status).toBe(501);
  });
});
