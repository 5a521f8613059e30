export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The start of the hour (UTC) that a moment is in. */
export function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / HOUR_MS) * HOUR_MS);
}

/** The start of the day (UTC) that a moment is in. */
export function dayOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / DAY_MS) * DAY_MS);
}

export interface Month {
  readonly start: Date;
  /** The start of the next. */
  readonly end: Date;
  readonly days: number;
}

/** The calendar month (UTC, whatever the tenant's zone) that a moment is in. */
export function monthOf(moment: Date): Month {
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()];
  const start = new Date(Date.UTC(year, month));
  const end = new Date(Date.UTC(year, month + 1));
  return { start, end, days: (end.getTime() - start.getTime()) / DAY_MS };
}
