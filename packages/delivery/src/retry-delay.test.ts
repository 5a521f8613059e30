import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

test('retries wait longer each time, up to a minute, and never come back together', () => {
  const longest = Array.from({ length: 12 }, (_, attempts) => retryDelayMs(attempts, () => 0.999_999));
  expect(longest.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
  expect(longest.at(-1)).toBe(60_000);
  expect(retryDelayMs(3, () => 0)).toBe(2_000);
});
