import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { walkWithKills } from './kill-rounds.ts';

const ROUNDS = 20;

test.each(testDatabases())(
  'on $name a process that is killed 20 times loses nothing and answers nothing twice',
  async (kind) => {
    const result = await walkWithKills(kind, { seed: Date.now() % 1_000_000_007, rounds: ROUNDS, rows: 3_000 });
    expect(result.rows).toBe(3_000);
  },
);
