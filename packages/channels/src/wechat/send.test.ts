import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendOutcome } from '@answerdesk/domain';
import { type FakeWechat, type FakeWechatOptions, startFakeWechat, type TencentFault } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureAccount, makeWechat, OPENID } from './fixture.ts';

const { appId = '', appSecret = '' } = fixtureAccount.credentials;
const SEND = '/cgi-bin/message/custom/send';
const target = { chatKey: OPENID, isGroup: false, idempotencyKey: 'o1-0' };
const hello = { text: 'Hello', choices: [] };
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('the rest')]);

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: FakeWechatOptions & { readonly sendTimeoutMs?: number; readonly now?: () => Date } = {}) {
  const { sendTimeoutMs = 5_000, ...fakeOptions } = options;
  const fake: FakeWechat = await startFakeWechat({ appId, appSecret, ...fakeOptions });
  stops.push(() => fake.stop());
  fake.noteInteraction(OPENID, 'message');
  const channel = makeWechat({ sendTimeoutMs, ...(options.now && { now: options.now }) });
  const account = { ...fixtureAccount, apiRoot: fake.apiRoot };
  return { fake, channel, account, paths: () => fake.calls().map(({ path }) => path.replace('/cgi-bin/', '')) };
}

async function serveImage(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/map.png`;
}

const refusing =
  (errcode: number, path = SEND): NonNullable<FakeWechatOptions['faults']> =>
  (call) =>
    call.path === path ? { kind: 'errcode', errcode, errmsg: `said ${appSecret}` } : undefined;

test.each<[number, SendOutcome['kind'], object]>([
  [45015, 'refused', { reason: 'window-closed' }],
  [45047, 'refused', { reason: 'quota-used-up' }],
  [48001, 'refused', { reason: 'push-not-allowed' }],
  [40003, 'refused', { reason: 'chat-not-found' }],
  [43004, 'refused', { reason: 'blocked-by-contact' }],
  [45002, 'refused', { reason: 'content-refused' }],
  [87014, 'refused', { reason: 'content-refused' }],
  [45009, 'retry', { mayHaveArrived: false, scope: 'account', retryAfterMs: 900_000 }],
  [45011, 'retry', { mayHaveArrived: false, scope: 'account', retryAfterMs: 60_000 }],
  [-1, 'retry', { mayHaveArrived: false, scope: 'account', retryAfterMs: 5_000 }],
  [40001, 'retry', { mayHaveArrived: false }],
])('%i is %s', async (errcode, kind, facts) => {
  const { channel, account } = await start({ faults: refusing(errcode) });
  expect(await channel.send(account, target, hello)).toMatchObject({ kind, ...facts });
});

test.each<[number, SendOutcome['kind'], object]>([
  [40125, 'refused', { reason: 'account-refused' }],
  [40013, 'refused', { reason: 'account-refused' }],
  [40001, 'refused', { reason: 'account-refused' }],
  [40164, 'refused', { reason: 'account-refused', detail: expect.stringContaining('whitelist') }],
  [-1, 'retry', { mayHaveArrived: false }],
])('%i in getting a token is %s, nothing is sent and no secret told', async (errcode, kind, facts) => {
  const { channel, account, paths } = await start({ faults: refusing(errcode, '/cgi-bin/stable_token') });
  const outcome = await channel.send(account, target, hello);
  expect(outcome).toMatchObject({ kind, ...facts });
  expect(JSON.stringify(outcome)).not.toContain(appSecret);
  expect(paths()).toEqual(['stable_token']);
});

test.each<[TencentFault]>([[{ kind: 'hang-before' }], [{ kind: 'reset' }], [{ kind: 'http-error', status: 502 }]])(
  'a platform that gives no token, by %j, has not got the message',
  async (fault) => {
    const faults = ({ path }: { path: string }) => (path === '/cgi-bin/stable_token' ? fault : undefined);
    const { channel, account } = await start({ faults, sendTimeoutMs: 200 });
    expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'retry', mayHaveArrived: false });
  },
);

describe('a token that is no good', () => {
  test.each(['expireTokens', 'revokeTokens'] as const)(
    'after %s is replaced once, and the message sent',
    async (end) => {
      const { fake, channel, account } = await start();
      await channel.send(account, target, hello);
      fake[end]();
      expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'sent' });
      expect(fake.tokensIssued()).toBe(2);
    },
  );

  test('is forced out where the platform hands the same one out again', async () => {
    let refused = false;
    const { fake, channel, account } = await start({
      faults: ({ path }) => {
        if (path !== SEND || refused) return undefined;
        refused = true;
        return { kind: 'errcode', errcode: 40001, errmsg: 'invalid credential' };
      },
    });
    expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'sent' });
    expect(fake.calls().filter(({ body }) => body?.['force_refresh'] === true)).toHaveLength(1);
  });

  test('is fetched once for many messages at the same time', async () => {
    const { fake, channel, account } = await start();
    await Promise.all(Array.from({ length: 5 }, () => channel.send(account, target, hello)));
    expect(fake.calls().filter(({ path }) => path === '/cgi-bin/stable_token')).toHaveLength(1);
  });
});

test("the platform's own quota is five messages, then it is used up", async () => {
  const { fake, channel, account } = await start();
  for (let sent = 0; sent < 5; sent += 1) {
    expect(await channel.send(account, target, hello)).toEqual({ kind: 'sent', platformMessageId: 'custom:o1-0' });
  }
  expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'refused', reason: 'quota-used-up' });
  fake.noteInteraction(OPENID, 'unsubscribe');
  expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'refused', reason: 'window-closed' });
});

test('what cannot be written without an escape is left out, so that nobody reads \\u0001', async () => {
  const { fake, channel, account } = await start();
  const odd = { text: 'a\u0001\ud800b "c" \\ 😀', choices: [] };
  expect(await channel.send(account, target, odd)).toMatchObject({ kind: 'sent' });
  expect(fake.sent()[0]?.text).toBe('a\ufffdb "c" \\ 😀');
});

describe('choices', () => {
  const part = {
    text: 'See <a href="https://e.example/?a=1&b=2">this</a>.',
    choices: [
      { id: 'faq:f1', label: 'Refunds' },
      { id: 'person', label: 'A person' },
    ],
  };

  test('are a menu under the text, whose links are written out', async () => {
    const { fake, channel, account } = await start();
    await channel.send(account, target, part);
    expect(fake.sent()).toMatchObject([
      {
        msgtype: 'msgmenu',
        text: 'See this (https://e.example/?a=1&b=2).\nRefunds\nA person',
        menu: [
          { id: 'faq:f1', content: 'Refunds' },
          { id: 'person', content: 'A person' },
        ],
      },
    ]);
  });

  test('are a numbered list where the platform takes no such menu', async () => {
    const faults: NonNullable<FakeWechatOptions['faults']> = ({ path, text }) =>
      path === SEND && !text.includes('1. ')
        ? { kind: 'errcode', errcode: 45098, errmsg: 'msgmenu list size is out of limit' }
        : undefined;
    const { fake, channel, account } = await start({ faults });
    expect(await channel.send(account, target, part)).toMatchObject({ kind: 'sent' });
    expect(fake.sent()).toMatchObject([{ msgtype: 'text' }]);
  });

  test('are a numbered list for accounts that have no menus', async () => {
    const { fake, channel, account } = await start({ canSendMenus: false });
    expect(await channel.send(account, target, part)).toMatchObject({ kind: 'sent' });
    expect(fake.sent().map(({ text }) => text)).toEqual([
      'See this (https://e.example/?a=1&b=2).\n\n1. Refunds\n2. A person',
    ]);
  });
});

describe('an image', () => {
  const imagePart = (imageUrl: string) => ({ text: '', choices: [], imageUrl });

  test('is uploaded once and sent twice, and uploaded again after three days', async () => {
    let at = new Date('2026-03-01T12:00:00Z').getTime();
    const now = () => new Date(at);
    const { fake, channel, account, paths } = await start({ now });
    const url = await serveImage((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG));
    await channel.send(account, target, imagePart(url));
    await channel.send(account, target, imagePart(url));
    expect(paths()).toEqual(['stable_token', 'media/upload', 'message/custom/send', 'message/custom/send']);
    at += 3 * 24 * 3_600_000;
    fake.noteInteraction(OPENID, 'message');
    await channel.send(account, target, imagePart(url));
    expect(paths().filter((path) => path === 'media/upload')).toHaveLength(2);
    expect(fake.sent().map(({ msgtype }) => msgtype)).toEqual(['image', 'image', 'image']);
  });

  test('that the platform forgot is uploaded again', async () => {
    let isForgotten = false;
    const { fake, channel, account, paths } = await start({
      faults: ({ path }) => {
        if (path !== SEND || !isForgotten) return undefined;
        isForgotten = false;
        return { kind: 'errcode', errcode: 40007, errmsg: 'invalid media_id' };
      },
    });
    const url = await serveImage((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG));
    await channel.send(account, target, imagePart(url));
    isForgotten = true;
    expect(await channel.send(account, target, imagePart(url))).toMatchObject({ kind: 'sent' });
    expect(paths().filter((path) => path === 'media/upload')).toHaveLength(2);
    expect(fake.sent().map(({ msgtype }) => msgtype)).toEqual(['image', 'image']);
  });

  test.each<[string, RequestListener, FakeWechatOptions]>([
    ['cannot be fetched', (_, response) => response.writeHead(404).end(), {}],
    ['is a page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>'), {}],
    [
      'is refused',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG),
      { faults: refusing(40009, '/cgi-bin/media/upload') },
    ],
  ])('that %s goes as its address', async (_, listener, options) => {
    const { fake, channel, account } = await start(options);
    const url = await serveImage(listener);
    expect(await channel.send(account, target, imagePart(url))).toMatchObject({ kind: 'sent' });
    expect(fake.sent()).toMatchObject([{ msgtype: 'text', text: url }]);
  });

  test('on this machine is not fetched for an account of the real platform', async () => {
    const { fake, account } = await start();
    let fetched = 0;
    const url = await serveImage((_, response) => {
      fetched += 1;
      response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
    });
    const { apiRoot, ...real } = account;
    const channel = makeWechat({ apiRoot, sendTimeoutMs: 5_000 });
    await channel.send(real, target, imagePart(url));
    expect(fetched).toBe(0);
    expect(fake.sent()).toMatchObject([{ msgtype: 'text', text: url }]);
  });
});

test('typing is shown, and not asked for where the account may not push', async () => {
  const { channel, account, paths } = await start();
  await channel.showTyping?.(account, target);
  expect(paths()).toEqual(['stable_token', 'message/custom/typing']);
  await channel.showTyping?.({ ...account, settings: { pushes: false } }, target);
  expect(paths()).toHaveLength(2);
});

test.each([
  ['text/html', '<h1>gateway</h1>'],
  ['application/json', '[]'],
  ['application/json', '{"errcode":"many"}'],
])('an answer of %s %s is never taken for a yes', async (type, body) => {
  const { fake, account } = await start();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/cgi-bin/stable_token')) {
      response.end(JSON.stringify({ access_token: 'abcdefgh12345678', expires_in: 7_200 }));
    } else response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stops.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await makeWechat().send({ ...account, apiRoot }, target, hello)).toMatchObject({
    kind: 'retry',
    mayHaveArrived: true,
  });
  expect(fake.sent()).toEqual([]);
});
