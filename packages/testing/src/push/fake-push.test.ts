import { afterAll, beforeAll, expect, test } from 'vitest';
import webPush from 'web-push';
import { type FakePush, startFakePush } from './fake-push.ts';

const keys = webPush.generateVAPIDKeys();
let service: FakePush;
beforeAll(async () => {
  service = await startFakePush();
});
afterAll(() => service.stop());

async function push(changes: {
  headers?: Record<string, string>;
  body?: Buffer;
  sign?: typeof keys;
  audience?: string;
}) {
  const browser = service.subscribe(keys.publicKey);
  const { body, headers } = webPush.generateRequestDetails(browser, 'hello', {
    vapidDetails: { subject: 'mailto:desk@shop.example', ...keys },
  });
  const { sign = keys, audience = new URL(browser.endpoint).origin } = changes;
  const signed = webPush.getVapidHeaders(
    audience,
    'mailto:desk@shop.example',
    sign.publicKey,
    sign.privateKey,
    'aes128gcm',
  );
  const response = await fetch(browser.endpoint, {
    method: 'POST',
    headers: {
      TTL: '60',
      'Content-Encoding': 'aes128gcm',
      'Content-Type': String(headers['Content-Type']),
      authorization: signed.Authorization,
      ...changes.headers,
    },
    body: new Uint8Array(changes.body ?? body),
  });
  return { status: response.status, notes: browser.notes };
}

test('what is right is taken and read', async () => {
  expect(await push({})).toEqual({ status: 201, notes: ['hello'] });
});

test.each<[string, Parameters<typeof push>[0], number]>([
  ['no lifetime', { headers: { TTL: '' } }, 400],
  ['another encoding', { headers: { 'Content-Encoding': 'aesgcm' } }, 400],
  ['no signature', { headers: { authorization: '' } }, 401],
  ['a signature of somebody else', { sign: webPush.generateVAPIDKeys() }, 403],
  ['a signature for another service', { audience: 'https://push.example' }, 403],
  ['an urgency that there is not', { headers: { urgency: 'now' } }, 400],
  ['a topic that is too long', { headers: { topic: 'x'.repeat(33) } }, 400],
  ['too large a body', { body: Buffer.alloc(4_097) }, 413],
  ['a body for another browser', { body: Buffer.alloc(200, 1) }, 400],
])('%s is refused', async (_, changes, status) => {
  expect(await push(changes)).toEqual({ status, notes: [] });
});

test('a signature with another private key than its public one is refused', async () => {
  const sign = { publicKey: keys.publicKey, privateKey: webPush.generateVAPIDKeys().privateKey };
  expect((await push({ sign })).status).toBe(403);
});
