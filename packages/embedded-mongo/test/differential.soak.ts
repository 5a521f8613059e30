import { test } from 'vitest';
import { differentialSeed, realMongoUri } from './config.ts';
import { expectNoDifference } from './differential/expect-no-difference.ts';

if (realMongoUri === undefined) {
  console.log('Skipped: the same operations on a real MongoDB and here, for TEST_MONGODB_URI is not set.');
}

test.skipIf(realMongoUri === undefined)(
  'twenty thousand drawn operations have the results, errors and effects they have on a real MongoDB',
  () => expectNoDifference(realMongoUri ?? '', Number(differentialSeed ?? Date.now() % 1_000_000_007), 20_000),
);
