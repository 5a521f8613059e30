import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RenderedPart, SendTarget } from '@answerdesk/domain';
import { createTeamsUser, type FakeTeams, startFakeTeams, type TeamsFault } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureAccountAt, fixtureApp } from './fixture.ts';
import { createTeams } from './index.ts';
import { writeReplyHandle } from './reply-handle.ts';

const hello: RenderedPart = { text: 'We open at **nine**.', choices: [] };
const { appId, directoryId } = fixtureApp;
let fake: FakeTeams | undefined;
afterEach(() => fake?.stop());

async function startWith(faults?: (operation: string) => TeamsFault | undefined) {
  fake = await startFakeTeams({ apps: [fixtureApp], ...(faults && { faults: ({ operation }) => faults(operation) }) });
  const user = createTeamsUser({ fake, appId, tenantId: directoryId });
  return { fake, user, account: fixtureAccountAt(fake.root), channel: createTeams({ sendTimeoutMs: 5_000 }) };
}

const targetAt = (serviceUrl: string, chatKey: string): SendTarget => ({
  chatKey,
  isGroup: false,
  replyHandle: writeReplyHandle({ serviceUrl, conversationId: chatKey, botId: `28:${appId}` }) ?? '',
});

/** A connector that answers everything with this, and a login that always gives a token. */
async function withConnector<T>(
  connector: (request: IncomingMessage, response: ServerResponse) => void,
  run: (root: string, open: () => number) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('/oauth2/v2.0/token')) return connector(request, response);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ token_type: 'Bearer', expires_in: 3_600, access_token: 'a-token' }));
  }).listen(0, '127.0.0.1');
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
  });
  await new Promise((listening) => server.once('listening', listening));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => open);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function outcomeWhen(status: number, body: string, headers: Readonly<Record<string, string>> = {}, isGroup = false) {
  return withConnector(
    (_request, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
    (root) => {
      const target = { ...targetAt(`${root}/teams/`, 'a:chat'), isGroup };
      return createTeams({ sendTimeoutMs: 2_000 }).send(fixtureAccountAt(root), target, hello);
    },
  );
}
const said = (code: string) => JSON.stringify({ error: { code, message: 'words of theirs' } });

describe('where a message goes', () => {
  test('into the chat of the stored reference, without being a reply to anything', async () => {
    const { fake, user, account, channel } = await startWith();
    const target = targetAt(fake.serviceUrl, user.personal.conversationId);
    expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'sent' });
    expect(fake.sent()).toMatchObject([
      { conversationId: user.personal.conversationId, replyToId: undefined, text: 'We open at nine.' },
    ]);
  });

  test('into the thread of a channel', async () => {
    const { fake, user, account, channel } = await startWith();
    const thread = user.channel('General', '1485983194839').conversationId;
    expect(await channel.send(account, targetAt(fake.serviceUrl, thread), hello)).toMatchObject({ kind: 'sent' });
    expect(fake.sent()[0]?.conversationId).toBe(thread);
  });

  test('by the id of the chat alone where no reference was stored', async () => {
    const { user, account, channel } = await startWith();
    const target = { chatKey: user.personal.conversationId, isGroup: false };
    expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'sent' });
  });

  test.each([
    'https://evil.example/',
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'http://169.254.169.254/latest/',
  ])('never to %s, and no token is even asked for', async (serviceUrl) => {
    const { fake, account, channel } = await startWith();
    expect(await channel.send(account, targetAt(serviceUrl, 'a:chat'), hello)).toMatchObject({
      kind: 'refused',
      reason: 'chat-not-found',
    });
    await channel.showTyping?.(account, targetAt(serviceUrl, 'a:chat'));
    expect(fake.calls()).toEqual([]);
  });

  test.each(['{}', 'x', '[]', 'null'])('nowhere with the odd reference %s', async (replyHandle) => {
    const { fake, account, channel } = await startWith();
    expect(await channel.send(account, { chatKey: 'a:chat', isGroup: false, replyHandle }, hello)).toMatchObject({
      kind: 'refused',
    });
    expect(fake.calls()).toEqual([]);
  });

  test('not along a redirect', async () => {
    let wasFollowed = false;
    await withConnector(
      (_request, response) => {
        wasFollowed = true;
        response.writeHead(200).end('{}');
      },
      async (elsewhere) => {
        const outcome = await outcomeWhen(307, '', { location: `${elsewhere}/x` });
        expect(outcome).toMatchObject({ kind: 'retry', mayHaveArrived: true });
      },
    );
    expect(wasFollowed).toBe(false);
  });
});

