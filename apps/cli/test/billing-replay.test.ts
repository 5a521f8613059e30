import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayRound } from './billing-replay/replay-round.ts';

/** Five rounds, on whichever databases there are; the soak has two hundred. */
const rounds = [
  [
    { seed: 11, kills: 1 },
    { seed: 12, kills: 0 },
    { seed: 13, kills: 0 },
  ],
  [
    { seed: 14, kills: 1 },
    { seed: 15, kills: 0 },
  ],
];
const databases = testDatabases();
const onEach = databases.map((kind, at) => ({ kind, seeds: databases.length > 1 ? rounds[at] : rounds.flat() }));

describe.each(onEach)('usage of a month, on $kind.name', ({ kind, seeds = [] }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await kind.open();
  });
  afterAll(() => desk.drop());

  test.each(seeds)(
    'is counted by Stripe to the unit, whatever died, was cut, lost, repeated or came out of order (seed $seed)',
    async ({ seed, kills }) => {
      const figures = await replayRound(desk, { seed, tenants: 5, events: 2_000, hours: 12, kills });
      process.stderr.write(`billing replay, seed ${seed}: ${JSON.stringify(figures)}\n`);
      expect(figures.deaths).toBeGreaterThan(0);
      expect(figures.faults).toBeGreaterThan(0);
      expect(figures.kills).toBe(kills);
    },
  );
});
