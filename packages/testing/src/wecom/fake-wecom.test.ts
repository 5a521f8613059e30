import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createWecomCustomer } from './customer.ts';
import { type FakeWecom, type FakeWecomOptions, startFakeWecom } from './fake-wecom.ts';

const answerSchema = z.looseObject({ errcode: z.number(), errmsg: z.string() });
const pageSchema = z.object({
  next_cursor: z.string(),
  has_more: z.number(),
  msg_list: z.array(z.looseObject({ msgid: z.string(), msgtype: z.string(), origin: z.number() })),
});
let clock = new Date('2026-01-01T00:00:00Z');
const running: FakeWecom[] = [];
afterEach(async () => {
  clock = new Date('2026-01-01T00:00:00Z');
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1_000);
};

async function start(options: FakeWecomOptions = {}) {
  const fake = await startFakeWecom({ now: () => clock, ...options });
  running.push(fake);
  return { fake, customer: createWecomCustomer(fake) };
}

async function getToken(fake: FakeWecom, changes: Readonly<Record<string, string>> = {}) {
  const query = new URLSearchParams({ corpid: fake.corpId, corpsecret: fake.corpSecret, ...changes });
  return answerSchema.parse(await (await fetch(`${fake.apiRoot}/cgi-bin/gettoken?${query}`)).json());
}
const tokenOf = async (fake: FakeWecom) => z.string().parse((await getToken(fake))['access_token']);

