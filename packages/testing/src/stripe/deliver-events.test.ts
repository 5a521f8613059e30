import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { FakeStripe } from './fake-stripe.ts';
import { startFake, startShop } from './start-shop.ts';

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
    const { fake, report } = await startShop({ webhook });
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
      const { fake, checkout } = await startShop({
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
    const { fake, call, made } = await startFake();
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

  test.each([
    ['an hour after its event was taken', 3, 19, 'paid'],
    ['not before that', 3, 1, 'draft'],
    ['after three days, taken or not', 99, 72, 'paid'],
  ])('of a new invoice hold it back, so that it is final %s', async (_when, takenAt, hours, status) => {
    const ear = await hear((type, nth) => (type === 'invoice.created' && nth < takenAt + 1 ? 503 : 200));
    const { fake, call, checkout } = await startShop();
    const { subscriptionId } = await checkout();
    fake.setWebhook({ url: ear.url, secret: 's' });
    await fake.advance(31 * 86_400_000);
    await fake.deliver();
    for (let hour = 0; hour < hours; hour += 1) {
      await fake.advance(3_600_000);
      await fake.deliver();
    }
    const { body } = await call('GET', '/v1/invoices', { subscription: subscriptionId });
    expect(body.data[0]).toMatchObject({ status });
    ear.close();
  });
});
