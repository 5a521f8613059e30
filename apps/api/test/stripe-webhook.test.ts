import { createHmac } from 'node:crypto';
import { connectStripe, ensureCustomer, readStripeSettings } from '@answerdesk/billing';
import { tenantIdSchema } from '@answerdesk/domain';
import { type FakeStripe, startFakeStripe, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type TestApi } from './open-api.ts';

const SECRET = 'whsec_of_tests';

describe.each(testDatabases())('the address of Stripe’s webhooks, on $name', (kind) => {
  let fake: FakeStripe;
  let api: TestApi;
  let address: string;
  beforeAll(async () => {
    fake = await startFakeStripe({ delivery: { isHeld: true, repeats: 0.5, reorders: true } });
    const stripe = readStripeSettings({
      STRIPE_SECRET_KEY: 'sk_test_x',
      STRIPE_WEBHOOK_SECRET: `whsec_another,${SECRET}`,
      STRIPE_API_BASE: fake.apiRoot,
    });
    api = await openApi(kind, stripe ? { stripe } : {});
    address = await api.app.listen({ port: 0, host: '127.0.0.1' });
    fake.setWebhook({ url: `${address}/webhooks/stripe`, secret: SECRET });
  });
  afterAll(async () => {
    await api.close();
    await fake.stop();
  });

  const post = (body: string, signature?: string) =>
    api.app.inject({
      method: 'POST',
      url: '/webhooks/stripe',
      headers: {
        'content-type': 'application/json',
        ...(signature !== undefined && { 'stripe-signature': signature }),
      },
      payload: body,
    });
  const sign = (body: string, secret = SECRET) => {
    const at = Math.floor(Date.now() / 1_000);
    return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
  };

  test('refuses what is not signed, and takes what is, whoever it is about', async () => {
    const body = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'invoice.paid',
      livemode: false,
      data: { object: { customer: 'cus_x' } },
    });
    expect((await post(body)).statusCode).toBe(400);
    expect((await post(body, sign(body, 'whsec_wrong'))).statusCode).toBe(400);
    expect((await post('{', sign('{', 'whsec_wrong'))).statusCode).toBe(400);
    expect((await post('', sign(''))).statusCode).toBe(400);
    const taken = await post(body, sign(body));
    expect([taken.statusCode, taken.json()]).toEqual([200, { received: true }]);
    expect((await api.app.inject({ url: '/webhooks/stripe' })).statusCode).toBe(404);
  });

  test('a subscription at Stripe is the tenant’s plan here, whatever order its events come in', async () => {
    const { tenantId } = await api.owner('A shop');
    const tenant = tenantIdSchema.parse(tenantId);
    const deps = api.api.stripe;
    if (!deps) throw new Error('no Stripe');
    const customer = await ensureCustomer(deps, tenant, { currency: 'EUR' });
    const stripe = connectStripe({ secretKey: 'sk_test_x', apiBase: new URL(fake.apiRoot) });
    const product = await stripe.products.create({ id: 'answerdesk_business_fee', name: 'Business' });
    const price = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 0,
      product: product.id,
      recurring: { interval: 'month' },
    });
    await stripe.subscriptions.create({ customer, items: [{ price: price.id }], metadata: { tenantId } });
    await fake.deliver();
    expect(await deps.accounts.find(tenant)).toMatchObject({ plan: 'business', standing: 'active', currency: 'EUR' });
    expect(fake.posts().every(({ status }) => status === 200)).toBe(true);
    const metrics = (await api.app.inject({ url: '/metrics' })).body;
    expect(metrics).toMatch(/answerdesk_stripe_webhooks_total\{outcome="handled"\} [1-9]/);
  });
});

test('without a signing secret, and without keys, there is no such address and Stripe is asked nothing', async () => {
  const [kind] = testDatabases();
  if (!kind) throw new Error('no database');
  const fake = await startFakeStripe();
  const withKey = readStripeSettings({ STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_API_BASE: fake.apiRoot });
  const without = readStripeSettings({ STRIPE_API_BASE: fake.apiRoot });
  for (const stripe of [withKey, without]) {
    const api = await openApi(kind, stripe ? { stripe } : {});
    const answer = await api.app.inject({ method: 'POST', url: '/webhooks/stripe', payload: '{}' });
    expect(answer.statusCode).toBe(404);
    expect(api.api.stripe === undefined).toBe(stripe === undefined);
    await api.close();
  }
  expect(without).toBeUndefined();
  expect(fake.calls()).toEqual([]);
  await fake.stop();
});
