import { mkdtemp, rm, stat } from 'node:fs/promises';
import { isIP, type LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakePush, type PushFault, startFakePush } from '@answerdesk/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import webPush from 'web-push';
import { createPusher, type PusherOptions } from './push.ts';
import { loadVapidKeys } from './vapid-keys.ts';

const note = { title: 'Wei is waiting', body: 'Telegram', url: '/inbox/c1', tag: 'c1' };
const keys = webPush.generateVAPIDKeys();
const noAddress: LookupFunction = (_host, _options, callback) => callback(new Error('not a public address'), '');
let fault: PushFault | undefined;
let service: FakePush;
beforeAll(async () => {
  service = await startFakePush({ faults: () => fault });
});
afterAll(() => service.stop());

const pusher = (changes: Partial<PusherOptions> = {}) =>
  createPusher({
    keys,
    publicUrl: 'http://127.0.0.1:3000',
    isPublicAddress: () => false,
    lookup: noAddress,
    isLocalAllowed: true,
    ...changes,
  });

test('a note arrives signed, encrypted for that browser, and as it was', async () => {
  const browser = service.subscribe(keys.publicKey);
  expect(await pusher().send(browser, note)).toEqual({ outcome: 'sent' });
  expect(browser.notes.map((text) => JSON.parse(text))).toEqual([note]);
});

test('a browser that unsubscribed, and one that never was, are gone', async () => {
  const browser = service.subscribe(keys.publicKey);
  browser.end();
  expect(await pusher().send(browser, note)).toEqual({ outcome: 'gone' });
  expect(await pusher().send({ ...browser, endpoint: `${browser.endpoint}x` }, note)).toEqual({ outcome: 'gone' });
});

test.each<PushFault>([
  { kind: 'status', status: 413 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'reset' },
  { kind: 'hang' },
])('a service that fails ($kind $status) has a note failed, and the browser is kept', async (what) => {
  fault = what;
  try {
    expect((await pusher({ timeoutMs: 200 }).send(service.subscribe(keys.publicKey), note)).outcome).toBe('failed');
  } finally {
    fault = undefined;
  }
});

test('a note signed with other keys than were subscribed to is refused', async () => {
  const browser = service.subscribe(webPush.generateVAPIDKeys().publicKey);
  expect(await pusher().send(browser, note)).toEqual({ outcome: 'failed', detail: 'status 403' });
});

test('only the open internet is called, over https', async () => {
  const strict = pusher({
    isLocalAllowed: false,
    isPublicAddress: (address) => isIP(address) !== 0 && address === '93.184.216.34',
  });
  const addresses = [
    'https://push.example/abc',
    'https://93.184.216.34/abc',
    'http://push.example/abc',
    'https://127.0.0.1/abc',
    'https://10.0.0.1/abc',
    'https://[::1]/abc',
    'https://push.example:8443/abc',
    'https://user:word@push.example/abc',
    'not an address',
  ];
  expect(addresses.filter(strict.isAllowed)).toEqual(addresses.slice(0, 2));
  const browser = service.subscribe(keys.publicKey);
  expect(await strict.send(browser, note)).toEqual({ outcome: 'gone' });
  expect(browser.notes).toEqual([]);
  // Its name leads into our own network.
  expect(await strict.send({ ...browser, endpoint: 'https://push.example/abc' }, note)).toEqual({
    outcome: 'failed',
    detail: 'not a public address',
  });
});

test('keys are made once, whoever asks first, and only their owner reads them', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'push-keys-'));
  try {
    const made = await Promise.all([loadVapidKeys(dataDir), loadVapidKeys(dataDir), loadVapidKeys(dataDir)]);
    expect(new Set(made.map(({ privateKey }) => privateKey)).size).toBe(1);
    expect(await loadVapidKeys(dataDir)).toEqual(made[0]);
    expect((await stat(join(dataDir, 'push.key'))).mode & 0o777).toBe(0o600);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
