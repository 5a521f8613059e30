import { CommandError, notSupported } from '../../command-error.ts';

/** A date as a zone's calendars and clocks show it. */
export interface CalendarDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

export const dayMs = 86_400_000;

/** The UTC reading of milliseconds; months from 1. */
export function calendarDate(local: number): CalendarDate {
  const date = new Date(local);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** Milliseconds of a calendar date, parts beyond their range carried over; unlike Date.UTC it knows the years 0 to 99. */
export function millisecondsOf(year: number, month: number, day: number, ...time: number[]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = time;
  return date.getTime() + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond;
}

export function dayOfYear(local: number): number {
  const { year } = calendarDate(local);
  return Math.floor((local - millisecondsOf(year, 1, 1)) / dayMs) + 1;
}

/** Sunday is 1. */
export function dayOfWeek(local: number): number {
  return new Date(local).getUTCDay() + 1;
}

/** Monday is 1. */
export function isoDayOfWeek(local: number): number {
  return ((new Date(local).getUTCDay() + 6) % 7) + 1;
}

/** The week a Sunday starts, 0 before the year's first Sunday. */
export function week(local: number): number {
  return Math.floor((dayOfYear(local) + 6 - (dayOfWeek(local) - 1)) / 7);
}

export function isoWeek(local: number): { year: number; week: number } {
  const thursday = local + (4 - isoDayOfWeek(local)) * dayMs;
  return { year: calendarDate(thursday).year, week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** The Monday that starts an ISO year's first week. */
export function isoYearStart(year: number): number {
  const fourth = millisecondsOf(year, 1, 4);
  return fourth - (isoDayOfWeek(fourth) - 1) * dayMs;
}

export const units = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;
export type Unit = (typeof units)[number];

export const unitMs: Record<'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond', number> = {
  week: 7 * dayMs,
  day: dayMs,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

export function isUnit(name: string): name is Unit {
  return units.some((unit) => unit === name);
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 1 for Monday, from a full name or its first three letters. */
export function weekday(name: string): number | undefined {
  const lower = name.toLowerCase();
  const at = weekdays.findIndex((known) => known === lower || known.slice(0, 3) === lower);
  return at < 0 ? undefined : at + 1;
}

/** Throws the code beyond what MongoDB can hold, 115 beyond what a JavaScript date can. */
export function dateOf(ms: number, code: number): Date {
  const date = new Date(ms);
  if (!Number.isNaN(date.getTime())) return date;
  if (Math.abs(ms) < 2 ** 63) throw notSupported('a date beyond the year 275760');
  throw new CommandError(code, 'the date is out of range');
}
