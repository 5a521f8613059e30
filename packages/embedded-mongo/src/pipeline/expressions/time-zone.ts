import { CommandError } from '../../command-error.ts';
import { millisecondsOf } from './calendar.ts';

/** How far a zone's clocks are ahead of UTC, in milliseconds. */
export interface TimeZone {
  offsetAt(ms: number): number;
  /** The instant at which the zone's clocks show what UTC's show at `local`. */
  instantOf(local: number): number;
  /** UTC itself, which a time written with a zone of its own may be read in; GMT is not. */
  readonly isUtc: boolean;
}

export const utc: TimeZone = fixed(0);
const gmt: TimeZone = { ...utc, isUtc: false };
const known = new Map<string, TimeZone>([
  ['UTC', utc],
  ['GMT', gmt],
]);

/** The zone written behind a time: also Z. */
export function writtenZone(written: string): TimeZone {
  return written.toUpperCase() === 'Z' ? utc : timeZone(written);
}

/** The zone of a name from the tz database or an offset like +03, +0330, -03:30. Throws 40485 for anything else. */
export function timeZone(name: string): TimeZone {
  const found = known.get(name) ?? offsetZone(name) ?? namedZone(name);
  if (!found) throw new CommandError(40485, `unrecognized time zone identifier: "${name}"`);
  if (known.size < 1000) known.set(name, found);
  return found;
}

function fixed(offset: number): TimeZone {
  return { offsetAt: () => offset, instantOf: (local) => local - offset, isUtc: offset === 0 };
}

function offsetZone(name: string): TimeZone | undefined {
  const parts = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(name);
  if (!parts) return undefined;
  const [, sign, hours, minutes = '0'] = parts;
  return fixed((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000);
}

function namedZone(name: string): TimeZone | undefined {
  if (/^[+-]/.test(name)) return undefined;
  const clock = clockOf(name);
  if (!clock) return undefined;
  const offsetAt = (ms: number): number => {
    const part = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(part.get(type));
    const year = part.get('era') === 'BC' ? 1 - number('year') : number('year');
    const time = [number('hour'), number('minute'), number('second')];
    const shown = millisecondsOf(year, number('month'), number('day'), ...time);
    return shown - (ms - (((ms % 1000) + 1000) % 1000));
  };
  return {
    isUtc: false,
    offsetAt,
    instantOf(local) {
      const before = offsetAt(local - 86_400_000);
      const after = offsetAt(local + 86_400_000);
      if (offsetAt(local - before) === before) return local - before;
      if (offsetAt(local - after) === after) return local - after;
      return local - before;
    },
  };
}

function clockOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return clock;
  } catch {
    return undefined;
  }
}
