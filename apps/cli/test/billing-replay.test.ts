import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayRound } from './billing-replay/replay-round.ts';

const [embedded, other = embedded] = testDatabases();

describe.each([
  {
    kind: embedded,
    rounds: [
      { seed: 11, kills: 2 },
      { seed: 12, kills: 0 },
      { seed: 13, kills: 0 },
    ],
  },
  {
    kind: other,
    rounds: [
      { seed: 14, kills: 1 },
      { seed: 15, kills: 0 },
    ],
  },
])('usage of a month on $kind.name', ({ kind, rounds }) => {
  let desk: Awaited<ReturnType<NonNullable<typeof kind>['open']>>;
  beforeAll(async () => {
    if (!kind) throw new Error('no database');
    desk = await kind.open();
  });
  afterAll(() => desk.drop());

  test.each(rounds)(
    'is counted by Stripe to the unit, whatever died, was cut, lost, repeated or came out of order (seed $seed)',
    async ({ seed, kills }) => {
      const figures = await replayRound(desk, { seed, tenants: 5, events: 2_000, hours: 24, kills });
      process.stderr.write(`billing replay, seed ${seed}: ${JSON.stringify(figures)}\n`);
      expect(figures.deaths).toBeGreaterThan(0);
      expect(figures.faults).toBeGreaterThan(0);
    },
  );
});
