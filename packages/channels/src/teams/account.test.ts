import { DomainError } from '@answerdesk/domain';
import { type FakeTeams, startFakeTeams, type TeamsFault } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureAccountAt, fixtureApp } from './fixture.ts';
import { createTeams } from './index.ts';

const { appId, secret, directoryId } = fixtureApp;
const right = { appId, appPassword: secret, directoryId };
const webhookUrl = 'https://desk.example/webhooks/teams/t1.a1';
let fake: FakeTeams | undefined;
afterEach(() => fake?.stop());

async function startWith(fault?: TeamsFault) {
  fake = await startFakeTeams({ apps: [fixtureApp], ...(fault && { faults: () => fault }) });
  const account = fixtureAccountAt(fake.root);
  const channel = createTeams({ sendTimeoutMs: 1_500 });
  const identify = (credentials: Readonly<Record<string, string>>) =>
    channel.identify({ tenantId: account.tenantId, credentials, apiRoot: fake?.root ?? '' });
  return { account, channel, identify };
}

async function failureOf(promise: Promise<unknown>): Promise<DomainError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error(`not a DomainError: ${String(error)}`);
  return error;
}

test('right credentials are known by their app id, whatever case it is written in', async () => {
  const { identify } = await startWith();
  expect(await identify({ ...right, appId: appId.toUpperCase() })).toEqual({
    platformId: appId,
    label: 'Teams bot c9e8c047',
    credentials: right,
    settings: { appId, directoryId },
  });
});

describe('a refusal of the login is told in words with a next step, and without the secret', () => {
  test.each([
    ['a wrong secret', { appPassword: 'wrong~secret' }, /Value, not its Secret ID/],
    ['an app of another directory', { appId: '11111111-2a34-40a1-b28a-b162d5f5327c' }, /Application \(client\) ID/],
    ['an unknown directory', { directoryId: '11111111-86f1-41af-91ab-2d7cd011db47' }, /Directory \(tenant\) ID/],
  ])('%s', async (_, wrong, words) => {
    const { identify } = await startWith();
    const error = await failureOf(identify({ ...right, ...wrong }));
    expect(error.code).toBe('refused-by-platform');
    expect(error.message).toMatch(words);
    expect(`${error.message} ${error.stack ?? ''} ${String(error.cause)}`).not.toMatch(/~secret/);
  });
});

test.each<[string, TeamsFault]>([
  ['silence', { kind: 'hang-before' }],
  ['a cut connection', { kind: 'reset' }],
  ['an error', { kind: 'error', status: 502 }],
  ['a flood', { kind: 'flood', retryAfterS: 3 }],
])('%s of the login is told to be tried again', async (_, fault) => {
  const { identify } = await startWith(fault);
  const error = await failureOf(identify(right));
  expect(error.code).toBe('unavailable');
  expect(error.message).toMatch(/Try again/);
});

describe('refused before anything is asked', () => {
  test.each([
    [{}, /Microsoft App ID/],
    [{ ...right, appId: 'tea house' }, /Microsoft App ID/],
    [{ ...right, appId: `${appId}\n` }, /Microsoft App ID/],
    [{ ...right, directoryId: '' }, /Directory \(tenant\) ID/],
    [{ ...right, directoryId: '../common' }, /Directory \(tenant\) ID/],
    [{ ...right, appPassword: ' ' }, /client secret/],
  ])('%.80j', async (credentials, words) => {
    const { identify } = await startWith();
    const error = await failureOf(identify(credentials));
    expect(error.code).toBe('invalid');
    expect(error.message).toMatch(words);
    expect(fake?.calls()).toEqual([]);
  });
});

test('the webhook is set by hand, and there is nothing to take away', async () => {
  const { channel, account } = await startWith();
  expect(await channel.openWebhook(account, webhookUrl)).toEqual({ kind: 'by-hand' });
  expect(await channel.closeWebhook(account, webhookUrl)).toBe(true);
});

describe('the health of an account', () => {
  test('is good once Teams has called, and its webhook missing before', async () => {
    const { channel, account } = await startWith();
    expect(await channel.check(account, webhookUrl)).toEqual({ kind: 'healthy', pending: 0 });
    const { webhookOpenedAt: _never, ...neverCalled } = account;
    expect(await channel.check(neverCalled, webhookUrl)).toEqual({ kind: 'webhook-missing' });
  });

  test('tells refused credentials and silence apart', async () => {
    const { channel, account } = await startWith();
    const wrong = { ...account, credentials: { ...account.credentials, appPassword: 'wrong' } };
    expect(await channel.check(wrong, webhookUrl)).toEqual({ kind: 'credentials-refused' });
    expect(await channel.check({ ...account, credentials: {} }, webhookUrl)).toEqual({ kind: 'credentials-refused' });
    await fake?.stop();
    expect(await channel.check(account, webhookUrl)).toEqual({ kind: 'unheard' });
  });
});

test('people find the bot by its app id', () => {
  const { linkOf } = createTeams();
  expect(linkOf?.(fixtureAccountAt())).toBe(`https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`);
  expect(linkOf?.({ settings: { appId: 'x&y' } })).toBeUndefined();
});
