import { accountIdSchema, type ChannelCapabilities } from '@answerdesk/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPacer, type Pacer } from './pacer.ts';

const account = { id: accountIdSchema.parse('t1.a1') };
const other = { id: accountIdSchema.parse('t1.a2') };
const capabilities: ChannelCapabilities = {
  text: { limit: 100, unit: 'characters', counts: 'shown' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 3, labelLimit: 20, idLimitBytes: 64 },
  images: 'native',
  markup: 'html',
  typing: false,
  edit: false,
  rates: { accountPerSecond: 30, chatPerSecond: 1, chatBurst: 3, groupPerMinute: 20 },
};
const chat = (chatKey: string, isGroup = false) => ({ chatKey, isGroup });

function makePacer(startMs = 1_000_000) {
  const clock = { ms: startMs };
  return { clock, pacer: createPacer({ now: () => clock.ms }) };
}

/** The most slots given in any span of `spanMs`, its ends included. */
function mostIn(givenAt: readonly number[], spanMs: number): number {
  return Math.max(0, ...givenAt.map((start) => givenAt.filter((at) => at >= start && at <= start + spanMs).length));
}

const takeAll = (pacer: Pacer, chatKey: string) => {
  let taken = 0;
  while (pacer.reserve(account, chat(chatKey), capabilities) === 0) taken += 1;
  return taken;
};

