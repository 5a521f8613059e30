import { testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { walkAllChannels } from './all-channels/walk-all-channels.ts';

const [embedded] = testDatabases();

test('one tenant on all five channels gives the same answers everywhere, each exactly once, while its process is killed', async () => {
  if (!embedded) throw new Error('There is no database to test on.');
  const result = await walkAllChannels(embedded, { seed: 20_261_129, questions: 60, kills: 2 });
  process.stdout.write(`all channels: ${JSON.stringify(result)}\n`);
  expect(result.questions).toBe(60);
});
