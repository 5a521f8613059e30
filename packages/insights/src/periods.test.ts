import { expect, test } from 'vitest';
import { medianOf, stepOf } from './histogram.ts';
import { periodsOf } from './periods.ts';

test('days are as long as they are where clocks change, and begin at midnight there', () => {
  const days = periodsOf({ from: '2026-03-28', to: '2026-03-30', timeZone: 'Europe/Madrid' }, 'day');
  expect(days.map(({ start, end }) => (end.getTime() - start.getTime()) / 3_600_000)).toEqual([24, 23, 24]);
  expect(days[0]?.start.toISOString()).toBe('2026-03-27T23:00:00.000Z');
});

test('hours of a day have no gap and no overlap, also where clocks change and in zones off the full hour', () => {
  const zones = ['Europe/Madrid', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'];
  for (const timeZone of zones) {
    for (const day of ['2026-03-29', '2026-10-25', '2026-04-05', '2026-07-01']) {
      const hours = periodsOf({ from: day, to: day, timeZone }, 'hour');
      const [whole] = periodsOf({ from: day, to: day, timeZone }, 'day');
      expect(hours[0]?.start, `${timeZone} ${day}`).toEqual(whole?.start);
      expect(hours.at(-1)?.end).toEqual(whole?.end);
      for (const [at, hour] of hours.entries()) expect(hours[at + 1]?.start ?? whole?.end).toEqual(hour.end);
    }
  }
});

test('weeks are whole ones from Monday on, as long as they are where clocks change', () => {
  const weeks = periodsOf({ from: '2026-03-25', to: '2026-03-30', timeZone: 'Europe/Madrid' }, 'week');
  expect(weeks.map(({ label, start, end }) => [label, (end.getTime() - start.getTime()) / 3_600_000])).toEqual([
    ['2026-03-23', 167],
    ['2026-03-30', 168],
  ]);
  expect(weeks[0]?.end).toEqual(weeks[1]?.start);
});

test.each([
  { from: '2026-01-02', to: '2026-01-01', timeZone: 'UTC' },
  { from: '2024-01-01', to: '2026-01-01', timeZone: 'UTC' },
  { from: '2026-01-01', to: '2026-01-01', timeZone: 'Nowhere/Land' },
])('a range that is none is refused: %o', (range) => {
  expect(() => periodsOf(range, 'day')).toThrow(expect.objectContaining({ code: 'invalid' }));
});

test('a median is within a tenth of the exact one', () => {
  for (const exact of [15, 400, 1_234, 65_000, 3_600_000, 86_400_000]) {
    const steps = [0.2, 0.6, 1, 3, 10].map((share) => [stepOf(exact * share), 1] as const);
    const median = medianOf(Object.fromEntries(steps)) ?? 0;
    expect(Math.abs(median - exact) / exact).toBeLessThan(0.1);
  }
  expect(medianOf({})).toBeUndefined();
});
