import { DomainError } from '@answerdesk/domain';
import { type FakeTelegram, type Fault, startFakeTelegram } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureAccount } from './fixture.ts';
import { createTelegram } from './index.ts';

const token = '5312998877:AAF-x0_fixture-token-0123456789abcd';
const webhookUrl = 'https://desk.example/webhooks/telegram/t1.a1';
let fake: FakeTelegram | undefined;
afterEach(() => fake?.stop());

async function connect(
  options: {
    readonly tokens?: readonly string[];
    readonly faults?: (method: string) => Fault | undefined;
    readonly credentials?: Readonly<Record<string, string>>;
    readonly webhookUrl?: string;
    readonly sendTimeoutMs?: number;
  } = {},
) {
  const { faults } = options;
  fake = await startFakeTelegram({
    tokens: options.tokens ?? [token],
    ...(faults && { faults: ({ method }) => faults(method) }),
  });
  const channel = createTelegram({ apiRoot: fake.apiRoot, sendTimeoutMs: options.sendTimeoutMs ?? 30_000 });
  const identified = await channel.identify({
    tenantId: fixtureAccount.tenantId,
    credentials: options.credentials ?? { token },
  });
  const account = { ...fixtureAccount, credentials: identified.credentials, settings: identified.settings };
  const webhook = await channel.openWebhook(account, options.webhookUrl ?? webhookUrl);
  return { ...identified, webhook, channel, account };
}

async function failureOf(promise: Promise<unknown>): Promise<DomainError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error(`not a DomainError: ${String(error)}`);
  return error;
}

test('a right token connects: the bot is known and its webhook set with a secret of our own', async () => {
  const connected = await connect();
  const { webhookSecret = '' } = connected.credentials;
  expect(connected).toMatchObject({
    platformId: expect.stringMatching(/^5312998877@127\.0\.0\.1:\d+$/),
    webhook: { kind: 'open' },
    label: '@shop_5312998877_bot',
    credentials: { token, webhookSecret: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/) },
    settings: { botId: 5_312_998_877, username: 'shop_5312998877_bot', name: 'Shop' },
  });
  expect(fake?.webhookOf(token)).toEqual({ url: webhookUrl, secret: webhookSecret });
  expect(fake?.calls().map(({ method }) => method)).toEqual(['getMe', 'setWebhook', 'getWebhookInfo']);
  expect(fake?.calls()[1]?.parameters).toMatchObject({
    allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    drop_pending_updates: false,
  });
});

test('no two connections share a secret', async () => {
  const first = await connect();
  await fake?.stop();
  const second = await connect();
  expect(first.credentials['webhookSecret']).not.toBe(second.credentials['webhookSecret']);
});

test('a secret that is given is used', async () => {
  const connected = await connect({ credentials: { token, webhookSecret: 'mine_1-A' } });
  expect(connected.credentials['webhookSecret']).toBe('mine_1-A');
  expect(fake?.webhookOf(token)?.secret).toBe('mine_1-A');
});

test("the account's own address of the platform wins", async () => {
  fake = await startFakeTelegram();
  const channel = createTelegram({ apiRoot: 'http://127.0.0.1:9', sendTimeoutMs: 2_000 });
  await channel.identify({ tenantId: fixtureAccount.tenantId, credentials: { token }, apiRoot: fake.apiRoot });
  const account = { ...fixtureAccount, apiRoot: fake.apiRoot };
  await channel.openWebhook(account, webhookUrl);
  expect(fake.webhookOf(token)?.url).toBe(webhookUrl);
});

describe('refused before anything is asked', () => {
  test.each<Readonly<Record<string, string>>>([
    {},
    { token: '' },
    { token: 'hello' },
    { token: '123' },
    { token: `${token}/../x` },
    { token: `${token}\n` },
    { token, webhookSecret: '' },
    { token, webhookSecret: 'with space' },
    { token, webhookSecret: 'x'.repeat(257) },
  ])('%.60j', async (credentials) => {
    const error = await failureOf(connect({ credentials }));
    expect(error.code).toBe('invalid');
    expect(fake?.calls()).toEqual([]);
  });
});

describe('a failure is told in words, with a code, and without the token', () => {
  test.each<[string, Parameters<typeof connect>[0], string, RegExp]>([
    ['an unknown token', { tokens: [] }, 'refused-by-platform', /BotFather/],
    ['a refusal', { faults: () => ({ kind: 'forbidden' }) }, 'refused-by-platform', /blocked/],
    ['an error of theirs', { faults: () => ({ kind: 'error', status: 500 }) }, 'unavailable', /Try again/],
    ['a gateway', { faults: () => ({ kind: 'error', status: 502 }) }, 'unavailable', /Try again/],
    ['a flood', { faults: () => ({ kind: 'flood', retryAfterS: 3 }) }, 'unavailable', /Try again/],
    ['silence', { faults: () => ({ kind: 'hang-before' }), sendTimeoutMs: 300 }, 'unavailable', /Try again/],
    ['a reset', { faults: () => ({ kind: 'reset' }) }, 'unavailable', /Try again/],
  ])('%s', async (_, options, code, words) => {
    const error = await failureOf(connect(options));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(words);
    expect(`${error.message} ${error.stack ?? ''} ${String(error.cause)}`).not.toContain(token);
  });
});