async function call(fake: FakeWecom, path: string, body: unknown, token?: string) {
  const response = await fetch(`${fake.apiRoot}/cgi-bin/${path}?access_token=${token ?? (await tokenOf(fake))}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json());
}
async function read(fake: FakeWecom, path: string, query: Readonly<Record<string, string>> = {}) {
  const search = new URLSearchParams({ access_token: await tokenOf(fake), ...query });
  return answerSchema.parse(await (await fetch(`${fake.apiRoot}/cgi-bin/${path}?${search}`)).json());
}
const pull = async (fake: FakeWecom, body: object = {}) => pageSchema.parse(await call(fake, 'kf/sync_msg', body));

type Party = { readonly openKfId: string; readonly externalUserId: string };
const text = ({ openKfId, externalUserId }: Party, content: unknown = 'Hello', changes: object = {}) => ({
  touser: externalUserId,
  open_kfid: openKfId,
  msgtype: 'text',
  text: { content },
  ...changes,
});
const menu = (list: unknown, changes: object = {}) => ({
  msgtype: 'msgmenu',
  text: undefined,
  msgmenu: { head_content: 'Which?', list, ...changes },
});
const click = (id: string, content: string) => ({ type: 'click', click: { id, content } });

describe('a token', () => {
  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['another corpid', { corpid: 'ww1' }, 40013],
    ['no corpid', { corpid: '' }, 41002],
    ['no secret', { corpsecret: '' }, 41004],
    ['a wrong secret', { corpsecret: 'x' }, 40001],
  ])('is refused for %s', async (_what, changes, errcode) => {
    const { fake } = await start();
    expect(await getToken(fake, changes)).toMatchObject({ errcode });
  });

  test('stays the same until it ends after 7,200 seconds', async () => {
    const { fake } = await start();
    const first = await tokenOf(fake);
    pass(7_199);
    expect(await tokenOf(fake)).toBe(first);
    pass(1);
    expect(await tokenOf(fake)).not.toBe(first);
    expect(fake.tokensIssued()).toBe(2);
  });

  test('is asked for by every call; the missing, the wrong and the expired are told apart', async () => {
    const { fake, customer } = await start();
    const token = await tokenOf(fake);
    expect(await call(fake, 'kf/send_msg', text(customer), '')).toMatchObject({ errcode: 41001 });
    expect(await call(fake, 'kf/send_msg', text(customer), 'x')).toMatchObject({ errcode: 40014 });
    fake.expireTokens();
    expect(await call(fake, 'kf/send_msg', text(customer), token)).toMatchObject({ errcode: 42001 });
    fake.revokeTokens();
    expect(await call(fake, 'kf/send_msg', text(customer), token)).toMatchObject({ errcode: 40014 });
  });

  test('does not help from another address, nor without the permission', async () => {
    const far = await start({ allowedIps: ['10.0.0.1'] });
    expect(await call(far.fake, 'kf/sync_msg', {})).toMatchObject({ errcode: 60020 });
    const forbidden = await start({ canUseKf: false });
    expect(await call(forbidden.fake, 'kf/sync_msg', {})).toMatchObject({ errcode: 48002 });
  });
});

describe('a message', () => {
  test.each<[string, object, number]>([
    ['an unknown type', { msgtype: 'poem', poem: {} }, 40008],
    ['no type', { msgtype: undefined }, 40058],
    ['no content', { text: undefined }, 40058],
    ['an empty text', { text: { content: '' } }, 40058],
    ['2,049 bytes', { text: { content: `${'é'.repeat(1_024)}x` } }, 40058],
    ['an unknown parameter', { surprise: 1 }, 40058],
    ['an unknown parameter inside', { text: { content: 'x', surprise: 1 } }, 40058],
    ['a msgid of 33 characters', { msgid: 'x'.repeat(33) }, 40058],
    ['a msgid with other characters', { msgid: 'a:b' }, 40058],
    ['an account that is none', { open_kfid: 'wkNone' }, 95000],
    ['a customer that is none', { touser: 'wmNone' }, 40096],
    ['media that were not uploaded', { msgtype: 'image', text: undefined, image: { media_id: 'x' } }, 40007],
    ['eleven menu items', menu(Array(11).fill(click('1', 'x'))), 95008],
    ['an unknown type of menu item', menu([{ type: 'dance', dance: {} }]), 95009],
    ['a menu item of 129 bytes', menu([click('1', `${'é'.repeat(64)}x`)]), 40058],
    ['a menu id of 129 bytes', menu([click('x'.repeat(129), 'x')]), 40058],
    ['a head of 1,025 bytes', menu([click('1', 'x')], { head_content: 'x'.repeat(1_025) }), 40058],
    ['a menu of nothing', { msgtype: 'msgmenu', text: undefined, msgmenu: {} }, 40058],
    [
      'a place off the globe',
      { msgtype: 'location', text: undefined, location: { latitude: 91, longitude: 0 } },
      40058,
    ],
  ])('is refused for %s', async (_what, changes, errcode) => {
    const { fake, customer } = await start();
    await customer.write('Hi');
    expect(await call(fake, 'kf/send_msg', { ...text(customer), ...changes })).toMatchObject({ errcode });
    expect(fake.sent()).toEqual([]);
  });

  test('is refused when its body is empty or no JSON', async () => {
    const { fake } = await start();
    expect(await call(fake, 'kf/send_msg', '')).toMatchObject({ errcode: 44002 });
    expect(await call(fake, 'kf/send_msg', '[]')).toMatchObject({ errcode: 47001 });
    expect(await read(fake, 'kf/send_msg')).toMatchObject({ errcode: 43002 });
  });

  test('of exactly what is allowed arrives under its msgid, and a msgid serves once', async () => {
    const { fake, customer } = await start();
    await customer.write('Hi');
    const msgid = 'a'.repeat(32);
    const largest = text(customer, 'é'.repeat(1_024), { msgid });
    expect(await call(fake, 'kf/send_msg', largest)).toMatchObject({ errcode: 0, msgid });
    expect(await call(fake, 'kf/send_msg', largest)).toMatchObject({ errcode: 40058 });
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({
      errcode: 0,
      msgid: expect.stringMatching(/^[\w-]{1,32}$/),
    });
    expect(fake.sent(customer.externalUserId)).toHaveLength(2);
  });

  test('that is a menu is tapped, and comes back as text with the menu_id', async () => {
    const { fake, customer } = await start();
    await customer.write('Hi');
    const list = [click('faq-1', 'Hours'), { type: 'view', view: { url: 'https://e.com', content: 'Shop' } }];
    await call(fake, 'kf/send_msg', { ...text(customer), ...menu(list, { tail_content: 'Tap one' }) });
    expect(fake.sent()).toMatchObject([
      { text: 'Which?\nHours\nShop\nTap one', menu: [{ id: 'faq-1', content: 'Hours' }] },
    ]);
    await customer.tap('faq-1');
    expect((await pull(fake)).msg_list.at(-1)).toMatchObject({ text: { content: 'Hours', menu_id: 'faq-1' } });
  });

  test('may come 5 times within 48 hours of what the customer wrote', async () => {
    const { fake, customer } = await start();
    await customer.write('Hi');
    for (let count = 0; count < 5; count += 1) {
      expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 0 });
    }
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 95001 });
    await customer.write('Hi again');
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 0 });
    pass(48 * 3_600);
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 95002 });
  });

  test('goes out in states 0 and 1 alone', async () => {
    const { fake, customer } = await start();
    const to = (service_state: number) =>
      call(fake, 'kf/service_state/trans', {
        open_kfid: customer.openKfId,
        external_userid: customer.externalUserId,
        service_state,
        ...(service_state === 3 && { servicer_userid: 'zhangsan' }),
      });
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 95018 });
    await customer.write('Hi');
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 0 });
    await to(1);
    expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 0 });
    for (const state of [2, 3, 4]) {
      expect(await to(state)).toMatchObject({ errcode: 0 });
      expect(await call(fake, 'kf/send_msg', text(customer))).toMatchObject({ errcode: 95018 });
    }
  });
});

describe('a session', () => {
  const parties = ({ openKfId, externalUserId }: Party) => ({ open_kfid: openKfId, external_userid: externalUserId });
  const get = (fake: FakeWecom, party: Party) => call(fake, 'kf/service_state/get', parties(party));
  const trans = (fake: FakeWecom, party: Party, service_state: unknown, changes: object = {}) =>
    call(fake, 'kf/service_state/trans', { ...parties(party), service_state, ...changes });
  const staff = { servicer_userid: 'zhangsan' };

  test('is not begun until the customer writes, and changes as is legal', async () => {
    const { fake, customer } = await start();
    expect(await get(fake, customer)).toMatchObject({ service_state: 4 });
    await customer.enter();
    expect(await trans(fake, customer, 1)).toMatchObject({ errcode: 95016 });
    await customer.write('Hi');
    expect(await get(fake, customer)).toMatchObject({ service_state: 0 });
    expect(await trans(fake, customer, 0)).toMatchObject({ errcode: 95016 });
    expect(await trans(fake, customer, 1)).toMatchObject({ errcode: 0 });
    expect(await trans(fake, customer, 0)).toMatchObject({ errcode: 95016 });
    expect(await trans(fake, customer, 2)).toMatchObject({ errcode: 0 });
    expect(await trans(fake, customer, 1)).toMatchObject({ errcode: 95016 });
    expect(await trans(fake, customer, 3, staff)).toMatchObject({ errcode: 0 });
    expect(await get(fake, customer)).toMatchObject({ service_state: 3, servicer_userid: 'zhangsan' });
    expect(await trans(fake, customer, 2)).toMatchObject({ errcode: 95016 });
    expect(await trans(fake, customer, 3, staff)).toMatchObject({ errcode: 0 });
    expect(await trans(fake, customer, 4)).toMatchObject({ errcode: 0 });
    expect(await trans(fake, customer, 3, staff)).toMatchObject({ errcode: 95016 });
    await customer.write('Hi again');
    expect(await get(fake, customer)).toMatchObject({ service_state: 0 });
  });

  test('goes to nobody who does not serve', async () => {
    const { fake, customer } = await start();
    await customer.write('Hi');
    expect(await trans(fake, customer, 3)).toMatchObject({ errcode: 40058 });
    expect(await trans(fake, customer, 3, { servicer_userid: 'lisi' })).toMatchObject({ errcode: 95014 });
    await customer.servicerChanges('zhangsan', false);
    expect(await trans(fake, customer, 3, staff)).toMatchObject({ errcode: 95014 });
    expect(await trans(fake, customer, 7)).toMatchObject({ errcode: 40058 });
    expect(await trans(fake, { ...customer, externalUserId: 'wmNone' }, 1)).toMatchObject({ errcode: 40096 });
  });

  test("gives a code the first time it comes to a state, which serves once and in that state's time", async () => {
    const { fake, customer } = await start();
    const say = (code: unknown) =>
      call(fake, 'kf/send_msg_on_event', { code, msgtype: 'text', text: { content: 'Wait' } });
    await customer.write('Hi');
    expect(await trans(fake, customer, 1)).not.toHaveProperty('msg_code');
    const { msg_code: queued } = await trans(fake, customer, 2);
    expect(await say(queued)).toMatchObject({ errcode: 0 });
    expect(await say(queued)).toMatchObject({ errcode: 41050 });
    const { msg_code: served } = await trans(fake, customer, 3, staff);
    expect(await trans(fake, customer, 3, staff)).not.toHaveProperty('msg_code');
    const { msg_code: ended } = await trans(fake, customer, 4);
    expect(await say(served)).toMatchObject({ errcode: 95018 });
    pass(20);
    expect(await say(ended)).toMatchObject({ errcode: 41050 });
    expect(fake.sent()).toMatchObject([{ text: 'Wait', via: 'event' }]);
  });

  test('begins with a welcome that may be said once within 20 seconds, and again after 48 hours', async () => {
    const { fake, customer } = await start();
    const enters = async () => {
      await customer.enter({ scene: 'shop' });
      const event = (await pull(fake)).msg_list.at(-1)?.['event'];
      return z.object({ event_type: z.literal('enter_session'), welcome_code: z.string().optional() }).parse(event)
        .welcome_code;
    };
    const welcome = (code: unknown, changes: object = {}) =>
      call(fake, 'kf/send_msg_on_event', { code, msgtype: 'text', text: { content: 'Welcome' }, ...changes });
    const late = await enters();
    pass(20);
    expect(await welcome(late)).toMatchObject({ errcode: 41050 });
    const code = await enters();
    expect(await welcome(code, { msgtype: 'image', text: undefined, image: { media_id: 'x' } })).toMatchObject({
      errcode: 40008,
    });
    expect(await welcome(code, { touser: customer.externalUserId })).toMatchObject({ errcode: 40058 });
    expect(await welcome(code)).toMatchObject({ errcode: 0 });
    expect(await welcome(code)).toMatchObject({ errcode: 41050 });
    expect(await enters()).toBeUndefined();
    pass(48 * 3_600);
    expect(await enters()).toBeDefined();
    await customer.write('Hi');
    expect(await enters()).toBeUndefined();
  });
});

describe('what happened is pulled', () => {
  test('page by page after a cursor, each thing once', async () => {
    const { fake, customer } = await start({ pageSize: 2 });
    for (const word of ['one', 'two', 'three']) await customer.write(word);
    const first = await pull(fake, { open_kfid: customer.openKfId });
    expect(first.has_more).toBe(1);
    const second = await pull(fake, { open_kfid: customer.openKfId, cursor: first.next_cursor });
    expect(second.has_more).toBe(0);
    const words = [...first.msg_list, ...second.msg_list].map((message) => message['text']);
    expect(words).toEqual(['one', 'two', 'three'].map((content) => ({ content })));
    const nothing = await pull(fake, { open_kfid: customer.openKfId, cursor: second.next_cursor });
    expect(nothing).toMatchObject({ has_more: 0, msg_list: [] });
    await customer.write('four');
    expect(await pull(fake, { open_kfid: customer.openKfId, cursor: nothing.next_cursor })).toMatchObject({
      msg_list: [{ text: { content: 'four' }, origin: 3, external_userid: customer.externalUserId }],
    });
  });

  test('with an empty page that has more before each, when told so', async () => {
    const { fake, customer } = await start({ emptyPages: true });
    await customer.write('one');
    const empty = await pull(fake);
    expect(empty).toMatchObject({ has_more: 1, msg_list: [] });
    const full = await pull(fake, { cursor: empty.next_cursor });
    expect(full).toMatchObject({ has_more: 0, msg_list: [{ text: { content: 'one' } }] });
    expect(await pull(fake, { cursor: full.next_cursor })).toMatchObject({ has_more: 0, msg_list: [] });
  });

  test('of the last three days when there is no cursor, and of the account that is asked for', async () => {
    const accounts = ['wkA', 'wkB'].map((open_kfid) => ({ open_kfid, name: open_kfid }));
    const { fake, customer } = await start({ accounts });
    await customer.write('old');
    pass(3 * 24 * 3_600 + 1);
    await customer.write('new');
    await createWecomCustomer(fake, { openKfId: 'wkB' }).write('other');
    const words = async (body: object) => (await pull(fake, body)).msg_list.map((message) => message['text']);
    expect(await words({ open_kfid: 'wkA' })).toEqual([{ content: 'new' }]);
    expect(await words({})).toEqual([{ content: 'new' }, { content: 'other' }]);
  });

  test('except what the API sent', async () => {
    const { fake, customer } = await start();
    await customer.write('Hi');
    await call(fake, 'kf/send_msg', text(customer));
    expect((await pull(fake)).msg_list).toHaveLength(1);
  });

  test.each<[string, object, number]>([
    ['a limit above 1,000', { limit: 1_001 }, 40058],
    ['a limit of none', { limit: 0 }, 40058],
    ['a cursor that is none', { cursor: 'x' }, 40058],
    ['a token that is none', { token: 'x' }, 95007],
    ['an account that is none', { open_kfid: 'wkNone' }, 95000],
    ['an unknown voice format', { voice_format: 2 }, 40058],
    ['an unknown parameter', { surprise: 1 }, 40058],
  ])('not for %s', async (_what, body, errcode) => {
    const { fake } = await start();
    expect(await call(fake, 'kf/sync_msg', body)).toMatchObject({ errcode });
  });

  test("not with another account's cursor, nor with a token older than ten minutes", async () => {
    const { fake, customer } = await start();
    const { next_cursor } = await pull(fake, { open_kfid: customer.openKfId });
    expect(await call(fake, 'kf/sync_msg', { cursor: next_cursor })).toMatchObject({ errcode: 40058 });
    const token = fake.issueCallbackToken();
    expect(await call(fake, 'kf/sync_msg', { token })).toMatchObject({ errcode: 0 });
    pass(600);
    expect(await call(fake, 'kf/sync_msg', { token })).toMatchObject({ errcode: 95007 });
  });
});

test('accounts, staff and customers are listed, those that are none apart', async () => {
  const { fake, customer } = await start();
  expect(await read(fake, 'kf/account/list')).toMatchObject({ account_list: [{ open_kfid: fake.openKfId }] });
  expect(await call(fake, 'kf/account/list', { offset: 1, limit: 100 })).toMatchObject({ account_list: [] });
  expect(await call(fake, 'kf/account/list', { limit: 101 })).toMatchObject({ errcode: 40058 });
  expect(await read(fake, 'kf/servicer/list', { open_kfid: fake.openKfId })).toMatchObject({
    servicer_list: [{ userid: 'zhangsan', status: 0 }],
  });
  expect(await read(fake, 'kf/servicer/list', { open_kfid: 'wkNone' })).toMatchObject({ errcode: 95000 });
  const list = { external_userid_list: [customer.externalUserId, 'wmNone'] };
  expect(await call(fake, 'kf/customer/batchget', list)).toMatchObject({
    customer_list: [{ external_userid: customer.externalUserId, nickname: 'Ana' }],
    invalid_external_userid: ['wmNone'],
  });
  expect(await call(fake, 'kf/customer/batchget', { external_userid_list: [] })).toMatchObject({ errcode: 40058 });
});

test('media are taken by type, ending and size, and can be sent and fetched', async () => {
  const { fake, customer } = await start();
  await customer.write('Hi');
  const upload = async (type: string, name: string, size: number) => {
    const form = new FormData();
    form.append('media', new File([new Uint8Array(size)], name));
    const url = `${fake.apiRoot}/cgi-bin/media/upload?access_token=${await tokenOf(fake)}&type=${type}`;
    return answerSchema.parse(await (await fetch(url, { method: 'POST', body: form })).json());
  };
  expect(await upload('poem', 'a.png', 9)).toMatchObject({ errcode: 40004 });
  expect(await upload('image', 'a.gif', 9)).toMatchObject({ errcode: 40005 });
  expect(await upload('image', 'a.png', 4)).toMatchObject({ errcode: 40009 });
  const { media_id, created_at } = await upload('image', 'a.png', 9);
  expect(created_at).toBe('1767225600');
  const image = { ...text(customer), msgtype: 'image', text: undefined, image: { media_id } };
  expect(await call(fake, 'kf/send_msg', image)).toMatchObject({ errcode: 0 });
  const got = await fetch(`${fake.apiRoot}/cgi-bin/media/get?access_token=${await tokenOf(fake)}&media_id=${media_id}`);
  expect((await got.arrayBuffer()).byteLength).toBe(9);
  expect(await read(fake, 'media/get', { media_id: 'x' })).toMatchObject({ errcode: 40007 });
});

test('a message whose answer never comes has arrived', async () => {
  let isHanging = false;
  const { fake, customer } = await start({ faults: () => (isHanging ? { kind: 'hang-after' } : undefined) });
  await customer.write('Hi');
  const token = await tokenOf(fake);
  isHanging = true;
  const url = `${fake.apiRoot}/cgi-bin/kf/send_msg?access_token=${token}`;
  const body = JSON.stringify(text(customer, 'arrived'));
  await expect(fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(2_000) })).rejects.toThrow();
  expect(fake.sent()).toMatchObject([{ text: 'arrived', wasAnswered: false }]);
});
