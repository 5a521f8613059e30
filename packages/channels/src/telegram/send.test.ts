import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendOutcome } from '@answerdesk/domain';
import { type Fault, startFakeTelegram } from '@answerdesk/testing';
import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { createTelegramCaller, type MakeCall } from './client.ts';
import { fixtureAccount } from './fixture.ts';
import { createTelegramSender } from './send.ts';

const { token = '' } = fixtureAccount.credentials;
const target = { chatKey: '7104583921', isGroup: false };
const hello = { text: 'Hello', choices: [] };

/** What a send makes of an answer, or of a failure to get one, as telegraf reports it. */
async function outcomeWhen(answer: () => Promise<unknown>): Promise<SendOutcome> {
  const call = createTelegramCaller();
  const sender = createTelegramSender({
    call: <T>(address: Parameters<typeof call>[0], timeoutMs: number, make: MakeCall<T>) =>
      call(address, timeoutMs, (telegram, options) => {
        Object.assign(telegram, { callApi: answer });
        return make(telegram, options);
      }),
    apiRoot: 'http://127.0.0.1:9',
    timeoutMs: 5_000,
  });
  return sender.send(fixtureAccount, target, hello);
}

const refusedWith = (error_code: number, description: string, parameters?: object) =>
  outcomeWhen(() => Promise.reject(new TelegramError({ error_code, description, ...(parameters && { parameters }) })));

function senderTo(apiRoot: string, timeoutMs = 5_000) {
  const account = { ...fixtureAccount, apiRoot };
  const sender = createTelegramSender({ call: createTelegramCaller(), apiRoot: 'http://127.0.0.1:9', timeoutMs });
  return { account, sender };
}

async function withServer<T>(
  answer: { readonly status: number; readonly body: string; readonly type?: string },
  use: (apiRoot: string, connections: () => number) => Promise<T>,
): Promise<T> {
  let connections = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/html' }).end(answer.body);
    });
  }).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  try {
    return await use(`http://127.0.0.1:${port}`, () => connections);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

describe('a refusal', () => {
  test.each<[number, string, SendOutcome['kind'], object]>([
    [403, 'Forbidden: bot was blocked by the user', 'refused', { reason: 'blocked-by-contact' }],
    [403, 'Forbidden: user is deactivated', 'refused', { reason: 'blocked-by-contact' }],
    [400, 'Bad Request: chat not found', 'refused', { reason: 'chat-not-found' }],
    [400, 'Bad Request: chat_id is empty', 'refused', { reason: 'chat-not-found' }],
    [400, 'Bad Request: user is deactivated', 'refused', { reason: 'chat-not-found' }],
    [400, "Bad Request: can't parse entities", 'refused', { reason: 'content-refused' }],
    [400, 'Bad Request: message is too long', 'refused', { reason: 'content-refused' }],
    [401, 'Unauthorized', 'refused', { reason: 'account-refused' }],
    [404, 'Not Found', 'refused', { reason: 'account-refused' }],
    [500, 'Internal Server Error', 'retry', { mayHaveArrived: false }],
    [502, 'Bad Gateway', 'retry', { mayHaveArrived: true }],
    [504, 'Gateway Timeout', 'retry', { mayHaveArrived: true }],
  ])('%i %s is %s', async (code, description, kind, facts) => {
    expect(await refusedWith(code, description)).toMatchObject({ kind, ...facts });
  });

  test('of a group that became a supergroup tells its new id', async () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    expect(await refusedWith(400, description, { migrate_to_chat_id: -1_002_233_445_566 })).toEqual({
      kind: 'moved',
      chatKey: '-1002233445566',
    });
  });

  test.each([
    [{ retry_after: 35 }, 35_000],
    [{ retry_after: 0 }, 1_000],
    [{ retry_after: 'soon' }, 1_000],
    [{ retry_after: -5 }, 1_000],
    [undefined, 1_000],
  ])('of a flood with %j holds the chat for %i ms', async (parameters, retryAfterMs) => {
    expect(await refusedWith(429, 'Too Many Requests', parameters)).toEqual({
      kind: 'retry',
      detail: '429 Too Many Requests',
      mayHaveArrived: false,
      retryAfterMs,
      scope: 'chat',
    });
  });
});

