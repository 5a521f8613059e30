import { dateOf, dayAfter, instantOf } from '@answerdesk/domain';

const HOUR_MS = 60 * 60_000;
const NINE_OCLOCK = 9 * 60;

export const snoozePresets = ['hour', 'threeHours', 'tomorrow', 'nextWeek'] as const;
export type SnoozePreset = (typeof snoozePresets)[number];

/** When a snooze ends: so many hours from now, or at nine in the morning of a later day by the clocks of `timeZone`. */
export function snoozeUntil(preset: SnoozePreset, now: Date, timeZone: string): Date {
  const today = dateOf(timeZone, now);
  switch (preset) {
    case 'hour':
      return new Date(now.getTime() + HOUR_MS);
    case 'threeHours':
      return new Date(now.getTime() + 3 * HOUR_MS);
    case 'tomorrow':
      return instantOf(timeZone, dayAfter(today, 1), NINE_OCLOCK);
    case 'nextWeek':
      return instantOf(timeZone, dayAfter(today, 7), NINE_OCLOCK);
  }
}

/** The moment that a field for date and time (`2026-12-24T09:00`) means in a zone; undefined when it is none, or past. */
export function momentIn(field: string, timeZone: string, now: Date): Date | undefined {
  const [date = '', time = ''] = field.split('T');
  const [hour, minute] = time.split(':').map(Number);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || hour === undefined || minute === undefined) return undefined;
  const at = instantOf(timeZone, date, hour * 60 + minute);
  return Number.isNaN(at.getTime()) || at <= now ? undefined : at;
}
