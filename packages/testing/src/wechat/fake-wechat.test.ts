import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TencentFault } from '../tencent/fault.ts';
import { createWechatCustomer } from './customer.ts';
import { type FakeWechat, type FakeWechatOptions, startFakeWechat } from './fake-wechat.ts';

const answerSchema = z.looseObject({ errcode: z.number().optional(), errmsg: z.string().optional() });
let clock = new Date('2026-01-01T00:00:00Z');
let fault: TencentFault | undefined;
const running: FakeWechat[] = [];
afterEach(async () => {
  fault = undefined;
  clock = new Date('2026-01-01T00:00:00Z');
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1_000);
};

async function start(options: FakeWechatOptions = {}) {
  const fake = await startFakeWechat({ now: () => clock, faults: () => fault, ...options });
  running.push(fake);
  const webhook = { url: 'http://127.0.0.1:9/none', token: 'token', mode: 'plain' as const };
  const customer = createWechatCustomer(fake, { webhook });
  return {
    fake,
    openid: customer.openid,
    meets: (what: 'message' | 'click' | 'scan' | 'subscribe' | 'unsubscribe') =>
      fake.noteInteraction(customer.openid, what),
  };
}

async function post(fake: FakeWechat, path: string, body: unknown, token?: string) {
  const response = await fetch(`${fake.apiRoot}${path}${token === undefined ? '' : `?access_token=${token}`}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json());
}

const credentials = (fake: FakeWechat, changes: object = {}) => ({
  grant_type: 'client_credential',
  appid: fake.appId,
  secret: fake.appSecret,
  ...changes,
});
async function tokenOf(fake: FakeWechat, changes: object = {}): Promise<string> {
  const { access_token } = await post(fake, '/cgi-bin/stable_token', credentials(fake, changes));
  return z.string().parse(access_token);
}
const send = async (fake: FakeWechat, body: unknown, token?: string) =>
  post(fake, '/cgi-bin/message/custom/send', body, token ?? (await tokenOf(fake)));
const text = (touser: string, content: unknown = 'Hello') => ({ touser, msgtype: 'text', text: { content } });

describe('a token', () => {
  test.each<[string, object, number]>([
    ['another grant type', { grant_type: 'password' }, 40002],
    ['an appid that is none', { appid: 'wx1' }, 40013],
    ['no appid', { appid: undefined }, 41002],
    ['no secret', { secret: undefined }, 41004],
    ['a wrong secret', { secret: 'x' }, 40125],
    ['an unknown parameter', { surprise: 1 }, 47001],
  ])('is refused for %s', async (_what, changes, errcode) => {
    const { fake } = await start();
    expect(await post(fake, '/cgi-bin/stable_token', credentials(fake, changes))).toMatchObject({ errcode });
    expect(fake.tokensIssued()).toBe(0);
  });

  test('is refused to an address that is not allowed, and to a GET', async () => {
    const { fake } = await start({ allowedIps: ['10.0.0.1'] });
    expect(await post(fake, '/cgi-bin/stable_token', credentials(fake))).toMatchObject({
      errcode: 40164,
      errmsg: expect.stringContaining('127.0.0.1'),
    });
    const got = await fetch(`${fake.apiRoot}/cgi-bin/stable_token`);
    expect(await got.json()).toMatchObject({ errcode: 43002 });
  });

  test('stays the same until five minutes before it ends, and the old one lives on for those', async () => {
    const { fake } = await start();
    const first = await tokenOf(fake);
    expect(first).toHaveLength(500);
    pass(6_899);
    expect(await tokenOf(fake)).toBe(first);
    pass(1);
    const second = await tokenOf(fake);
    expect(second).not.toBe(first);
    expect(fake.tokensIssued()).toBe(2);
    const check = (token: string) => fetch(`${fake.apiRoot}/cgi-bin/get_api_domain_ip?access_token=${token}`);
    expect(await (await check(first)).json()).toHaveProperty('ip_list');
    pass(300);
    expect(await (await check(first)).json()).toMatchObject({ errcode: 42001 });
    expect(await (await check(second)).json()).toHaveProperty('ip_list');
  });

  test('that was forced ends the one before at once, at most every 30 seconds and 20 times a day', async () => {
    const { fake, openid } = await start();
    const first = await tokenOf(fake);
    const forced = await tokenOf(fake, { force_refresh: true });
    expect(forced).not.toBe(first);
    expect(await send(fake, text(openid), first)).toMatchObject({ errcode: 40001 });
    pass(29);
    expect(await tokenOf(fake, { force_refresh: true })).toBe(forced);
    for (let count = 1; count < 20; count += 1) {
      pass(30);
      await tokenOf(fake, { force_refresh: true });
    }
    pass(30);
    const refused = await post(fake, '/cgi-bin/stable_token', credentials(fake, { force_refresh: true }));
    expect(refused).toMatchObject({ errcode: 45009 });
  });

  test('is asked for by every call: missing, malformed, replaced and expired are told apart', async () => {
    const { fake, openid, meets } = await start();
    meets('message');
    const token = await tokenOf(fake);
    expect(await post(fake, '/cgi-bin/message/custom/send', text(openid))).toMatchObject({ errcode: 41001 });
    expect(await send(fake, text(openid), 'x')).toMatchObject({ errcode: 40014 });
    fake.expireTokens();
    expect(await send(fake, text(openid), token)).toMatchObject({ errcode: 42001 });
    fake.revokeTokens();
    expect(await send(fake, text(openid), token)).toMatchObject({ errcode: 40001 });
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 0 });
    expect(fake.tokensIssued()).toBe(2);
  });
});

describe('a customer-service message', () => {
  const bytes = (count: number) => 'é'.repeat(Math.floor(count / 2)) + 'x'.repeat(count % 2);
  test.each<[string, object, number]>([
    ['an unknown type', { msgtype: 'poem', poem: {} }, 40008],
    ['no type', { msgtype: undefined }, 40035],
    ['no content', { text: undefined }, 40035],
    ['a content that is no text', { text: { content: 5 } }, 40035],
    ['an unknown parameter', { surprise: 1 }, 40035],
    ['an unknown parameter inside', { text: { content: 'x', surprise: 1 } }, 40035],
    ['an empty text', { text: { content: '' } }, 44004],
    ['2,049 bytes', { text: { content: bytes(2_049) } }, 45002],
    ['a customer of another account', { touser: 'oSomebodyElse000000000000000' }, 40003],
    ['media that were not uploaded', { msgtype: 'image', image: { media_id: 'x' }, text: undefined }, 40007],
    [
      'two articles',
      {
        msgtype: 'news',
        text: undefined,
        news: { articles: [1, 2].map((n) => ({ title: `${n}`, url: 'https://e.com' })) },
      },
      45008,
    ],
    ['a menu without items', { msgtype: 'msgmenu', text: undefined, msgmenu: { head_content: 'x', list: [] } }, 40035],
    ['an item without an id', { msgtype: 'msgmenu', text: undefined, msgmenu: { list: [{ content: 'x' }] } }, 40035],
  ])('is refused for %s', async (_what, changes, errcode) => {
    const { fake, openid, meets } = await start();
    meets('message');
    expect(await send(fake, { ...text(openid), ...changes })).toMatchObject({ errcode });
    expect(fake.sent()).toEqual([]);
    expect(fake.messagesLeft(openid)).toBe(5);
  });

  test('is refused when its body is empty, no JSON, or escapes its characters', async () => {
    const { fake, openid } = await start();
    expect(await send(fake, '')).toMatchObject({ errcode: 44002 });
    expect(await send(fake, '{')).toMatchObject({ errcode: 47001 });
    expect(await send(fake, JSON.stringify(text(openid)).replace('Hello', '\\u4f60'))).toMatchObject({
      errcode: 40033,
    });
    expect(await send(fake, text(openid, 'a literal \\u4f60'))).toMatchObject({ errcode: 45015 });
  });

  test('of exactly 2,048 bytes arrives, as its reader sees it', async () => {
    const { fake, openid, meets } = await start();
    meets('message');
    expect(await send(fake, text(openid, bytes(2_048)))).toEqual({ errcode: 0, errmsg: 'ok' });
    await send(
      fake,
      text(
        openid,
        'See <a href="https://e.com">here</a> <a href="weixin://bizmsgmenu?msgmenucontent=Yes&msgmenuid=7">yes</a>',
      ),
    );
    expect(fake.sent(openid).at(-1)).toMatchObject({
      text: 'See here yes',
      menu: [{ id: '7', content: 'Yes' }],
      via: 'custom',
    });
  });

  test('that is a menu arrives with its items, unless the account has no menus', async () => {
    const menu = {
      msgtype: 'msgmenu',
      msgmenu: { head_content: 'Was it?', list: [{ id: '1', content: 'Yes' }], tail_content: 'Bye' },
    };
    const { fake, openid, meets } = await start();
    meets('message');
    await send(fake, { touser: openid, ...menu });
    expect(fake.sent()).toMatchObject([{ text: 'Was it?\nYes\nBye', menu: [{ id: '1', content: 'Yes' }] }]);
    const other = await start({ canSendMenus: false });
    other.meets('message');
    expect(await send(other.fake, { touser: other.openid, ...menu })).toMatchObject({ errcode: 40200 });
  });

  test('is refused with 48001 to an account without the permission, as typing is', async () => {
    const { fake, openid, meets } = await start({ canPush: false });
    meets('message');
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 48001 });
    const typing = { touser: openid, command: 'Typing' };
    expect(await post(fake, '/cgi-bin/message/custom/typing', typing, await tokenOf(fake))).toMatchObject({
      errcode: 48001,
    });
  });

  test('may come 5 times within 48 hours of a message, and each message begins anew', async () => {
    const { fake, openid, meets } = await start();
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 45015 });
    meets('message');
    for (let count = 0; count < 5; count += 1) expect(await send(fake, text(openid))).toMatchObject({ errcode: 0 });
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 45047 });
    meets('message');
    expect(fake.messagesLeft(openid)).toBe(5);
    pass(48 * 3_600 - 1);
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 0 });
    pass(1);
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 45015 });
  });

  test.each(['click', 'scan', 'subscribe'] as const)('may come 3 times within a minute of a %s', async (what) => {
    const { fake, openid, meets } = await start();
    meets(what);
    for (let count = 0; count < 3; count += 1) expect(await send(fake, text(openid))).toMatchObject({ errcode: 0 });
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 45047 });
    meets(what);
    pass(60);
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 45015 });
  });

  test('does not reach who unsubscribed', async () => {
    const { fake, openid, meets } = await start();
    meets('message');
    meets('unsubscribe');
    expect(await send(fake, text(openid))).toMatchObject({
      errcode: 45015,
      errmsg: expect.stringContaining('subscription is canceled'),
    });
  });

  test('is refused above the limit of the day, which begins at midnight in China', async () => {
    const { fake, openid, meets } = await start({ dailySendLimit: 1 });
    meets('message');
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 0 });
    pass(16 * 3_600 - 1);
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 45009 });
    pass(1);
    expect(await send(fake, text(openid))).toMatchObject({ errcode: 0 });
  });
});

test('typing needs something from the customer in 30 seconds, and is not told twice in 15', async () => {
  const { fake, openid, meets } = await start();
  const token = await tokenOf(fake);
  const type = (command: string) => post(fake, '/cgi-bin/message/custom/typing', { touser: openid, command }, token);
  expect(await type('Typing')).toMatchObject({ errcode: 45080 });
  meets('message');
  expect(await type('Dancing')).toMatchObject({ errcode: 45072 });
  expect(await type('Typing')).toMatchObject({ errcode: 0 });
  expect(await type('Typing')).toMatchObject({ errcode: 45081 });
  expect(await type('CancelTyping')).toMatchObject({ errcode: 0 });
  expect(await type('Typing')).toMatchObject({ errcode: 0 });
  await send(fake, text(openid));
  expect(await type('Typing')).toMatchObject({ errcode: 0 });
  pass(15);
  expect(await type('Typing')).toMatchObject({ errcode: 0 });
  pass(16);
  expect(await type('Typing')).toMatchObject({ errcode: 45080 });
});

test('media are taken by type, ending and size, serve a message for three days, and come back as they were', async () => {
  const { fake, openid, meets } = await start();
  const token = await tokenOf(fake);
  const upload = async (type: string, name: string, bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.append('media', new File([bytes], name, { type: 'image/png' }));
    const url = `${fake.apiRoot}/cgi-bin/media/upload?access_token=${token}&type=${type}`;
    return answerSchema.parse(await (await fetch(url, { method: 'POST', body: form })).json());
  };
  const png = new Uint8Array([1, 2, 3]);
  expect(await upload('poem', 'a.png', png)).toMatchObject({ errcode: 40004 });
  expect(await upload('image', 'a.exe', png)).toMatchObject({ errcode: 40005 });
  expect(await upload('image', 'a.png', new Uint8Array())).toMatchObject({ errcode: 44001 });
  expect(await upload('thumb', 'a.jpg', new Uint8Array(65_537))).toMatchObject({ errcode: 40012 });
  const { media_id } = await upload('image', 'a.png', png);
  const image = (id: unknown, msgtype = 'image') => ({ touser: openid, msgtype, [msgtype]: { media_id: id } });
  meets('message');
  expect(await send(fake, image(media_id))).toMatchObject({ errcode: 0 });
  expect(await send(fake, image(media_id, 'voice'))).toMatchObject({ errcode: 40007 });
  const get = async (id: unknown) =>
    fetch(`${fake.apiRoot}/cgi-bin/media/get?access_token=${await tokenOf(fake)}&media_id=${id}`);
  const back = await get(media_id);
  expect(back.headers.get('content-disposition')).toContain('a.png');
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(png);
  pass(3 * 24 * 3_600 + 1);
  expect(await (await get(media_id)).json()).toMatchObject({ errcode: 40007 });
});

test('the callback check knows its actions and operators; users are known when they are', async () => {
  const { fake, openid, meets } = await start();
  const token = await tokenOf(fake);
  const check = (action: string, check_operator: string) =>
    post(fake, '/cgi-bin/callback/check', { action, check_operator }, token);
  expect(await check('all', 'DEFAULT')).toMatchObject({ dns: [{}], ping: [{}] });
  expect(await check('dns', 'DEFAULT')).not.toHaveProperty('ping');
  expect(await check('dance', 'DEFAULT')).toMatchObject({ errcode: 40202 });
  expect(await check('all', 'PIGEON')).toMatchObject({ errcode: 40203 });
  const info = async (id: string) =>
    (await fetch(`${fake.apiRoot}/cgi-bin/user/info?access_token=${token}&openid=${id}`)).json();
  expect(await info(openid)).toMatchObject({ subscribe: 1, openid });
  expect(await info('o1')).toMatchObject({ errcode: 40003 });
  meets('unsubscribe');
  expect(await info(openid)).toMatchObject({ subscribe: 0, openid });
});

test('what hangs or breaks after the work was done has arrived, and before it has not', async () => {
  const { fake, openid, meets } = await start();
  const token = await tokenOf(fake);
  meets('message');
  const attempt = (content: string) => {
    const body = JSON.stringify(text(openid, content));
    const url = `${fake.apiRoot}/cgi-bin/message/custom/send?access_token=${token}`;
    const patienceMs = content.startsWith('hang') ? 2_000 : 60_000;
    return fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
  };
  for (const kind of ['hang-before', 'reset', 'hang-after', 'reset-after'] as const) {
    fault = { kind };
    expect(await attempt(kind)).toBeUndefined();
  }
  fault = { kind: 'http-error', status: 502 };
  expect((await attempt('broken'))?.status).toBe(502);
  fault = { kind: 'errcode', errcode: -1, errmsg: 'system error' };
  expect(await (await attempt('busy'))?.json()).toMatchObject({ errcode: -1 });
  fault = { kind: 'slow', waitMs: 20 };
  expect((await attempt('slow'))?.status).toBe(200);
  expect(fake.sent().map(({ text: seen, wasAnswered }) => [seen, wasAnswered])).toEqual([
    ['hang-after', false],
    ['reset-after', false],
    ['slow', true],
  ]);
  expect(fake.calls().map((call) => call.fault)).toContain('hang-before');
});

test('faults are told how often the same text was tried, and waiting ends when a message fits', async () => {
  const seen: number[] = [];
  const { fake, openid, meets } = await start({
    faults: ({ text: sent, attempt }) => {
      if (sent === 'again') seen.push(attempt);
      return undefined;
    },
  });
  meets('message');
  const waiting = fake.waitForSent(({ text: sent }) => sent === 'again', 60_000);
  await send(fake, text(openid, 'again'));
  await send(fake, text(openid, 'again'));
  expect(await waiting).toMatchObject({ openid, text: 'again' });
  expect(seen).toEqual([1, 2]);
  await expect(fake.waitForSent(() => false, 20)).rejects.toThrow(/2 others did/);
});
