import { expect, test } from 'vitest';
import { type WindowRule, windowAt } from './window.ts';

const hour = 3_600_000;
const rule: WindowRule = {
  message: { forMs: 48 * hour, messages: 5 },
  event: { forMs: 60_000, messages: 3 },
};
const now = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

test('a customer who never did anything has no window', () => {
  expect(windowAt(rule, [], now)).toBeUndefined();
  const eventless: WindowRule = { message: rule.message };
  expect(windowAt(eventless, [{ kind: 'event', at: now, sentSince: 0 }], now)).toBeUndefined();
});

test('each message sent takes one, and none is left below nothing', () => {
  const left = (sentSince: number) => windowAt(rule, [{ kind: 'message', at: ago(hour), sentSince }], now)?.remaining;
  expect([0, 1, 4, 5, 9].map(left)).toEqual([5, 4, 1, 0, 0]);
});

test('a window closes at its time to the millisecond', () => {
  const isOpen = (ms: number) => windowAt(rule, [{ kind: 'message', at: ago(ms), sentSince: 0 }], now)?.isOpen;
  expect([48 * hour - 1, 48 * hour].map(isOpen)).toEqual([true, false]);
});

test('of two open windows the one that allows more is in force, of closed ones the one that closed last', () => {
  const used = { kind: 'message', at: ago(hour), sentSince: 5 } as const;
  const fresh = { kind: 'event', at: ago(1_000), sentSince: 1 } as const;
  expect(windowAt(rule, [used, fresh], now)).toMatchObject({ remaining: 2, limit: 3, isOpen: true });
  const over = { kind: 'event', at: ago(2 * hour), sentSince: 0 } as const;
  expect(windowAt(rule, [over, used], now)).toMatchObject({ remaining: 0, limit: 5, isOpen: true });
  const long = { kind: 'message', at: ago(72 * hour), sentSince: 2 } as const;
  expect(windowAt(rule, [long, over], now)).toMatchObject({ limit: 3, isOpen: false });
});