describe('in any window', () => {
  const asks = fc.array(
    fc.record({
      afterMs: fc.oneof(fc.constant(0), fc.nat(50), fc.nat(3_000)),
      chat: fc.nat(40),
      burst: fc.integer({ min: 1, max: 40 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test('an account and a chat never get more than their rate and burst, whoever asks whenever', () => {
    fc.assert(
      fc.property(asks, fc.boolean(), (steps, isGroup) => {
        const { clock, pacer } = makePacer();
        const given: { at: number; chat: number }[] = [];
        for (const step of steps) {
          clock.ms += step.afterMs;
          for (let index = 0; index < step.burst; index += 1) {
            const key = (step.chat + index) % 41;
            if (pacer.reserve(account, chat(String(key), isGroup), capabilities) === 0) {
              given.push({ at: clock.ms, chat: key });
            }
          }
        }
        for (const spanMs of [0, 100, 1_000, 5_000, 60_000]) {
          const seconds = spanMs / 1_000;
          const ofAccount = given.map(({ at }) => at);
          expect(mostIn(ofAccount, spanMs)).toBeLessThanOrEqual(30 + 30 * seconds + 1e-3);
          const perSecond = isGroup ? 20 / 60 : 1;
          for (const key of new Set(given.map((slot) => slot.chat))) {
            const ofChat = given.filter((slot) => slot.chat === key).map(({ at }) => at);
            expect(mostIn(ofChat, spanMs)).toBeLessThanOrEqual(3 + perSecond * seconds + 1e-3);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('a chat has a burst of three and then one a second; a group one in three seconds', () => {
  const { clock, pacer } = makePacer();
  expect(takeAll(pacer, 'a')).toBe(3);
  clock.ms += 1_000;
  expect(takeAll(pacer, 'a')).toBe(1);
  for (const wait of [0, 0, 0, 3_000]) expect(pacer.reserve(account, chat('g', true), capabilities)).toBe(wait);
});

test('whoever waits as long as told gets a slot', () => {
  const { clock, pacer } = makePacer();
  takeAll(pacer, 'a');
  const wait = pacer.reserve(account, chat('a'), capabilities);
  expect(wait).toBeGreaterThan(0);
  clock.ms += wait;
  expect(pacer.reserve(account, chat('a'), capabilities)).toBe(0);
});

test('many chats at once are served at the full rate, in the order they came, each asking twice at most', () => {
  const { clock, pacer } = makePacer();
  const start = clock.ms;
  const queue = Array.from({ length: 300 }, (_, index) => ({ key: `c${index}`, at: start }));
  const served: string[] = [];
  let asked = 0;
  for (;;) {
    queue.sort((a, b) => a.at - b.at);
    const next = queue.shift();
    if (!next) break;
    clock.ms = next.at;
    asked += 1;
    const wait = pacer.reserve(account, chat(next.key), capabilities);
    if (wait === 0) served.push(next.key);
    else queue.push({ key: next.key, at: clock.ms + wait });
  }
  expect(served).toEqual(Array.from({ length: 300 }, (_, index) => `c${index}`));
  expect(asked).toBeLessThanOrEqual(600);
  expect(clock.ms - start).toBeLessThanOrEqual(((300 - 30) / 30) * 1_000 + 1);
});

test('a chat that asks again before its turn keeps its turn, and a newcomer does not pass it', () => {
  const { clock, pacer } = makePacer();
  for (let index = 0; index < 30; index += 1) pacer.reserve(account, chat(`c${index}`), capabilities);
  const wait = pacer.reserve(account, chat('waiting'), capabilities);
  expect(pacer.reserve(account, chat('waiting'), capabilities)).toBe(wait);
  clock.ms += wait - 1;
  pacer.reserve(account, chat('next'), capabilities);
  clock.ms += 1;
  expect(pacer.reserve(account, chat('newcomer'), capabilities)).toBeGreaterThan(0);
  expect(pacer.reserve(account, chat('waiting'), capabilities)).toBe(0);
});

describe('a hold', () => {
  test('of a chat stops that chat alone until it ends', () => {
    const { clock, pacer } = makePacer();
    pacer.hold(account, chat('a'), 'chat', 5_000);
    expect(pacer.reserve(account, chat('a'), capabilities)).toBe(5_000);
    expect(pacer.reserve(account, chat('b'), capabilities)).toBe(0);
    clock.ms += 5_000;
    expect(pacer.reserve(account, chat('a'), capabilities)).toBe(0);
  });

  test('of a chat does not make others in its account wait, even when the account has a line', () => {
    const { pacer } = makePacer();
    for (let index = 0; index < 30; index += 1) pacer.reserve(account, chat(`c${index}`), capabilities);
    pacer.hold(account, chat('held'), 'chat', 3_600_000);
    expect(pacer.reserve(account, chat('held'), capabilities)).toBe(3_600_000);
    expect(pacer.reserve(account, chat('b'), capabilities)).toBeLessThanOrEqual(100);
  });

  test('of an account stops all its chats and no other account', () => {
    const { pacer } = makePacer();
    pacer.hold(account, chat('a'), 'account', 5_000);
    expect(pacer.reserve(account, chat('b'), capabilities)).toBeGreaterThanOrEqual(5_000);
    expect(pacer.reserve(other, chat('b'), capabilities)).toBe(0);
  });

  test('is never shortened by a later one', () => {
    const { pacer } = makePacer();
    pacer.hold(account, chat('a'), 'chat', 5_000);
    pacer.hold(account, chat('a'), 'chat', 1_000);
    expect(pacer.reserve(account, chat('a'), capabilities)).toBe(5_000);
  });
});

test('chats at rest are forgotten, and a chat that is not at rest is not', () => {
  const { clock, pacer } = makePacer();
  pacer.hold(account, chat('held'), 'chat', 3_600_000);
  for (let index = 0; index < 20_000; index += 1) {
    clock.ms += 40;
    pacer.reserve(account, chat(`c${index}`), capabilities);
  }
  expect(pacer.size()).toBeLessThan(3_000);
  expect(pacer.reserve(account, chat('held'), capabilities)).toBe(3_600_000 - 20_000 * 40);
});

test('a clock that steps back neither gives more nor makes anybody wait longer', () => {
  const { clock, pacer } = makePacer();
  takeAll(pacer, 'a');
  pacer.hold(account, chat('held'), 'chat', 5_000);
  for (let index = 0; index < 30; index += 1) pacer.reserve(account, chat(`c${index}`), capabilities);
  clock.ms -= 500_000;
  expect(takeAll(pacer, 'a')).toBe(0);
  expect(pacer.reserve(account, chat('held'), capabilities)).toBe(5_000);
  clock.ms += 2_000;
  expect(pacer.reserve(account, chat('b'), capabilities)).toBe(0);
});
