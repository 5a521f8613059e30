import { DomainError } from '@answerdesk/domain';
import { type FakeWecom, type FakeWecomOptions, startFakeWecom } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureAccount, makeWecom, OPEN_KFID } from './fixture.ts';

const { credentials, tenantId } = fixtureAccount;
const { corpId = '', secret = '' } = credentials;
const url = 'https://desk.example/webhooks/wecom/t1.a1';
let fake: FakeWecom | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

/** Nobody waits for what hangs; whatever answers is waited for. */
interface Started extends FakeWecomOptions {
  readonly sendTimeoutMs?: number;
}

async function start({ sendTimeoutMs = 60_000, ...options }: Started = {}) {
  const accounts = [...Array.from({ length: 120 }, (_, index) => ({ open_kfid: `wkOther${index}`, name: 'Other' }))];
  fake = await startFakeWecom({
    corpId,
    corpSecret: secret,
    accounts: [...accounts, { open_kfid: OPEN_KFID, name: 'Tea House' }],
    ...options,
  });
  return makeWecom({ apiRoot: fake.apiRoot, sendTimeoutMs });
}

async function refusalOf(given: Readonly<Record<string, string>>, options: Started = {}) {
  const channel = await start(options);
  const error = await channel.identify({ tenantId, credentials: given }).catch((reason: unknown) => reason);
  if (!(error instanceof DomainError)) throw new Error(`not a DomainError: ${JSON.stringify(error)}`);
  for (const hidden of [secret, credentials['aesKey'] ?? '-']) expect(error.message).not.toContain(hidden);
  return error;
}

test('right credentials connect, the account found on the second page of the list', async () => {
  const channel = await start();
  expect(await channel.identify({ tenantId, credentials })).toEqual({
    platformId: expect.stringMatching(/^ww12345678910abcde\/wkAJ2GC\w+@127\.0\.0\.1:\d+$/),
    label: 'Tea House',
    credentials,
    settings: { corpId, openKfid: OPEN_KFID, name: 'Tea House' },
  });
  expect(fake?.calls().map(({ path }) => path)).toEqual([
    '/cgi-bin/gettoken',
    '/cgi-bin/kf/account/list',
    '/cgi-bin/kf/account/list',
  ]);
});

test.each([
  ['corpId', 'wx', /corporation ID/],
  ['secret', 'short', /Secret/],
  ['token', '', /Token/],
  ['token', 'x'.repeat(33), /Token/],
  ['aesKey', '', /EncodingAESKey/],
  ['openKfid', 'kf1', /begins with wk/],
])('%s %j is refused before anybody is asked', async (key, value, words) => {
  const error = await refusalOf({ ...credentials, [key]: value });
  expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(words) });
  expect(fake?.calls()).toEqual([]);
});

test.each<[object, Started, string, RegExp]>([
  [{ corpId: 'ww00000000000000' }, {}, 'refused-by-platform', /does not know this corporation ID/],
  [{ secret: '0'.repeat(43) }, {}, 'refused-by-platform', /Secret is wrong/],
  [{ openKfid: 'wkUnknown' }, {}, 'refused-by-platform', /no such customer service account/],
  [{}, { canUseKf: false }, 'refused-by-platform', /allow this app/],
  [{}, { allowedIps: [] }, 'refused-by-platform', /Add 127\.0\.0\.1 .*trusted IPs/],
  [{}, { sendTimeoutMs: 300, faults: () => ({ kind: 'hang-before' }) }, 'unavailable', /Try again/],
  [{}, { faults: () => ({ kind: 'errcode', errcode: -1, errmsg: 'busy' }) }, 'unavailable', /Try again/],
  [
    {},
    { faults: () => ({ kind: 'errcode', errcode: 41050, errmsg: 'odd, hint: [1]' }) },
    'refused-by-platform',
    /41050 odd\.$/,
  ],
])('%j %j is %s', async (change, options, code, words) => {
  const error = await refusalOf({ ...credentials, ...change }, options);
  expect(error).toMatchObject({ code, message: expect.stringMatching(words) });
});

describe('how the account is', () => {
  test('healthy once the platform has called, and not before', async () => {
    const channel = await start();
    expect(await channel.check(fixtureAccount, url)).toEqual({ kind: 'healthy', pending: 0 });
    const { webhookOpenedAt: _, ...uncalled } = fixtureAccount;
    expect(await channel.check(uncalled, url)).toEqual({ kind: 'webhook-missing' });
  });

  test.each<[FakeWecomOptions, string]>([
    [{ corpSecret: 'another-secret-0123456789' }, 'credentials-refused'],
    [{ allowedIps: [] }, 'credentials-refused'],
    [{ accounts: [{ open_kfid: 'wkOther', name: 'Other' }] }, 'credentials-refused'],
    [{ faults: () => ({ kind: 'reset' }) }, 'unheard'],
    [{ faults: () => ({ kind: 'errcode', errcode: 45009, errmsg: 'limit' }) }, 'unheard'],
  ])('%j: %s', async (options, kind) => {
    expect(await (await start(options)).check(fixtureAccount, url)).toEqual({ kind });
  });
});
