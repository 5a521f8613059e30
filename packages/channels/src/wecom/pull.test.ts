import type { PulledPage } from '@answerdesk/domain';
import { createWecomCustomer, type FakeWecomOptions, startFakeWecom } from '@answerdesk/testing';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { garbage } from '../channel.arbitraries.ts';
import { CUSTOMER, fixtureAccount, makeWecom, OPEN_KFID, readFixture } from './fixture.ts';
import { readEntry } from './read-message.ts';

const { corpId = '', secret = '' } = fixtureAccount.credentials;
const SYNC = '/cgi-bin/kf/sync_msg';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: FakeWecomOptions = {}, sendTimeoutMs = 5_000) {
  const accounts = [
    { open_kfid: OPEN_KFID, name: 'Tea House' },
    { open_kfid: 'wkOther', name: 'Other' },
  ];
  const fake = await startFakeWecom({ corpId, corpSecret: secret, accounts, ...options });
  stops.push(() => fake.stop());
  const channel = makeWecom({ sendTimeoutMs });
  const account = { ...fixtureAccount, apiRoot: fake.apiRoot };
  const pull = async (from: { cursor?: string; token?: string } = {}): Promise<PulledPage> => {
    if (!channel.pull) throw new Error('the channel does not pull');
    return channel.pull(account, from);
  };
  return { fake, customer: createWecomCustomer(fake, { externalUserId: CUSTOMER }), pull };
}

const syncCalls = (fake: Awaited<ReturnType<typeof start>>['fake']) => fake.calls().filter(({ path }) => path === SYNC);

function page(result: PulledPage) {
  if (result.kind !== 'page') throw new Error(JSON.stringify(result));
  return result;
}

