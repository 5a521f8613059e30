import { describe, expect, test } from 'vitest';
import type { PlanName } from '../plans.ts';
import { forecastMonth } from './forecast.ts';
import { monthOf } from './hours.ts';
import type { UsageCell } from './ports.ts';

const april = monthOf(new Date('2026-04-01'));
const segments = (plan: PlanName) => [{ plan, from: april.start, to: april.end }];
const onDay = (day: string, quantity: number, plan: PlanName = 'pay-as-you-go'): UsageCell => ({
  hour: new Date(`${day}T12:00:00Z`),
  plan,
  kind: 'bot-reply',
  rule: 'faq-exact',
  quantity,
});
const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(`${from}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
  );

describe('the forecast of a month', () => {
  test('goes on as it went so far', () => {
    const at = new Date('2026-04-05T12:00:00Z');
    const cells = [...days('2026-04-01', 4).map((day) => onDay(day, 100)), onDay('2026-04-05', 50)];
    // 450 in 4.5 days are 100 a day; 30 days of it 3,000 × 0.15 = 450 CNY
    // The cap of 300 CNY is 2,000 answers: full at the end of the 20th
    const forecast = forecastMonth(april, { cells, segments: segments('pay-as-you-go'), at, cap: 300_000_000 }, 'CNY');
    expect(forecast).toEqual({ totalMicros: 450_000_000, capReachedOn: new Date('2026-04-20T00:00:00Z') });
  });

  test('knows the days of the week once two weeks are known', () => {
    // Mondays to Fridays 10, nothing at weekends. 2026-03-23 is a Monday, 2026-04-20 too.
    const cells = days('2026-03-23', 28).flatMap((day) =>
      [0, 6].includes(new Date(day).getUTCDay()) ? [] : [onDay(day, 10)],
    );
    const at = new Date('2026-04-20T00:00:00Z');
    const forecast = forecastMonth(april, { cells, segments: segments('pay-as-you-go'), at, cap: 22_500_000 }, 'CNY');
    // April until the 19th: 1–3, 6–10, 13–17 are 13 weekdays; then 20–24 and 27–30 are 9: 220 answers × 0.15 = 33 CNY
    // 22.50 CNY is 150 answers: 130 until the 19th, 140 on the 20th, 150 on the 21st
    expect(forecast).toEqual({ totalMicros: 33_000_000, capReachedOn: new Date('2026-04-21T00:00:00Z') });
    const friday = new Date('2026-04-24T23:59:59Z');
    const more = [...cells, ...days('2026-04-20', 5).map((day) => onDay(day, 10))];
    const cap = 27_000_000;
    // 180 answers fit: that many there are until Friday the 24th; the weekend brings none
    expect(forecastMonth(april, { cells: more, segments: segments('pay-as-you-go'), at: friday, cap }, 'CNY')).toEqual({
      totalMicros: 33_000_000,
      capReachedOn: new Date('2026-04-24T00:00:00Z'),
    });
  });

  test('has the fee and what the plan includes', () => {
    const at = new Date('2026-04-11T00:00:00Z');
    const cells = days('2026-04-01', 10).map((day) => onDay(day, 200, 'business'));
    // 200 a day are 6,000 a month; 3,000 beyond × 0.09 = 270, and 280 the fee
    expect(forecastMonth(april, { cells, segments: segments('business'), at }, 'CNY')).toEqual({
      totalMicros: 550_000_000,
    });
  });

  test('does not take the first minutes for a whole day', () => {
    const at = new Date('2026-04-30T00:10:00Z');
    const cells = [{ ...onDay('2026-04-30', 3), hour: new Date('2026-04-30T00:00:00Z') }];
    // 3 counted as a day's: 3 + 3 × 1,430/1,440 = 5.98 → 6 × 0.15 = 0.90 CNY
    expect(forecastMonth(april, { cells, segments: segments('pay-as-you-go'), at }, 'CNY').totalMicros).toBe(900_000);
  });

  test('of a month without answers, and of the free plan, is nothing', () => {
    const at = new Date('2026-04-11T00:00:00Z');
    expect(forecastMonth(april, { cells: [], segments: segments('pay-as-you-go'), at, cap: 1_000_000 }, 'USD')).toEqual(
      {
        totalMicros: 0,
      },
    );
    const cells = [onDay('2026-04-10', 50, 'free')];
    expect(forecastMonth(april, { cells, segments: segments('free'), at, cap: 1 }, 'USD')).toEqual({ totalMicros: 0 });
  });
});