describe('no answer', () => {
  const failure = (message: string, code?: string) =>
    outcomeWhen(() => Promise.reject(Object.assign(new Error(message), code !== undefined && { code })));
  const url = `https://api.example/bot${token}/sendMessage`;

  test.each<[string, string, boolean]>([
    ['connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED', false],
    ['getaddrinfo ENOTFOUND api.example', 'ENOTFOUND', false],
    ['getaddrinfo EAI_AGAIN api.example', 'EAI_AGAIN', false],
    ['connect ETIMEDOUT 192.0.2.1:443', 'ETIMEDOUT', false],
    ['read ETIMEDOUT', 'ETIMEDOUT', true],
    ['certificate has expired', 'CERT_HAS_EXPIRED', false],
    ['Client network socket disconnected before secure TLS connection was established', 'ECONNRESET', false],
    ['socket hang up', 'ECONNRESET', true],
    ['write EPIPE', 'EPIPE', true],
  ])('%s is tried again; may have arrived', async (reason, code, mayHaveArrived) => {
    expect(await failure(`request to ${url} failed, reason: ${reason}`, code)).toEqual({
      kind: 'retry',
      detail: code,
      mayHaveArrived,
    });
  });

  test.each([{}, { message_id: 'x' }, true, null, undefined])(
    'but an "ok" with %j is not taken for sent',
    async (result) => {
      expect(await outcomeWhen(() => Promise.resolve(result))).toMatchObject({ kind: 'retry', mayHaveArrived: true });
    },
  );

  test.each([
    [200, '<html>welcome to the hotel</html>'],
    [404, '<html>no such page</html>'],
    [200, 'null'],
    [200, '[]'],
    [200, '{"ok":false}'],
    [200, '{"ok":false,"error_code":"many","description":7}'],
    [503, '<html>busy</html>'],
  ])("but a gateway's %i %s is tried again", async (status, body) => {
    const outcome = await withServer({ status, body }, (apiRoot) => {
      const { account, sender } = senderTo(apiRoot);
      return sender.send(account, target, hello);
    });
    expect(outcome).toEqual({ kind: 'retry', detail: expect.stringMatching(/./), mayHaveArrived: true });
  });
});

describe('a secret in what the platform or the network says', () => {
  const said = [
    `request to https://api.example/bot${token}/sendMessage failed, reason: odd`,
    `request to https://api.example/bot${encodeURIComponent(token)}/sendMessage failed, reason: odd`,
    `invalid json response body at https://api.example/bot${token}/sendMessage reason: Unexpected token`,
    `${token} ${'x'.repeat(280)} bot${token}`,
    `${'x'.repeat(280)} bot${token}`,
  ];
  const [, half = ''] = token.split(':');

  test.each(said)('%.60s is not passed on', async (text) => {
    const outcomes = [
      await outcomeWhen(() => Promise.reject(new Error(text))),
      await outcomeWhen(() => Promise.reject(text)),
      await refusedWith(400, text),
      await refusedWith(403, text),
      await refusedWith(429, text),
    ];
    for (const outcome of outcomes) {
      expect(JSON.stringify(outcome)).not.toContain(half.slice(0, 8));
      expect(JSON.stringify(outcome).length).toBeLessThan(500);
    }
  });
});

test('an account without a token is refused, in readable words', async () => {
  const { sender } = senderTo('http://127.0.0.1:9');
  const outcome = await sender.send({ ...fixtureAccount, credentials: {} }, target, hello);
  expect(outcome).toEqual({ kind: 'refused', reason: 'account-refused', detail: '401 Bot Token is required' });
});

test.each(['', 'me', '1e3', '12.5', '@channel', '9007199254740993'])(
  'the chat key %j, which would name another chat or none, is never sent to',
  async (chatKey) => {
    const { sender } = senderTo('http://127.0.0.1:9');
    expect(await sender.send(fixtureAccount, { chatKey, isGroup: false }, hello)).toMatchObject({
      kind: 'refused',
      reason: 'chat-not-found',
    });
  },
);