describe('a page as the documentation shows it', () => {
  const { msg_list } = JSON.parse(new TextDecoder().decode(readFixture('sync-msg.json'))) as { msg_list: unknown[] };
  const read = (msgid: string) =>
    readEntry(
      msg_list.find((entry) => (entry as { msgid: string }).msgid === msgid),
      OPEN_KFID,
    );
  const content = (msgid: string) => {
    const entry = read(msgid);
    return entry.kind === 'message' ? entry.message.content : entry;
  };

  test('a text has its customer, its time and its key', () => {
    expect(read('m_text')).toEqual({
      kind: 'message',
      message: {
        dedupeKey: 'msg:m_text',
        chatKey: CUSTOMER,
        isGroup: false,
        contact: { platformId: CUSTOMER },
        content: { kind: 'text', text: '你们周末送货吗？' },
        sentAt: new Date(1_764_015_281_000),
      },
    });
  });

  test.each([
    ['m_choice', { kind: 'choice', choiceId: 'faq:f1' }],
    ['m_image', { attachment: 'image', platformKind: 'image', fileId: '2iSLeVyqzk4eX0IB5kTi9Ljfa2rt9dwfq5WKRQ4Nvvgw' }],
    ['m_voice', { attachment: 'voice', fileId: '2iSLeVyqzk4eX0IB5kTi9Ljfa2rt9dwfq5WKRQ4Nvvvo' }],
    ['m_video', { attachment: 'video' }],
    ['m_file', { attachment: 'file' }],
    [
      'm_location',
      {
        attachment: 'location',
        place: {
          latitude: 23.106021881103516,
          longitude: 113.320503234863,
          name: '广州国际媒体港, 广东省广州市海珠区滨江东路',
        },
      },
    ],
    ['m_link', { attachment: 'other', url: 'https://shop.example/returns?a=1&b=2', caption: 'Returns\nHow it works' }],
    ['m_business_card', { attachment: 'contact-card', platformKind: 'business_card' }],
    ['m_miniprogram', { attachment: 'other', platformKind: 'miniprogram', caption: 'Shop' }],
    ['m_merged', { attachment: 'other', platformKind: 'merged_msg', caption: 'Ana and Bo' }],
    ['m_enter', { kind: 'opened' }],
    ['m_recall', { kind: 'deleted', of: 'msg:m_text' }],
  ])('%s', (msgid, expected) => expect(content(msgid)).toMatchObject(expected));

  test('who comes in carries the code to be welcomed with', () => {
    expect(read('m_enter')).toMatchObject({
      message: { replyHandle: 'welcome:1764015293000:aaaaaa', opens: 'event' },
    });
  });

  test.each([
    ['m_staff', /staff/],
    ['m_enter_again', /welcomed/],
    ['m_status', /session_status_change/],
  ])('%s is ignored, with a reason', (msgid, reason) => {
    expect(read(msgid)).toEqual({ kind: 'ignored', reason: expect.stringMatching(reason) });
  });

  test.each([
    [4, 'window-closed'],
    [5, 'window-closed'],
    [6, 'quota-used-up'],
    [8, 'account-refused'],
    [10, 'blocked-by-contact'],
    [0, 'gave-up'],
    [99, 'gave-up'],
  ])('a message that failed with type %i was undelivered: %s', (fail_type, reason) => {
    const event = {
      event_type: 'msg_send_fail',
      open_kfid: OPEN_KFID,
      external_userid: CUSTOMER,
      fail_msgid: 'o1-0',
      fail_type,
    };
    expect(readEntry({ msgid: 'm', send_time: 5, origin: 4, msgtype: 'event', event }, OPEN_KFID)).toEqual({
      kind: 'undelivered',
      undelivered: { idempotencyKey: 'o1-0', reason, detail: expect.stringMatching(/./) },
    });
  });

  test('another account is nothing of ours', () => {
    for (const entry of msg_list) expect(readEntry(entry, 'wkOther').kind).toBe('ignored');
  });

  test('no entry, however odd, throws or lets through what cannot be stored', () => {
    const entries = msg_list.map((entry) => new TextEncoder().encode(JSON.stringify(entry)));
    fc.assert(
      fc.property(garbage(entries), (bytes) => {
        let value: unknown;
        try {
          value = JSON.parse(new TextDecoder().decode(bytes));
        } catch {
          return;
        }
        const entry = readEntry(value, OPEN_KFID);
        if (entry.kind !== 'message') return;
        expect(entry.message.dedupeKey).toMatch(/^[^\s]{1,300}$/u);
        expect(entry.message.chatKey).toMatch(/^[^\s]{1,300}$/u);
        const text = JSON.stringify(entry.message);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\\u0000');
        expect(text.length).toBeLessThan(25_000);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('everything is fetched page by page, empty pages in between, from the cursor on', async () => {
  const { fake, customer, pull } = await start({ pageSize: 2, emptyPages: true });
  for (const text of ['1', '2', '3', '4', '5']) await customer.write(text);
  await createWecomCustomer(fake, { openKfId: 'wkOther' }).write('not ours');
  const seen: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  for (let hasMore = true; hasMore; pages += 1) {
    const result = page(await pull(cursor === undefined ? {} : { cursor }));
    seen.push(...result.messages.map(({ content }) => (content.kind === 'text' ? content.text : '')));
    ({ cursor, hasMore } = result);
  }
  expect(seen).toEqual(['1', '2', '3', '4', '5']);
  expect(pages).toBe(6);
  await customer.write('6');
  let last = page(await pull({ cursor: cursor ?? '' }));
  last = page(await pull({ cursor: last.cursor }));
  expect(last.messages).toMatchObject([{ content: { text: '6' } }]);
});

test('the same cursor gives the same messages again', async () => {
  const { customer, pull } = await start();
  await customer.write('Hello');
  expect(await pull()).toEqual(await pull());
});

test('a token that is over is left out, and the messages come all the same', async () => {
  const { fake, customer, pull } = await start();
  await customer.write('Hello');
  expect(page(await pull({ token: fake.issueCallbackToken() })).messages).toHaveLength(1);
  expect(page(await pull({ token: 'ENCnotissued' })).messages).toHaveLength(1);
  expect(syncCalls(fake).map(({ body }) => body?.['token'] !== undefined)).toEqual([true, true, false]);
});

test.each(['expireTokens', 'revokeTokens'] as const)('after %s the access token is replaced once', async (end) => {
  const { fake, pull } = await start();
  await pull();
  fake[end]();
  expect((await pull()).kind).toBe('page');
  expect(fake.tokensIssued()).toBe(2);
});

describe('a page that cannot be had', () => {
  test.each<[string, FakeWecomOptions, object]>([
    ['silence', { faults: ({ path }) => (path === SYNC ? { kind: 'hang-after' } : undefined) }, { kind: 'retry' }],
    ['a cut', { faults: ({ path }) => (path === SYNC ? { kind: 'reset' } : undefined) }, { kind: 'retry' }],
    [
      'a 502',
      { faults: ({ path }) => (path === SYNC ? { kind: 'http-error', status: 502 } : undefined) },
      { kind: 'retry' },
    ],
    [
      'a flood',
      { faults: ({ path }) => (path === SYNC ? { kind: 'errcode', errcode: 45009, errmsg: 'limit' } : undefined) },
      { kind: 'retry', retryAfterMs: 60_000 },
    ],
    ['no permission', { canUseKf: false }, { kind: 'refused', detail: expect.stringContaining('48002') }],
    ['another address', { allowedIps: [] }, { kind: 'refused', detail: expect.stringContaining('60020') }],
    [
      'another secret',
      { corpSecret: 'changed-0123456789-0123456789' },
      { kind: 'refused', detail: expect.stringContaining('40001') },
    ],
  ])('for %s', async (name, options, expected) => {
    const { pull } = await start(options, name === 'silence' ? 300 : 5_000);
    const result = await pull();
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  test('for an unknown cursor', async () => {
    const { pull } = await start();
    expect(await pull({ cursor: 'nonsense' })).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('40058'),
    });
  });
});
