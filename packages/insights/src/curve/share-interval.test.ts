import { expect, test } from 'vitest';
import { shareInterval } from './share-interval.ts';

test('an interval is that of Wilson, holds the share, and narrows with numbers', () => {
  // Worked by hand from the formula in Newcombe, "Two-sided confidence intervals for the single proportion", 1998: 81 of 263.
  const { low, high } = shareInterval(81, 263);
  expect(low).toBeCloseTo(0.2553, 3);
  expect(high).toBeCloseTo(0.3662, 3);
  expect(shareInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(shareInterval(20, 20).high).toBeCloseTo(1, 9);
  expect(shareInterval(20, 20).low).toBeGreaterThan(0.8);
  expect(shareInterval(0, 20).low).toBeCloseTo(0, 9);
});
