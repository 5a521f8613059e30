import { test } from 'vitest';
import { differentialSeed, realMongoUri } from './config.ts';
import { expectNoDifference } from './differential/expect-no-difference.ts';

const seed = Number(differentialSeed ?? Date.now() % 1_000_000_007);

test('twenty thousand drawn operations have the results, errors and effects they have on a real MongoDB', async ({
  skip,
}) => {
  if (realMongoUri === undefined) return skip('TEST_MONGODB_URI names no real MongoDB to compare with');
  await expectNoDifference(realMongoUri, seed, 20_000);
});
