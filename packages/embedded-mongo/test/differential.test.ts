import { test } from 'vitest';
import { realMongoUri } from './config.ts';
import { expectNoDifference } from './differential/expect-no-difference.ts';

const seed = 20_261_124;

test('a thousand drawn operations have the results, errors and effects they have on a real MongoDB', {
  timeout: 1_800_000,
}, async ({ skip }) => {
  if (realMongoUri === undefined) return skip('TEST_MONGODB_URI names no real MongoDB to compare with');
  await expectNoDifference(realMongoUri, seed, 1_000);
});
