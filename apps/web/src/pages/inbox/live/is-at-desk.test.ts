import { expect, test } from 'vitest';
import { isAtDesk } from './is-at-desk.ts';

const minutes = (count: number) => count * 60_000;

test('whoever does something, or did within a quarter of an hour, is there', () => {
  expect(isAtDesk({ actedAt: minutes(10), hiddenAt: undefined }, minutes(10))).toBe(true);
  expect(isAtDesk({ actedAt: minutes(10), hiddenAt: undefined }, minutes(24))).toBe(true);
});

test('a tab that stays open overnight is nobody', () => {
  expect(isAtDesk({ actedAt: 0, hiddenAt: undefined }, minutes(15))).toBe(false);
  expect(isAtDesk({ actedAt: 0, hiddenAt: undefined }, minutes(12 * 60))).toBe(false);
});

test('a tab that nobody sees counts for some minutes, before browsers slow it down', () => {
  expect(isAtDesk({ actedAt: minutes(10), hiddenAt: minutes(10) }, minutes(13))).toBe(true);
  expect(isAtDesk({ actedAt: minutes(10), hiddenAt: minutes(10) }, minutes(14))).toBe(false);
});
