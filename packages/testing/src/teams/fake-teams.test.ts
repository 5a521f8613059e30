import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import type { TeamsFault } from './fault.ts';
import { createTeamsUser, type TeamsUser } from './teams-user.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const otherAppId = '44444444-4444-4444-8444-444444444444';
const tenantId = '22222222-2222-4222-8222-222222222222';
let fault: TeamsFault | undefined;
let fake: FakeTeams;
let token: string;
let ana: TeamsUser;
let chat: string;
let other: string;

beforeAll(async () => {
  fake = await startFakeTeams({
    apps: [
      { appId, secret: 'right', directoryId: tenantId },
      { appId: otherAppId, secret: 'right', directoryId: tenantId },
    ],
    faults: ({ operation }) => (operation === 'token' ? undefined : fault),
  });
  token = await logIn(appId);
  ana = createTeamsUser({ fake, appId, tenantId });
  chat = ana.personal.conversationId;
  other = createTeamsUser({ fake, appId: otherAppId, tenantId }).personal.conversationId;
});
afterAll(() => fake.stop());
beforeEach(() => {
  fault = undefined;
});

async function logIn(app: string) {
  const response = await fetch(`${fake.loginRoot}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app,
      client_secret: 'right',
      scope: 'https://api.botframework.com/.default',
    }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

async function call(method: string, path: string, body?: unknown, as = token, signal = AbortSignal.timeout(60_000)) {
  const response = await fetch(`${fake.serviceUrl}v3/conversations${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    signal,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const send = (body: unknown, conversationId = chat) =>
  call('POST', `/${encodeURIComponent(conversationId)}/activities`, body);
const message = (changes: object = {}) => ({ type: 'message', text: 'Hello', ...changes });
const withCard = (changes: object) =>
  message({
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Hi' }], ...changes },
      },
    ],
  });
const withAction = (action: object) => withCard({ actions: [{ title: 'Yes', ...action }] });

describe('the connector refuses', () => {
  test.each<[string, object, string, RegExp]>([
    ['an unknown field', message({ surprise: 1 }), 'BadSyntax', /surprise/],
    ['a text that is none', message({ text: 5 }), 'BadSyntax', /text/],
    ['no type', { text: 'Hello' }, 'BadSyntax', /type/],
    ['an unknown type', message({ type: 'shout' }), 'BadArgument', /shout/],
    ['neither text nor attachments', message({ text: ' \n' }), 'BadArgument', /text or attachments/],
    ['half a surrogate pair', message({ text: 'a\ud83d' }), 'BadSyntax', /well-formed/],
    ['another channel', message({ channelId: 'webchat' }), 'BadSyntax', /channelId/],
    ['an unknown text format', message({ textFormat: 'html' }), 'BadSyntax', /textFormat/],
    ['a sender that is not this bot', message({ from: { id: '28:other' } }), 'BadArgument', /from/],
    ['another conversation than the path names', message({ conversation: { id: 'a:2' } }), 'BadArgument', /path/],
    ['typing with a text', { type: 'typing', text: 'x' }, 'BadArgument', /typing/],
    ['an unknown attachment', message({ attachments: [{ contentType: 'a/b' }] }), 'BadArgument', /a\/b/],
    ['a picture without an address', message({ attachments: [{ contentType: 'image/png' }] }), 'BadArgument', /Url/],
    [
      'a mention that the text does not hold',
      message({ entities: [{ type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:1', name: 'Ana' } }] }),
      'BadArgument',
      /not in the text/,
    ],
    [
      'a suggested action that Teams does not show',
      message({ suggestedActions: { actions: [{ type: 'openUrl', title: 'a', value: 'b' }] } }),
      'BadSyntax',
      /imBack/,
    ],
    ['a card of version 1.6', withCard({ version: '1.6' }), 'BadArgument', /version/],
    ['a card that is none', withCard({ type: 'HeroCard' }), 'BadArgument', /type/],
    ['an unknown element', withCard({ body: [{ type: 'Video' }] }), 'BadArgument', /body.0/],
    [
      'an unknown field of an element',
      withCard({ body: [{ type: 'TextBlock', text: 'a', colour: 1 }] }),
      'BadArgument',
      /body.0/,
    ],
    ['an empty TextBlock', withCard({ body: [{ type: 'TextBlock', text: '' }] }), 'BadArgument', /body.0.text/],
    [
      'a script as a picture',
      withCard({ body: [{ type: 'Image', url: 'javascript:a' }] }),
      'BadArgument',
      /body.0.url/,
    ],
    ['a card that shows nothing', withCard({ body: [] }), 'BadArgument', /nothing/],
    ['an unknown action', withAction({ type: 'Action.Explode' }), 'BadArgument', /actions.0/],
    ['a button without a title', withAction({ type: 'Action.Submit', title: '' }), 'BadArgument', /actions.0.title/],
    ['a link without an address', withAction({ type: 'Action.OpenUrl' }), 'BadArgument', /actions.0.url/],
    ['a link to a script', withAction({ type: 'Action.OpenUrl', url: 'javascript:a' }), 'BadArgument', /actions.0.url/],
    ['Action.Execute without a verb', withAction({ type: 'Action.Execute' }), 'BadArgument', /actions.0.verb/],
    [
      'seven buttons',
      withCard({ actions: Array(7).fill({ type: 'Action.Submit', title: 'a' }) }),
      'BadArgument',
      /actions/,
    ],
  ])('%s', async (_what, body, code, why) => {
    const before = fake.sent().length;
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: { code, message: expect.stringMatching(why) } });
    expect(fake.sent().length).toBe(before);
  });

  test('a call without a token, with another one, or with one of another bot', async () => {
    const path = `/${encodeURIComponent(chat)}/activities`;
    expect((await call('POST', path, message(), '')).status).toBe(401);
    expect((await call('POST', path, message(), await fake.sign({ appid: appId }))).status).toBe(401);
    const answer = await call('POST', path, message(), await logIn(otherAppId));
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
  });

  test('more than 100 KB, and not a byte less', async () => {
    const bytes = Buffer.byteLength(JSON.stringify(message({ text: '' })));
    expect((await send(message({ text: 'x'.repeat(102_400 - bytes) }))).status).toBe(201);
    const answer = await send(message({ text: 'x'.repeat(102_401 - bytes) }));
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
  });

  test('an unknown conversation, a change of an unknown activity and an unknown path', async () => {
    expect(await send(message(), 'a:none')).toMatchObject({
      status: 404,
      body: { error: { code: 'ConversationNotFound' } },
    });
    const path = `/${encodeURIComponent(chat)}/activities/none`;
    for (const method of ['PUT', 'DELETE']) {
      const answer = await call(method, path, method === 'DELETE' ? undefined : message());
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    }
    expect((await call('GET', '/')).status).toBe(404);
  });

  test('a bot that the person blocked, and one that was removed, until it is back', async () => {
    fake.block(chat);
    expect(await send(message())).toMatchObject({ status: 403, body: { error: { code: 'MessageWritesBlocked' } } });
    fake.unblock(chat);
    await ana.post('http://127.0.0.1:9/', ana.personal.uninstalled());
    expect(await send(message())).toMatchObject({
      status: 403,
      body: { error: { code: 'BotNotInConversationRoster' } },
    });
    await ana.post('http://127.0.0.1:9/', ana.personal.installed());
    expect((await send(message())).status).toBe(201);
  });
});

test('what is sent is read as its reader sees it, with its buttons and what they give', async () => {
  const arrived = fake.waitForSent(({ text }) => text === 'Fast & free *now*: see here', 2_000);
  const answer = await send({
    ...withCard({
      body: [
        { type: 'TextBlock', text: '**Shipping**', wrap: true, weight: 'Bolder' },
        { type: 'Image', url: 'https://e.com/a.png' },
      ],
      actions: [
        { type: 'Action.Submit', title: 'Yes', data: { faq: '1' } },
        { type: 'Action.OpenUrl', title: 'More', url: 'https://e.com/' },
        { type: 'Action.Execute', title: 'Ask', verb: 'ask', data: { a: 1 } },
      ],
    }),
    text: '**Fast** &amp; _free_ \\*now\\*: see [here](https://e.com/a_b_c)',
    suggestedActions: { actions: [{ type: 'imBack', title: 'Human', value: 'a person, please' }] },
  });
  expect(answer.status).toBe(201);
  expect(await arrived).toMatchObject({
    appId,
    conversationId: chat,
    activityId: answer.body.id,
    cards: [{ texts: ['Shipping'] }],
    images: ['https://e.com/a.png'],
    buttons: [
      { kind: 'submit', title: 'Yes', data: { faq: '1' } },
      { kind: 'open-url', title: 'More', url: 'https://e.com/' },
      { kind: 'execute', title: 'Ask', verb: 'ask', data: { a: 1 } },
      { kind: 'say', title: 'Human', text: 'a person, please' },
    ],
    isEdited: false,
    wasAnswered: true,
  });
  await send(message({ text: '2 * 3 * 4 **', textFormat: 'plain' }));
  expect(fake.sent().at(-1)?.text).toBe('2 * 3 * 4 **');
});

test('a bot may reply, change and delete its own, and typing shows without being a message', async () => {
  const question = ana.personal.text('Hi');
  await ana.post('http://127.0.0.1:9/', question);
  const path = `/${encodeURIComponent(chat)}/activities`;
  const { body } = await call('POST', `${path}/${question.id}`, message({ text: 'Draft' }));
  expect(fake.sent().at(-1)).toMatchObject({ replyToId: question.id, text: 'Draft' });
  expect((await call('PUT', `${path}/${body.id}`, message({ text: 'Final' }))).body).toEqual({ id: body.id });
  expect(fake.sent().at(-1)).toMatchObject({ activityId: body.id, text: 'Final', isEdited: true });
  expect((await call('DELETE', `${path}/${body.id}`)).status).toBe(200);
  expect(fake.sent().at(-1)).toMatchObject({ isDeleted: true });
  expect((await call('PUT', `${path}/${body.id}`, message())).status).toBe(404);
  expect((await call('PUT', `${path}/${question.id}`, message())).status).toBe(404);
  const before = fake.sent().length;
  expect((await send({ type: 'typing' })).status).toBe(202);
  expect(fake.typings().at(-1)).toEqual({ appId, conversationId: chat });
  expect(fake.sent().length).toBe(before);
});

test('a bot writes first to a person who installed it, and in a channel, and to nobody else', async () => {
  const create = { bot: { id: `28:${appId}` }, channelData: { tenant: { id: tenantId } }, isGroup: false };
  expect((await call('POST', '', { ...create, members: [{ id: ana.id }] })).body).toEqual({ id: chat });
  const stranger = await call('POST', '', { ...create, members: [{ id: '29:stranger' }] });
  expect(stranger).toMatchObject({ status: 403, body: { error: { code: 'ForbiddenOperationException' } } });
  expect((await call('POST', '', { ...create, members: [] })).status).toBe(400);
  expect((await call('POST', '', { ...create, isGroup: true })).status).toBe(400);
  expect((await call('POST', '', { members: [{ id: ana.id }] })).status).toBe(400);
  const channelId = ana.channel('General').conversationId.split(';')[0];
  const thread = await call('POST', '', {
    isGroup: true,
    channelData: { channel: { id: channelId } },
    activity: message(),
  });
  expect(thread).toMatchObject({ status: 201, body: { id: `${channelId};messageid=${thread.body.activityId}` } });
  expect((await send(message(), thread.body.id)).status).toBe(201);
});

test('members are told whole and by the page', async () => {
  const group = ana.groupChat('trio').conversationId;
  for (const name of ['Bo', 'Cy']) createTeamsUser({ fake, appId, tenantId, name }).groupChat('trio');
  const path = `/${encodeURIComponent(group)}`;
  const all = (await call('GET', `${path}/members`)).body;
  expect(all.map(({ name }: { name: string }) => name)).toEqual(['Ana Vega', 'Bo', 'Cy']);
  const first = (await call('GET', `${path}/pagedmembers?pageSize=2`)).body;
  expect(first.members).toEqual(all.slice(0, 2));
  const rest = (await call('GET', `${path}/pagedmembers?pageSize=2&continuationToken=${first.continuationToken}`)).body;
  expect(rest).toEqual({ members: all.slice(2) });
  expect((await call('GET', `${path}/pagedmembers?pageSize=501`)).status).toBe(400);
  expect((await call('GET', `${path}/members/${ana.aadObjectId}`)).body).toMatchObject({ id: ana.id });
  expect((await call('GET', `${path}/members/nobody`)).status).toBe(404);
});

describe('when the platform fails', () => {
  test.each<[TeamsFault, number, string]>([
    [{ kind: 'flood', retryAfterS: 3 }, 429, 'Throttled'],
    [{ kind: 'error', status: 412 }, 412, 'PreconditionFailed'],
    [{ kind: 'error', status: 502 }, 502, 'ServiceError'],
    [{ kind: 'error', status: 504 }, 504, 'ServiceError'],
    [{ kind: 'forbidden' }, 403, 'MessageWritesBlocked'],
  ])('%o is told and nothing arrives', async (given, status, code) => {
    fault = given;
    const answer = await send(message({ text: `never ${status}` }));
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '3' : null);
    expect(fake.sent().some(({ text }) => text.startsWith('never'))).toBe(false);
    expect(fake.calls().at(-1)).toMatchObject({ operation: 'send', status, fault: given.kind, refusal: code });
  });

  test('a message whose answer never comes has arrived, one that hangs before or is cut off has not', async () => {
    const path = `/${encodeURIComponent(other)}/activities`;
    const otherToken = await logIn(otherAppId);
    const attempt = async (text: string) => {
      const before = fake.calls().length;
      const patience = new AbortController();
      const answering = call('POST', path, message({ text }), otherToken, patience.signal).then(
        () => 'answered',
        () => 'unheard',
      );
      await expect.poll(() => fake.calls().length).toBeGreaterThan(before);
      // What is answered is so within that; what is not has reached the platform.
      await Promise.race([answering, sleep(150)]);
      patience.abort();
      return answering;
    };
    for (const kind of ['hang-after', 'hang-before', 'reset'] as const) {
      fault = { kind };
      expect(await attempt(kind)).toBe('unheard');
    }
    const arrived = fake.sent().filter(({ conversationId }) => conversationId === other);
    expect(arrived).toMatchObject([{ text: 'hang-after', wasAnswered: false }]);
    expect(fake.calls().slice(-3)).toMatchObject([{ status: 0 }, { status: 0 }, { status: 0 }]);
  });
});
