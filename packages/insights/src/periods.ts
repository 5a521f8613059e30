import { DomainError, dayAfter, instantOf, isTimeZone, weekdayOf } from '@answerdesk/domain';

export type PeriodLength = 'week' | 'day' | 'hour';

/**
 * A week, a day or an hour of a tenant's calendar; `label` is `2026-12-24` or `2026-12-24T15:00`, as clocks there show it. A
 * week begins on Monday and is named by it.
 */
export interface Period {
  readonly label: string;
  readonly start: Date;
  readonly end: Date;
}

export interface DayRange {
  /** The first and the last day, `2026-12-24`, both included. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

const MOST_DAYS = 400;
const MOST_DAYS_BY_HOUR = 14;

/**
 * The weeks, days or hours of a range, oldest first, as long as they really are where clocks change; weeks are whole ones, from
 * the one that the range begins in to the one that it ends in. Throws DomainError `invalid`
 * for a range that is turned round, is no range, or is too long: 400 days, 14 by the hour.
 */
export function periodsOf({ from, to, timeZone }: DayRange, by: PeriodLength): Period[] {
  if (!isTimeZone(timeZone)) throw new DomainError('invalid', `${timeZone} is not a time zone.`);
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (!(days >= 1)) throw new DomainError('invalid', 'The range must begin before it ends.');
  const most = by === 'hour' ? MOST_DAYS_BY_HOUR : MOST_DAYS;
  if (days > most) throw new DomainError('invalid', `The range can be ${most} days long at most.`);
  if (by === 'week') return weeksOf({ from, to, timeZone });
  const periods: Period[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const start = instantOf(timeZone, day, 0);
    const end = instantOf(timeZone, dayAfter(day, 1), 0);
    if (by === 'day') periods.push({ label: day, start, end });
    else periods.push(...hoursOf(day, start, end, timeZone));
  }
  return periods;
}

function weeksOf({ from, to, timeZone }: DayRange): Period[] {
  const weeks: Period[] = [];
  for (let monday = dayAfter(from, -weekdayOf(from)); monday <= to; monday = dayAfter(monday, 7)) {
    const next = dayAfter(monday, 7);
    weeks.push({ label: monday, start: instantOf(timeZone, monday, 0), end: instantOf(timeZone, next, 0) });
  }
  return weeks;
}

function hoursOf(day: string, start: Date, end: Date, timeZone: string): Period[] {
  const starts = new Map<number, string>();
  for (let hour = 0; hour < 24; hour += 1) {
    const at = instantOf(timeZone, day, hour * 60).getTime();
    // An hour that clocks leave out begins where the next one does.
    if (at < end.getTime() && !starts.has(at)) starts.set(at, `${day}T${String(hour).padStart(2, '0')}:00`);
  }
  const moments = [...starts.keys()].sort((a, b) => a - b);
  return moments.map((at, index) => ({
    label: starts.get(at) ?? day,
    start: index === 0 ? start : new Date(at),
    end: new Date(moments[index + 1] ?? end),
  }));
}
