import { expect, test } from 'vitest';
import { type AlertFacts, findAlerts } from './find-alerts.ts';

const cny = (amount: number) => amount * 1_000_000;
const month: AlertFacts = {
  month: '2026-11',
  currency: 'CNY',
  spent: 0,
  fee: 0,
  cap: cny(100),
  allowed: { allowance: 'everything' },
};
/** The next reply would not fit. */
const stopped = { spent: cny(99.9), allowed: { allowance: 'person-only', reason: 'cap' } } as const;
const kinds = (facts: Partial<AlertFacts>, told: readonly string[] = []) =>
  findAlerts({ ...month, ...facts }, new Set(told)).map(({ kind }) => kind);
const keyOf = (facts: Partial<AlertFacts>) => findAlerts({ ...month, ...facts }, new Set()).map(({ key }) => key);

test('half and four fifths of the cap are told as they are reached, to the cent, and all of it when no reply fits any more', () => {
  expect(kinds({ spent: cny(49.99) })).toEqual([]);
  expect(kinds({ spent: cny(50) })).toEqual(['cap-half']);
  expect(kinds({ spent: cny(79.99) })).toEqual(['cap-half']);
  expect(kinds({ spent: cny(80) })).toEqual(['cap-near']);
  expect(kinds({ spent: cny(99.8) })).toEqual(['cap-near']);
  expect(kinds(stopped)).toEqual(['cap-reached']);
});

test('each is told once, and none that is lower than what was told, also after refunds', () => {
  const near = keyOf({ spent: cny(80) });
  expect(kinds({ spent: cny(85) }, near)).toEqual([]);
  expect(kinds({ spent: cny(79) }, near)).toEqual([]);
  expect(kinds(stopped, near)).toEqual(['cap-reached']);
  expect(kinds({ spent: cny(99) }, keyOf(stopped))).toEqual([]);
});

test('another cap and another month are told of anew', () => {
  const half = keyOf({ spent: cny(50) });
  expect(kinds({ spent: cny(50) }, half)).toEqual([]);
  expect(kinds({ spent: cny(50), cap: cny(80) }, half)).toEqual(['cap-half']);
  expect(kinds({ spent: cny(50), month: '2026-12' }, half)).toEqual(['cap-half']);
});

test('that the cap will be reached is told while it is far, once', () => {
  const capReachedOn = new Date('2026-11-23T00:00:00Z');
  expect(kinds({ spent: cny(20), capReachedOn })).toEqual(['cap-forecast']);
  expect(kinds({ spent: cny(50), capReachedOn })).toEqual(['cap-half', 'cap-forecast']);
  expect(kinds({ spent: cny(80), capReachedOn })).toEqual(['cap-near']);
  expect(kinds({ ...stopped, capReachedOn })).toEqual(['cap-reached']);
  expect(kinds({ spent: cny(79), capReachedOn }, keyOf({ spent: cny(80) }))).toEqual([]);
  expect(kinds({ spent: cny(30), capReachedOn }, keyOf({ spent: cny(20), capReachedOn }))).toEqual([]);
});

test('a fee that passes a share of the cap by itself is nothing new, a cap of nothing is reached', () => {
  expect(kinds({ spent: cny(85), fee: cny(85) })).toEqual([]);
  expect(kinds({ spent: cny(85), fee: cny(60) })).toEqual(['cap-near']);
  expect(kinds({ ...stopped, spent: 0, cap: 0 })).toEqual(['cap-reached']);
  expect(kinds({ spent: 0, cap: 0 })).toEqual([]);
});

test('of a month without a cap nothing is told, of one with a quota when it is nearly used and when it is', () => {
  const { cap: _cap, ...free } = month;
  const told = (used: number) => findAlerts({ ...free, quota: { used, most: 100 } }, new Set()).map(({ kind }) => kind);
  expect(findAlerts({ ...free, spent: cny(1_000_000) }, new Set())).toEqual([]);
  expect([told(79), told(80), told(100), told(130)]).toEqual([
    [],
    ['quota-near'],
    ['quota-reached'],
    ['quota-reached'],
  ]);
});

test('what is not paid is told once a lapse', () => {
  const pastDueSince = new Date('2026-11-02T10:00:00Z');
  const [key = ''] = keyOf({ pastDueSince });
  expect(kinds({ pastDueSince })).toEqual(['past-due']);
  expect(kinds({ pastDueSince, month: '2026-12' }, [key])).toEqual([]);
  expect(kinds({ pastDueSince: new Date('2026-12-02T10:00:00Z') }, [key])).toEqual(['past-due']);
});
