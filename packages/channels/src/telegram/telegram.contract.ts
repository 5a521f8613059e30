import { type Fault, startFakeTelegram } from '@answerdesk/testing';
import type { ChannelUnderTest, PlatformBehaviour } from '../channel.contract.ts';
import { fixtureAccount, readFixture, requestOf } from './fixture.ts';
import { createTelegram } from './index.ts';
import { readHtml } from './read-html.ts';

const secret = fixtureAccount.credentials['webhookSecret'] ?? '';

const FAULTS: Readonly<Record<Extract<PlatformBehaviour, 'hangs' | 'floods' | 'fails' | 'blocks' | 'resets'>, Fault>> =
  {
    hangs: { kind: 'hang-after' },
    floods: { kind: 'flood', retryAfterS: 7 },
    fails: { kind: 'error', status: 500 },
    blocks: { kind: 'forbidden' },
    resets: { kind: 'reset' },
  };

/** Telegram, as the contract's suite and the soak look at it. */
export const telegram: ChannelUnderTest = {
  name: 'telegram',
  makeChannel: createTelegram,
  account: fixtureAccount,
  genuineRequest: (rawBody) => requestOf(rawBody, secret),
  forgedRequests: (rawBody) => ({
    missing: requestOf(rawBody, undefined),
    empty: requestOf(rawBody, ''),
    wrong: requestOf(rawBody, `${secret}x`),
    'wrong, of the same length': requestOf(rawBody, `x${secret.slice(1)}`),
  }),
  fixtures: {
    messages: ['text', 'text-large-id', 'command-start-payload', 'callback-query', 'photo', 'venue'].map(readFixture),
    unknownKind: readFixture('unknown-kind'),
    notTheFormat: new TextEncoder().encode('update_id=1&message=hello'),
  },
  readText: ({ text }) => readHtml(text),
  floodRetryAfterMs: 7_000,
  acknowledgeHandle: '3051899204417283650',
  async startPlatform(behaviour) {
    const fake = await startFakeTelegram({
      faults: () => Object.entries(FAULTS).find(([name]) => name === behaviour)?.[1],
    });
    if (behaviour === 'is-down') await fake.stop();
    return {
      account: { ...fixtureAccount, apiRoot: fake.apiRoot },
      target: { chatKey: '7104583921', isGroup: false },
      arrived: () => fake.sent().map(({ text }) => text),
      stop: () => (behaviour === 'is-down' ? Promise.resolve() : fake.stop()),
    };
  },
};
