import { CommandError, notSupported } from '../../command-error.ts';
import {
  calendarDate,
  dayMs,
  dayOfWeek,
  dayOfYear,
  isoDayOfWeek,
  isoWeek,
  isoYearStart,
  millisecondsOf,
  week,
} from './calendar.ts';
import { type TimeZone, utc, writtenZone } from './time-zone.ts';

const months = 'January February March April May June July August September October November December'.split(' ');

/** Throws 18535 and 18536 for a format that nothing can be written in, or read from. */
export function checkFormat(format: string, use: 'writing' | 'reading'): void {
  const letters = use === 'writing' ? 'YmdHMSLjwuUVGbBzZ%' : 'YmdHMSLjuVGbBzZ%';
  for (const [, letter = ''] of format.matchAll(/%(.?)/gsu)) {
    if (letter === '') throw new CommandError(18535, "Unmatched '%' at end of format string");
    if (!letters.includes(letter)) {
      throw new CommandError(18536, `Invalid format character '%${letter}' in format string`);
    }
  }
}

/** Writes the local time by a checked format of `%Y %m %d …`. */
export function formatDate(local: number, offset: number, format: string): string {
  const date = calendarDate(local);
  const minutes = Math.round(offset / 60_000);
  const pad = (value: number, size: number): string => String(value).padStart(size, '0');
  const parts: Record<string, () => string> = {
    Y: () => yearOf(date.year),
    m: () => pad(date.month, 2),
    d: () => pad(date.day, 2),
    H: () => pad(date.hour, 2),
    M: () => pad(date.minute, 2),
    S: () => pad(date.second, 2),
    L: () => pad(date.millisecond, 3),
    j: () => pad(dayOfYear(local), 3),
    w: () => String(dayOfWeek(local)),
    u: () => String(isoDayOfWeek(local)),
    U: () => pad(week(local), 2),
    V: () => pad(isoWeek(local).week, 2),
    G: () => yearOf(isoWeek(local).year),
    b: () => (months[date.month - 1] ?? '').slice(0, 3),
    B: () => months[date.month - 1] ?? '',
    z: () => `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60), 2)}${pad(Math.abs(minutes) % 60, 2)}`,
    Z: () => String(minutes),
    '%': () => '%',
  };
  return format.replace(/%(.)/gsu, (_whole, letter: string) => parts[letter]?.() ?? '');
}

function yearOf(year: number): string {
  if (year < 0 || year > 9999)
    throw new CommandError(18537, `$dateToString is only defined on year 0-9999, tried to use year ${year}`);
  return String(year).padStart(4, '0');
}

const readers: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  M: '(\\d{1,2})',
  S: '(\\d{1,2})',
  L: '(\\d{1,3})',
  j: '(\\d{1,3})',
  G: '(\\d{4})',
  V: '(\\d{1,2})',
  u: '(\\d)',
  z: '(Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})',
  b: '([A-Za-z]{3})',
  B: '([A-Za-z]+)',
};

/** Reads a date written in a checked format. Throws ConversionFailure (241) when it is not. */
export function readDate(text: string, format: string, zone: TimeZone | undefined): Date {
  const letters: string[] = [];
  let source = '';
  for (const [whole, letter] of format.matchAll(/%(.?)|[^%]/gsu)) {
    if (letter === undefined) source += whole.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    else if (letter === '%') source += '%';
    else if (letter === 'Z') throw notSupported('the date format %Z in $dateFromString');
    else {
      letters.push(letter);
      source += readers[letter] ?? '';
    }
  }
  const match = new RegExp(`^${source}$`, 'u').exec(text);
  if (!match) throw new CommandError(241, `Error parsing date string '${text}'; it does not match the format`);
  return assembled(new Map(letters.map((letter, at) => [letter, match[at + 1] ?? ''])), text, zone);
}

function assembled(parts: ReadonlyMap<string, string>, text: string, zone: TimeZone | undefined): Date {
  const failed = (why: string): CommandError => new CommandError(241, `Error parsing date string '${text}'; ${why}`);
  const number = (letter: string, otherwise: number): number => Number(parts.get(letter) ?? otherwise);
  const written = parts.get('z');
  if (written !== undefined && zone) throw failed('a time zone is given twice');
  const name = (parts.get('B') ?? parts.get('b'))?.toLowerCase();
  const named = name === undefined ? undefined : months.findIndex((month) => month.toLowerCase().startsWith(name)) + 1;
  if (named === 0) throw failed('there is no such month');
  const month = named ?? number('m', 1);
  const time = [number('H', 0), number('M', 0), number('S', 0), Number((parts.get('L') ?? '0').padEnd(3, '0'))];
  const [hour = 0, minute = 0, second = 0] = time;
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) throw failed('a part is out of range');
  let local: number;
  if (parts.has('G'))
    local =
      isoYearStart(number('G', 1970)) +
      ((number('V', 1) - 1) * 7 + number('u', 1) - 1) * dayMs +
      millisecondsOf(1970, 1, 1, ...time);
  else {
    if (!parts.has('Y')) throw failed('an incomplete date/time string has been found');
    if (!parts.has('j') && (!parts.has('d') || (named === undefined && !parts.has('m'))))
      throw failed('an incomplete date/time string has been found');
    const day = parts.has('j') ? number('j', 1) : number('d', 1);
    const start = millisecondsOf(number('Y', 1970), parts.has('j') ? 1 : month, day);
    if (!parts.has('j') && calendarDate(start).day !== day) throw failed('there is no such day');
    local = start + millisecondsOf(1970, 1, 1, ...time);
  }
  const chosen = written === undefined ? (zone ?? utc) : writtenZone(written);
  return new Date(chosen.instantOf(local));
}
