import { type ChargedRule, type Currency, chargedRules, type Micros, plans } from '../plans.ts';
import { DAY_MS, dayOf, type Month } from './hours.ts';
import type { PlanSegment } from './plan-segments.ts';
import type { UsageCell } from './ports.ts';
import { priceMonth } from './price-month.ts';

/** From so many whole days on each day of the week has its own rate. */
const WEEKLY_FROM_DAYS = 14;
const LOOKS_BACK_DAYS = 28;
const WEEK_DAYS = 7;

export interface Forecast {
  /** What the month is going to cost if nothing stops it, a cap neither. */
  readonly totalMicros: Micros;
  /** The day (its start, UTC) at whose end the next approved answer would no longer fit under the cap; none in this month. */
  readonly capReachedOn?: Date;
}

/**
 * What a month is going to cost, by how much was used a day so far: since the first day of `cells` and over the last 28 days,
 * by the day of the week once 14 whole days are known. `cells` may, and should, go back before the month.
 */
export function forecastMonth(
  month: Month,
  used: {
    readonly cells: readonly UsageCell[];
    readonly segments: readonly PlanSegment[];
    readonly at: Date;
    readonly cap?: Micros;
  },
  currency: Currency,
): Forecast {
  const { cells, segments, at, cap } = used;
  const plan = segments.findLast(({ from }) => from <= at)?.plan ?? 'free';
  const rates = new Map(chargedRules.map((rule) => [rule, rateOf(cells, rule, at)]));
  const unit = plans[plan].prices?.['faq-exact'][currency] ?? 0;
  const hour = dayOf(at);
  const coming = new Map<ChargedRule, number>();
  let priced = priceMonth(month, { cells, segments }, currency);
  let capReachedOn: Date | undefined;
  for (let day = hour; day < month.end; day = new Date(day.getTime() + DAY_MS)) {
    const share = Math.min(1, (day.getTime() + DAY_MS - at.getTime()) / DAY_MS);
    for (const [rule, rate] of rates) coming.set(rule, (coming.get(rule) ?? 0) + rate(day) * share);
    const added = [...coming].map(
      ([rule, quantity]): UsageCell => ({ hour, plan, kind: 'bot-reply', rule, quantity: Math.round(quantity) }),
    );
    priced = priceMonth(month, { cells: [...cells, ...added], segments }, currency);
    if (cap !== undefined && unit > 0 && priced.totalMicros + unit > cap) capReachedOn ??= day;
  }
  return { totalMicros: priced.totalMicros, ...(capReachedOn && { capReachedOn }) };
}

/** How many replies of a rule a day brings. */
function rateOf(cells: readonly UsageCell[], rule: ChargedRule, at: Date): (day: Date) => number {
  const today = dayOf(at).getTime();
  const byDay = new Map<number, number>();
  const from = today - LOOKS_BACK_DAYS * DAY_MS;
  let firstDay = today;
  for (const cell of cells) {
    if (cell.kind !== 'bot-reply' || cell.hour.getTime() < from) continue;
    const day = dayOf(cell.hour).getTime();
    firstDay = Math.min(firstDay, day);
    if (cell.rule === rule) byDay.set(day, (byDay.get(day) ?? 0) + cell.quantity);
  }
  const quantityOf = (days: readonly number[]) => days.reduce((sum, day) => sum + Math.max(0, byDay.get(day) ?? 0), 0);
  const wholeDays = Array.from({ length: (today - firstDay) / DAY_MS }, (_, index) => firstDay + index * DAY_MS);
  if (wholeDays.length >= WEEKLY_FROM_DAYS) {
    const byWeekday = Array.from({ length: WEEK_DAYS }, (_, weekday) => {
      const days = wholeDays.filter((day) => new Date(day).getUTCDay() === weekday);
      return quantityOf(days) / days.length;
    });
    return (day) => byWeekday[day.getUTCDay()] ?? 0;
  }
  // The first hours of a tenant's first day say little: they count as a whole one.
  const elapsedDays = Math.max(1, (at.getTime() - firstDay) / DAY_MS);
  const rate = quantityOf([...wholeDays, today]) / elapsedDays;
  return () => rate;
}
