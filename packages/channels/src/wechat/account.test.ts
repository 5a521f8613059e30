import { DomainError } from '@answerdesk/domain';
import { type FakeWechat, type FakeWechatOptions, startFakeWechat } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureAccount, makeWechat } from './fixture.ts';

const { credentials, tenantId } = fixtureAccount;
const { appId = '', appSecret = '' } = credentials;
const url = 'https://desk.example/webhooks/wechat/t1.a1';
let fake: FakeWechat | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

/** Nobody waits for what hangs; whatever answers is waited for. */
interface Started extends FakeWechatOptions {
  readonly sendTimeoutMs?: number;
}

async function start({ sendTimeoutMs = 60_000, ...options }: Started = {}) {
  fake = await startFakeWechat({ appId, appSecret, ...options });
  return { fake, channel: makeWechat({ apiRoot: fake.apiRoot, sendTimeoutMs }) };
}

async function refusalOf(given: Readonly<Record<string, string>>, options: Started = {}) {
  const { channel } = await start(options);
  const error = await channel.identify({ tenantId, credentials: given }).catch((reason: unknown) => reason);
  if (!(error instanceof DomainError)) throw new Error(`not a DomainError: ${JSON.stringify(error)}`);
  for (const secret of [appSecret, credentials['aesKey'] ?? '-']) expect(error.message).not.toContain(secret);
  return error;
}

test('right credentials connect, and nothing is sent to anybody', async () => {
  const { channel } = await start();
  expect(await channel.identify({ tenantId, credentials })).toEqual({
    platformId: expect.stringMatching(/^wx2c2769f8efd9abc2@127\.0\.0\.1:\d+$/),
    label: appId,
    credentials,
    settings: { appId, pushes: true },
  });
  expect(fake?.sent()).toEqual([]);
});

test('an account without the customer-service API is known by it', async () => {
  const { channel } = await start({ canPush: false });
  expect((await channel.identify({ tenantId, credentials })).settings).toEqual({ appId, pushes: false });
});

test('the EncodingAESKey may be left out', async () => {
  const { channel } = await start();
  const identified = await channel.identify({ tenantId, credentials: { ...credentials, aesKey: '' } });
  expect(Object.keys(identified.credentials)).toEqual(['appId', 'appSecret', 'token']);
});

describe('what is refused before anybody is asked', () => {
  test.each([
    ['appId', '', /AppID/],
    ['appId', 'gh_0123456789ab', /AppID/],
    ['appSecret', 'short', /AppSecret/],
    ['token', 'ab', /Token/],
    ['token', 'with space', /Token/],
    ['aesKey', 'short', /EncodingAESKey/],
  ])('%s %j', async (key, value, words) => {
    const error = await refusalOf({ ...credentials, [key]: value });
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(words) });
    expect(fake?.calls()).toEqual([]);
  });
});

test.each([
  [{ appId: 'wx0000000000000000' }, {}, 'refused-by-platform', /AppID/],
  [{ appSecret: '0'.repeat(32) }, {}, 'refused-by-platform', /AppSecret is wrong.*Reset/],
  [{}, { allowedIps: ['203.0.113.9'] }, 'refused-by-platform', /Add 127\.0\.0\.1 .*whitelist/],
  [{}, { sendTimeoutMs: 300, faults: () => ({ kind: 'hang-before' }) as const }, 'unavailable', /Try again/],
  [{}, { faults: () => ({ kind: 'errcode', errcode: -1, errmsg: 'busy' }) as const }, 'unavailable', /Try again/],
  [
    {},
    { faults: () => ({ kind: 'errcode', errcode: 50007, errmsg: 'frozen' }) as const },
    'refused-by-platform',
    /50007/,
  ],
])('%j %j is %s', async (change, options, code, words) => {
  const error = await refusalOf({ ...credentials, ...change }, options);
  expect(error).toMatchObject({ code, message: expect.stringMatching(words) });
});

describe('how the account is', () => {
  test('healthy once the platform has called, and not before', async () => {
    const { channel } = await start();
    expect(await channel.check(fixtureAccount, url)).toEqual({ kind: 'healthy', pending: 0 });
    const { webhookOpenedAt: _, ...uncalled } = fixtureAccount;
    expect(await channel.check(uncalled, url)).toEqual({ kind: 'webhook-missing' });
  });

  test.each<[FakeWechatOptions, string]>([
    [{ appSecret: '0'.repeat(32) }, 'credentials-refused'],
    [{ allowedIps: [] }, 'credentials-refused'],
    [{ faults: () => ({ kind: 'reset' }) }, 'unheard'],
    [{ faults: () => ({ kind: 'errcode', errcode: 45009, errmsg: 'limit' }) }, 'unheard'],
  ])('%j: %s', async (options, kind) => {
    const { channel } = await start(options);
    expect(await channel.check(fixtureAccount, url)).toEqual({ kind });
  });
});

test('the webhook is set by hand, and there is nothing to take away', async () => {
  const { channel } = await start();
  expect(await channel.openWebhook(fixtureAccount, url)).toEqual({ kind: 'by-hand' });
  expect(await channel.closeWebhook(fixtureAccount, url)).toBe(true);
  expect(fake?.calls()).toEqual([]);
});
