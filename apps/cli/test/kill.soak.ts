import { testDatabases } from '@answerdesk/testing';
import { test } from 'vitest';
import { walkWithKills } from './kill-rounds.ts';

test.each(testDatabases())(
  'on $name a process that is killed 20 times loses nothing, and repeats only sends that a kill or a hang left unheard',
  (kind) => walkWithKills(kind, { seed: Date.now() % 1_000_000_007, rounds: 20, rows: 3_000 }),
);
