const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a text names a time zone of the IANA database that this machine knows. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The date (`2026-12-24`) that a calendar in the zone shows at a moment. */
export function dateOf(timeZone: string, at: Date): string {
  return dateText(at.getTime() + offsetMs(timeZone, at.getTime()));
}

/** The date so many days after another; days before it when negative. */
export function dayAfter(date: string, days: number): string {
  return dateText(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
}

/** The weekday of a date: 0 is Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/**
 * The first moment at which clocks in the zone show `minutes` after the midnight that begins `date`, or later: the first of
 * two when clocks are put back over it, the moment of the change when they are put forward over it.
 */
export function instantOf(timeZone: string, date: string, minutes: number): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  const before = offsetMs(timeZone, wall - DAY_MS);
  const after = offsetMs(timeZone, wall + DAY_MS);
  const shown = [before, after].map((offset) => wall - offset).filter((at) => at + offsetMs(timeZone, at) === wall);
  if (shown.length > 0) return new Date(Math.min(...shown));
  return new Date(changeBetween(timeZone, wall - Math.max(before, after), wall - Math.min(before, after)));
}

/** The first ms with another offset than `from` has; `until` is after the change. */
function changeBetween(timeZone: string, from: number, until: number): number {
  const offset = offsetMs(timeZone, from);
  let [last, first] = [from, until];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetMs(timeZone, middle) === offset) last = middle;
    else first = middle;
  }
  return first;
}

/** How far clocks in the zone are ahead of UTC at a moment. */
function offsetMs(timeZone: string, at: number): number {
  const second = Math.floor(at / 1_000) * 1_000;
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(second)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
