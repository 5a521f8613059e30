import { expect, test } from 'vitest';
import { momentIn, snoozeUntil } from './snooze-until.ts';

const berlin = 'Europe/Berlin';

test('tomorrow begins at nine where the business is, wherever the person sits', () => {
  const late = new Date('2026-11-29T23:30:00Z');
  expect(snoozeUntil('tomorrow', late, berlin).toISOString()).toBe('2026-12-01T08:00:00.000Z');
  expect(snoozeUntil('tomorrow', late, 'America/New_York').toISOString()).toBe('2026-11-30T14:00:00.000Z');
  expect(snoozeUntil('nextWeek', late, berlin).toISOString()).toBe('2026-12-07T08:00:00.000Z');
  expect(snoozeUntil('hour', late, berlin).toISOString()).toBe('2026-11-30T00:30:00.000Z');
});

test('over the night in which clocks change nine stays nine', () => {
  expect(snoozeUntil('tomorrow', new Date('2026-03-28T12:00:00Z'), berlin).toISOString()).toBe(
    '2026-03-29T07:00:00.000Z',
  );
});

test('a time of one’s own is that of the business, and none that is past or unreadable', () => {
  const now = new Date('2026-11-29T12:00:00Z');
  expect(momentIn('2026-12-24T09:30', berlin, now)?.toISOString()).toBe('2026-12-24T08:30:00.000Z');
  expect(momentIn('2026-11-29T12:30', berlin, now)).toBeUndefined();
  expect(momentIn('', berlin, now)).toBeUndefined();
  expect(momentIn('tomorrow', berlin, now)).toBeUndefined();
});
