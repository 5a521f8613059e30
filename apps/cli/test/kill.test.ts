import { testDatabases } from '@answerdesk/testing';
import { test } from 'vitest';
import { walkWithKills } from './kill-rounds.ts';

test.each(testDatabases())(
  'on $name a process that is killed twice loses nothing, and repeats only sends that a kill or a hang left unheard',
  (kind) => walkWithKills(kind, { seed: 20_261_124, rounds: 2, rows: 300 }),
);