describe('on the wire', () => {
  test('buttons, markup and an id beyond 32 bits arrive as they were meant', async () => {
    const fake = await startFakeTelegram();
    const { account, sender } = senderTo(fake.apiRoot);
    const part = { text: '<b>Which</b> one?', choices: [{ id: 'a', label: 'Tea & cake' }] };
    await sender.send(account, { chatKey: '4503599627370497', isGroup: false }, part);
    await fake.stop();
    expect(fake.sent()).toMatchObject([
      { token, chatId: '4503599627370497', text: 'Which one?', buttons: [{ text: 'Tea & cake', data: 'a' }] },
    ]);
  });

  test('typing and taking a button are shown as the API has them, and fail in silence', async () => {
    let fault: Fault | undefined;
    const fake = await startFakeTelegram({ faults: () => fault });
    for (const kind of [undefined, 'forbidden', 'hang-before', 'reset'] as const) {
      fault = kind && { kind };
      const { account, sender } = senderTo(fake.apiRoot, kind === 'hang-before' ? 200 : 30_000);
      await sender.showTyping(account, target);
      await sender.acknowledge(account, '305');
    }
    await fake.stop();
    const { account, sender } = senderTo(fake.apiRoot, 30_000);
    await sender.showTyping(account, target);
    expect(fake.calls().slice(0, 2)).toEqual([
      { token, method: 'sendChatAction', parameters: { chat_id: 7_104_583_921, action: 'typing' } },
      { token, method: 'answerCallbackQuery', parameters: { callback_query_id: '305' } },
    ]);
  });

  test('a connection is used again, also by another bot', async () => {
    const body = JSON.stringify({ ok: true, result: { message_id: 7 } });
    await withServer({ status: 200, body, type: 'application/json' }, async (apiRoot, connections) => {
      const { account, sender } = senderTo(apiRoot);
      for (const id of [1, 2, 3, 4]) {
        const credentials = { ...account.credentials, token: `${id % 2}:token` };
        await sender.send({ ...account, credentials }, target, hello);
      }
      expect(connections()).toBe(1);
    });
  });

  test('of a thousand sends at once, each after another, none is taken for unheard', async () => {
    const body = JSON.stringify({ ok: true, result: { message_id: 7 } });
    await withServer({ status: 200, body, type: 'application/json' }, async (apiRoot) => {
      const { account, sender } = senderTo(apiRoot, 30_000);
      const sendTwo = async () => [
        await sender.send(account, target, hello),
        await sender.send(account, target, hello),
      ];
      const outcomes = (await Promise.all(Array.from({ length: 1_000 }, sendTwo))).flat();
      expect(outcomes.filter(({ kind }) => kind !== 'sent')).toEqual([]);
    });
  });

  test('large error pages do not use up the connections', async () => {
    await withServer({ status: 503, body: 'x'.repeat(300_000) }, async (apiRoot) => {
      const { account, sender } = senderTo(apiRoot, 30_000);
      for (let round = 0; round < 8; round += 1) {
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => sender.send(account, target, hello)));
        expect(new Set(outcomes.map((outcome) => outcome.kind === 'retry' && outcome.detail))).toEqual(
          new Set(['HTTP 503']),
        );
      }
    });
  });
});

test('an image goes as a photo, and as its address where the platform cannot take it for one', async () => {
  const fake = await startFakeTelegram();
  try {
    const { account, sender } = senderTo(fake.apiRoot);
    for (const imageUrl of ['https://shop.example/map.png', 'https://shop.example/map']) {
      const outcome = await sender.send(account, target, { text: '', choices: [], imageUrl });
      expect(outcome).toMatchObject({ kind: 'sent' });
    }
    expect(fake.sent().map(({ text, photo }) => ({ text, photo }))).toEqual([
      { text: '', photo: 'https://shop.example/map.png' },
      { text: 'https://shop.example/map', photo: undefined },
    ]);
  } finally {
    await fake.stop();
  }
});

test('in a group an answer stands under the message that it answers, in a private chat it needs none', async () => {
  const fake = await startFakeTelegram();
  try {
    const { account, sender } = senderTo(fake.apiRoot);
    await sender.send(account, { chatKey: '-4891234567', isGroup: true, replyHandle: '77' }, hello);
    await sender.send(account, { chatKey: '-4891234567', isGroup: true, replyHandle: 'x' }, hello);
    await sender.send(account, { ...target, replyHandle: '77' }, hello);
    expect(fake.sent().map(({ replyTo }) => replyTo)).toEqual([77, undefined, undefined]);
  } finally {
    await fake.stop();
  }
});