describe('what a message shows', () => {
  test('choices are buttons that give back their id, an image is shown', async () => {
    const { fake, user, account, channel } = await startWith();
    const target = targetAt(fake.serviceUrl, user.personal.conversationId);
    const choices = [{ id: 'faq:f1', label: 'Tea & cake' }];
    const image = { text: '', choices: [], imageUrl: 'https://shop.example/map.png' };
    for (const part of [image, { text: 'Which one?', choices }]) {
      expect(await channel.send(account, target, part)).toMatchObject({ kind: 'sent' });
    }
    expect(fake.sent()).toMatchObject([
      { text: '', images: ['https://shop.example/map.png'] },
      {
        text: 'Which one?',
        buttons: [{ kind: 'submit', title: 'Tea & cake', data: { choiceId: 'faq:f1', label: 'Tea & cake' } }],
      },
    ]);
  });

  test('typing is shown, and fails in silence', async () => {
    let fault: TeamsFault | undefined;
    const { fake, user, account } = await startWith(() => fault);
    const channel = createTeams({ sendTimeoutMs: 1_000 });
    const target = targetAt(fake.serviceUrl, user.personal.conversationId);
    await channel.showTyping?.(account, target);
    expect(fake.typings()).toEqual([{ appId, conversationId: user.personal.conversationId }]);
    for (const kind of ['forbidden', 'hang-before', 'reset'] as const) {
      fault = { kind };
      await channel.showTyping?.(account, target);
    }
  });
});

describe('the token', () => {
  test('is asked for once by many sends at once, and kept', async () => {
    const { fake, user, account, channel } = await startWith();
    const target = targetAt(fake.serviceUrl, user.personal.conversationId);
    await Promise.all(Array.from({ length: 10 }, () => channel.send(account, target, hello)));
    await channel.send(account, target, hello);
    expect(fake.calls().filter(({ operation }) => operation === 'token')).toHaveLength(1);
    expect(fake.sent()).toHaveLength(11);
  });

  test('that was revoked is renewed, and the message arrives once', async () => {
    const { fake, user, account, channel } = await startWith();
    const target = targetAt(fake.serviceUrl, user.personal.conversationId);
    await channel.send(account, target, hello);
    fake.revokeTokens();
    expect(await channel.send(account, target, { ...hello, text: 'again' })).toMatchObject({ kind: 'sent' });
    expect(fake.sent().map(({ text }) => text)).toEqual(['We open at nine.', 'again']);
  });

  test('that the login refuses ends the message', async () => {
    const { fake, account, channel } = await startWith();
    const wrong = { ...account, credentials: { ...account.credentials, appPassword: 'wrong' } };
    expect(await channel.send(wrong, targetAt(fake.serviceUrl, 'a:chat'), hello)).toEqual({
      kind: 'refused',
      reason: 'account-refused',
      detail: 'the login refused: AADSTS7000215',
    });
  });

  test.each<[string, TeamsFault, object]>([
    ['does not come', { kind: 'hang-before' }, {}],
    ['does not come for a cut connection', { kind: 'reset' }, {}],
    ['does not come for an error', { kind: 'error', status: 502 }, {}],
    ['is to be asked for later', { kind: 'flood', retryAfterS: 9 }, { retryAfterMs: 9_000, scope: 'account' }],
  ])('that %s leaves the message to be sent later, as one that never left', async (_, fault, facts) => {
    const { fake, account } = await startWith((operation) => (operation === 'token' ? fault : undefined));
    const channel = createTeams({ sendTimeoutMs: fault.kind === 'hang-before' ? 250 : 30_000 });
    expect(await channel.send(account, targetAt(fake.serviceUrl, 'a:chat'), hello)).toMatchObject({
      kind: 'retry',
      mayHaveArrived: false,
      ...facts,
    });
  });
});