describe('a token that was taken is usable with a warning', () => {
  test('when the address is not https', async () => {
    const connected = await connect({ webhookUrl: 'http://desk.example/x' });
    expect(connected.webhook).toMatchObject({ kind: 'refused', warning: expect.stringMatching(/https/) });
    expect(connected.credentials['token']).toBe(token);
  });

  test('when nothing was heard about the webhook', async () => {
    const connected = await connect({
      faults: (method) => (method === 'setWebhook' ? { kind: 'hang-after' } : undefined),
      sendTimeoutMs: 1_000,
    });
    expect(connected.webhook).toMatchObject({ kind: 'unheard', warning: expect.stringMatching(/did not answer/) });
  });

  test('but without one when only the look at the webhook failed', async () => {
    const connected = await connect({
      faults: (method) => (method === 'getWebhookInfo' ? { kind: 'reset' } : undefined),
    });
    expect(connected.webhook).toEqual({ kind: 'open' });
  });
});

describe('an account that is left', () => {
  test('has its webhook taken away, and once more changes nothing', async () => {
    const { channel, account } = await connect();
    expect(await channel.closeWebhook(account, webhookUrl)).toBe(true);
    expect(fake?.webhookOf(token)).toBeUndefined();
    expect(await channel.closeWebhook(account, webhookUrl)).toBe(true);
  });

  test('keeps a webhook that another program has set since', async () => {
    const { channel, account } = await connect();
    await channel.openWebhook(account, 'https://other.example/bot');
    expect(await channel.closeWebhook(account, webhookUrl)).toBe(true);
    expect(fake?.webhookOf(token)?.url).toBe('https://other.example/bot');
  });

  test('is tried again later when nothing was heard', async () => {
    let isSilent = false;
    const { channel, account } = await connect({ faults: () => (isSilent ? { kind: 'reset' } : undefined) });
    isSilent = true;
    expect(await channel.closeWebhook(account, webhookUrl)).toBe(false);
  });
});

describe('the health of an account', () => {
  const now = Date.now();
  const error = (message: string, ageMs = 60_000) => ({ at: new Date(now - ageMs), message });

  test('is good when nothing is in the way, and when an error is long over', async () => {
    const { channel, account } = await connect();
    expect(await channel.check(account, webhookUrl)).toEqual({ kind: 'healthy', pending: 0 });
    fake?.tellTrouble(token, { pending: 0, lastError: error('Connection timed out', 3_600_000) });
    expect(await channel.check(account, webhookUrl)).toEqual({ kind: 'healthy', pending: 0 });
  });

  test.each([
    ['Bad webhook: Failed to resolve host: Name or service not known', 'address-unknown'],
    ['Connection timed out', 'address-unreachable'],
    ['Connection refused', 'address-unreachable'],
    ['SSL error {error:0A000086:SSL routines::certificate verify failed}', 'certificate'],
    ['Wrong response from the webhook: 401 Unauthorized', 'refused-by-us'],
    ['Wrong response from the webhook: 502 Bad Gateway', 'failed-here'],
    ['Read error: something new', 'other'],
  ])('says of "%s" that the problem is %s', async (said, problem) => {
    const { channel, account } = await connect();
    fake?.tellTrouble(token, { pending: 3, lastError: error(said, 3_600_000) });
    expect(await channel.check(account, webhookUrl)).toMatchObject({ kind: 'failing', problem, said, pending: 3 });
  });

  test('tells a lost webhook, a refused token and silence apart', async () => {
    let fault: Fault | undefined;
    const { channel, account } = await connect({ faults: () => fault });
    expect(await channel.check(account, 'https://desk.example/webhooks/telegram/t1.a2')).toEqual({
      kind: 'webhook-elsewhere',
    });
    await channel.closeWebhook(account, webhookUrl);
    expect(await channel.check(account, webhookUrl)).toEqual({ kind: 'webhook-missing' });
    const stranger = { ...account, credentials: { ...account.credentials, token: '1:another-token' } };
    expect(await channel.check(stranger, webhookUrl)).toEqual({ kind: 'credentials-refused' });
    fault = { kind: 'reset' };
    expect(await channel.check(account, webhookUrl)).toEqual({ kind: 'unheard' });
  });
});
