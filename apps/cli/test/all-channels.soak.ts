import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { walkAllChannels } from './all-channels/walk-all-channels.ts';

test.each(testDatabases())(
  'on $name one tenant on all five channels gives the same 200 answers everywhere, each exactly once, through 10 kills',
  async (kind) => {
    const seed = Date.now() % 1_000_000_007;
    const result = await walkAllChannels(kind, { seed, questions: 200, kills: 10 });
    process.stdout.write(`all channels on ${kind.name}, seed ${seed}: ${JSON.stringify(result)}\n`);
    expect(result.questions).toBe(200);
  },
);
