import { z } from 'zod';
import { dateOf, dayAfter, instantOf, isTimeZone, weekdayOf } from './zoned-time.ts';

const MOST_DAYS_AHEAD = 400;
const MINUTE_MS = 60_000;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const openingTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00');
const closingTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 17:30');
const dateSchema = z.iso.date('must be a date such as 2026-12-24');

/** From one time of a day to another; an end at or before its start is on the next day. A whole day is 00:00 to 24:00. */
export const openIntervalSchema = z
  .strictObject({ from: openingTime, to: closingTime })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the same time as the start' });
export type OpenInterval = z.infer<typeof openIntervalSchema>;

const dayHoursSchema = z
  .array(openIntervalSchema)
  .max(6)
  .refine((intervals) => !overlap(intervals), 'has times that overlap');

/** Days, both included, whose hours are others than the week's: none when closed. */
export const holidaySchema = z
  .strictObject({
    name: z.string().trim().max(100),
    from: dateSchema,
    until: dateSchema,
    hours: dayHoursSchema,
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'must not be before the first day' });
export type Holiday = z.infer<typeof holidaySchema>;

/**
 * When people are there. Times are those of the clocks in `timeZone` (IANA). An interval that runs past midnight belongs to
 * the day it begins on, also when the next day is a holiday.
 */
export const businessHoursSchema = z.strictObject({
  timeZone: z.string().max(60).refine(isTimeZone, 'must be a time zone such as Europe/Madrid'),
  weekly: z.strictObject({
    monday: dayHoursSchema,
    tuesday: dayHoursSchema,
    wednesday: dayHoursSchema,
    thursday: dayHoursSchema,
    friday: dayHoursSchema,
    saturday: dayHoursSchema,
    sunday: dayHoursSchema,
  }),
  holidays: z
    .array(holidaySchema)
    .max(100)
    .refine(
      (holidays) => !holidays.some((one, at) => holidays.slice(at + 1).some((other) => shareDay(one, other))),
      'has two entries for the same day',
    ),
});
export type BusinessHours = z.infer<typeof businessHoursSchema>;

/**
 * Whether somebody is there at a moment; without hours, always. An interval begins at the first moment whose clock shows
 * its start or later and ends at the first that shows its end or later, so that clocks put forward or back neither
 * lose nor repeat one.
 */
export function isOpenAt(hours: BusinessHours | undefined, at: Date): boolean {
  if (!hours) return true;
  const today = dateOf(hours.timeZone, at);
  return nearby(today).some((date) => opensOn(hours, date).some(({ start, end }) => start <= at && at < end));
}

/**
 * The first moment from `at` on when somebody is there: `at` itself when open; undefined when there is none within 400
 * days. Without hours, `at`.
 */
export function nextOpening(hours: BusinessHours | undefined, at: Date): Date | undefined {
  if (!hours) return at;
  const today = dateOf(hours.timeZone, at);
  const soonest = earliest(
    nearby(today).flatMap((date) => opensOn(hours, date)),
    at,
  );
  if (soonest) return soonest;
  let date = dayAfter(today, 1);
  for (let ahead = 2; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    date = dayAfter(date, 1);
    const found = earliest(opensOn(hours, date), at);
    if (found) return found;
  }
  return undefined;
}

/**
 * The moment by which somebody has been there for so many minutes since `from`; for 0 the next opening. Undefined when that
 * is not within 400 days. Without hours, just so many minutes later.
 */
export function openTimeAfter(hours: BusinessHours | undefined, from: Date, minutes: number): Date | undefined {
  if (!hours) return new Date(from.getTime() + minutes * MINUTE_MS);
  if (minutes <= 0) return nextOpening(hours, from);
  let leftMs = minutes * MINUTE_MS;
  let counted = from.getTime();
  let date = dayAfter(dateOf(hours.timeZone, from), -2);
  for (let ahead = -1; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    date = dayAfter(date, 1);
    for (const { start, end } of opensOn(hours, date).sort((a, b) => a.start.getTime() - b.start.getTime())) {
      // What runs past midnight may overlap the next day's hours: a moment counts once.
      const begin = Math.max(start.getTime(), counted);
      const openMs = end.getTime() - begin;
      if (openMs <= 0) continue;
      if (openMs >= leftMs) return new Date(begin + leftMs);
      leftMs -= openMs;
      counted = end.getTime();
    }
  }
  return undefined;
}

interface Span {
  readonly start: Date;
  readonly end: Date;
}

/** The days whose hours may touch a moment of `date`: clocks put back over midnight show a day twice. */
function nearby(date: string): string[] {
  return [dayAfter(date, -1), date, dayAfter(date, 1)];
}

function opensOn(hours: BusinessHours, date: string): Span[] {
  const { timeZone } = hours;
  return hoursOf(hours, date).map(({ from, to }) => ({
    start: instantOf(timeZone, date, minutesOf(from)),
    end: instantOf(timeZone, date, endOf({ from, to })),
  }));
}

/** The intervals that begin on a date (`2026-12-24`): its holiday's, or its weekday's. */
export function hoursOf(hours: BusinessHours, date: string): readonly OpenInterval[] {
  const holiday = hours.holidays.find(({ from, until }) => from <= date && date <= until);
  return holiday ? holiday.hours : hours.weekly[weekdays[weekdayOf(date)] ?? 'monday'];
}

function earliest(spans: readonly Span[], at: Date): Date | undefined {
  return spans
    .filter(({ start, end }) => start < end && end > at)
    .map(({ start }) => (start > at ? start : at))
    .sort((a, b) => a.getTime() - b.getTime())[0];
}

function overlap(intervals: readonly OpenInterval[]): boolean {
  const sorted = intervals
    .filter(({ from, to }) => from !== to)
    .map((interval) => ({ start: minutesOf(interval.from), end: endOf(interval) }))
    .sort((a, b) => a.start - b.start);
  return sorted.some(({ start }, at) => start < (sorted[at - 1]?.end ?? 0));
}

function shareDay(one: Pick<Holiday, 'from' | 'until'>, other: Pick<Holiday, 'from' | 'until'>): boolean {
  return one.from <= other.until && other.from <= one.until;
}

function endOf({ from, to }: OpenInterval): number {
  const end = minutesOf(to);
  return end <= minutesOf(from) ? end + 24 * 60 : end;
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
