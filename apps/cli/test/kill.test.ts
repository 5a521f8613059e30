import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { walkWithKills } from './kill-rounds.ts';

test.each(testDatabases())(
  'on $name a process that is killed twice loses nothing and answers nothing twice',
  { timeout: 400_000 },
  async (kind) => {
    const result = await walkWithKills(kind, { seed: 20_261_124, rounds: 2, rows: 300 });
    expect(result.rows).toBe(300);
  },
);
