import { test } from 'vitest';
import { realMongoUri } from './config.ts';
import { expectNoDifference } from './differential/expect-no-difference.ts';

const seed = 20_261_124;
if (realMongoUri === undefined) {
  console.log('Skipped: the same operations on a real MongoDB and here, for TEST_MONGODB_URI is not set.');
}

test.skipIf(realMongoUri === undefined)(
  'a thousand drawn operations have the results, errors and effects they have on a real MongoDB',
  { timeout: 900_000 },
  () => expectNoDifference(realMongoUri ?? '', seed, 1_000),
);
