import { expect, test } from 'vitest';
import { createBuckets } from './buckets.ts';

test('a name does what it may at once, then as fast as it may, and says how long to wait', () => {
  let at = 0;
  const buckets = createBuckets({ burst: 3, perSecond: 2 }, () => at);
  expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 500]);
  expect(buckets.take('b')).toBe(0);
  at = 499;
  expect(buckets.take('a')).toBeGreaterThan(0);
  at = 500;
  expect(buckets.take('a')).toBe(0);
  at = 60_000;
  expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 500]);
});