describe('a refusal', () => {
  test.each([
    [400, said('BadArgument'), { kind: 'refused', reason: 'content-refused', detail: '400 BadArgument' }],
    [
      401,
      '{"message":"Authorization has been denied for this request."}',
      { kind: 'refused', reason: 'account-refused' },
    ],
    [403, said('MessageWritesBlocked'), { kind: 'refused', reason: 'blocked-by-contact' }],
    [403, said('BotNotInConversationRoster'), { kind: 'refused', reason: 'blocked-by-contact' }],
    [404, said('ConversationNotFound'), { kind: 'refused', reason: 'chat-not-found' }],
    [413, '<html>too large</html>', { kind: 'refused', reason: 'content-refused' }],
    [412, said('PreconditionFailed'), { kind: 'retry', mayHaveArrived: false }],
    [500, said('ServiceError'), { kind: 'retry', mayHaveArrived: false }],
    [500, '<html>oops</html>', { kind: 'retry', mayHaveArrived: true }],
    [502, said('ServiceError'), { kind: 'retry', mayHaveArrived: true }],
    [504, '', { kind: 'retry', mayHaveArrived: true }],
    [404, '<html>no such page</html>', { kind: 'retry', mayHaveArrived: true }],
    [200, '<html>welcome to the hotel</html>', { kind: 'retry', mayHaveArrived: true }],
    [201, '{}', { kind: 'retry', mayHaveArrived: true }],
    [200, 'null', { kind: 'retry', mayHaveArrived: true }],
    [201, '{"id":""}', { kind: 'retry', mayHaveArrived: true }],
  ])('%i %s', async (status, body, outcome) => {
    expect(await outcomeWhen(status, body)).toMatchObject(outcome);
  });

  test.each([
    ['7', 7_000],
    ['0', 1_000],
    ['-5', 1_000],
    ['soon', 1_000],
    ['999999999', 3_600_000],
  ])('of a flood with %s holds the chat for %i ms', async (retryAfter, retryAfterMs) => {
    expect(await outcomeWhen(429, said('Throttled'), { 'retry-after': retryAfter })).toEqual({
      kind: 'retry',
      detail: '429 Throttled',
      mayHaveArrived: false,
      retryAfterMs,
      scope: 'chat',
    });
  });

  test('of a group makes no person unreachable', async () => {
    expect(await outcomeWhen(403, said('BotNotInConversationRoster'), {}, true)).toMatchObject({
      reason: 'chat-not-found',
    });
  });

  test('that comes once is one call: the SDK tries nothing again on its own', async () => {
    for (const status of [408, 429, 500, 503]) {
      let calls = 0;
      await withConnector(
        (_request, response) => {
          calls += 1;
          response.writeHead(status, { 'retry-after': '0' }).end('{}');
        },
        (root) => createTeams().send(fixtureAccountAt(root), targetAt(`${root}/teams/`, 'a:chat'), hello),
      );
      expect(calls).toBe(1);
    }
  });
});

describe('silence', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['without a word', () => undefined],
    ['after the headers', (response) => void response.writeHead(201).write('{"id"')],
  ])('%s ends in time, and its connection with it', async (_, answer) => {
    await withConnector(
      (_request, response) => answer(response),
      async (root, open) => {
        const channel = createTeams({ sendTimeoutMs: 1_200 });
        const target = targetAt(`${root}/teams/`, 'a:chat');
        // The first fetches the token that all of them share.
        await channel.send(fixtureAccountAt(root), target, hello);
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, () => channel.send(fixtureAccountAt(root), target, hello)),
        );
        expect(new Set(outcomes.map((one) => JSON.stringify(one)))).toEqual(
          new Set([JSON.stringify({ kind: 'retry', detail: 'no answer in time', mayHaveArrived: true })]),
        );
        await expect.poll(open, { timeout: 60_000 }).toBeLessThanOrEqual(1);
      },
    );
  });

  test('an answer without end is not read', async () => {
    const outcome = await outcomeWhen(200, `{"id":"${'x'.repeat(400_000)}"}`);
    expect(outcome).toEqual({ kind: 'retry', detail: 'an answer without end', mayHaveArrived: true });
  });
});

test('an account without credentials is refused, in readable words', async () => {
  const account = { ...fixtureAccountAt('http://127.0.0.1:9'), credentials: {} };
  const target = targetAt('http://127.0.0.1:9/teams/', 'a:chat');
  expect(await createTeams().send(account, target, hello)).toEqual({
    kind: 'refused',
    reason: 'account-refused',
    detail: 'the account has no credentials',
  });
});
