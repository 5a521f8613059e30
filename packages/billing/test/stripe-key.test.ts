import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeStripe, startFakeStripe } from '@answerdesk/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, connectStripe, mustAsk } from '../src/stripe.ts';

const KEY = 'sk_test_good';
let fake: FakeStripe;
let told: string[];
const connect = (secretKey: string) =>
  connectStripe({ secretKey, apiBase: new URL(fake.apiRoot) }, (_facts, what) => told.push(what));
beforeEach(async () => {
  told = [];
  fake = await startFakeStripe({ apiKey: KEY });
});
afterEach(() => fake.stop());

test('a key that Stripe refuses says nothing of what was asked, and is told once for all', async () => {
  const rotated = connect('sk_test_rotated');
  const heard = await Promise.all([1, 2, 3].map(() => ask('customer', rotated.customers.create({}))));
  expect(heard.map(({ outcome }) => outcome)).toEqual(['unheard', 'unheard', 'unheard']);
  expect(told).toEqual(['Stripe does not accept the key of this server: nothing is billed until it does']);
  const { message, code } = await mustAsk('customer', rotated.customers.create({})).catch((error) => error);
  expect([code, message]).toEqual(['unavailable', 'Stripe does not accept the key of this server; please try again.']);
});

test('what a key may not do is no answer either', async () => {
  const server = createServer((_request, response) => {
    const error = { type: 'invalid_request_error', message: 'The provided key does not have the required permissions' };
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const apiBase = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const client = connectStripe({ secretKey: 'rk_test_small', apiBase }, (_facts, what) => told.push(what));
  expect(await ask('customer', client.customers.retrieve('cus_1'))).toMatchObject({ outcome: 'unheard', status: 403 });
  expect(told).toHaveLength(1);
  server.close();
});

test('of a refusal people read a sentence of ours, and its cause keeps what Stripe said', async () => {
  const refused = await mustAsk('customer', connect(KEY).customers.retrieve('cus_nobody')).catch((error) => error);
  expect(refused).toMatchObject({ code: 'refused-by-platform', message: 'The payment provider refused this.' });
  expect(String(refused.cause)).toContain('cus_nobody');
  expect(told).toEqual([]);
});
