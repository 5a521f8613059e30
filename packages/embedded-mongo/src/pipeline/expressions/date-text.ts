import { CommandError } from '../../command-error.ts';
import { type TimeZone, utc, writtenZone } from './time-zone.ts';

function failed(text: string, why: string): CommandError {
  return new CommandError(241, `Error parsing date string '${text}'; ${why}`);
}

const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|[A-Z][A-Za-z_]+\/[A-Za-z_/]+)?$/i;

/** A date in ISO 8601; other notations are refused. Throws ConversionFailure (241) for what is no date. */
export function parseDateText(text: string, zone: TimeZone | undefined): Date {
  const parts = pattern.exec(text);
  if (!parts) throw failed(text, 'not an ISO 8601 date');
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', written] = parts;
  if (written !== undefined && zone)
    throw failed(text, 'you cannot pass in a date/time string with GMT offset together with a timezone argument');
  if (Number(month) < 1 || Number(month) > 12 || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) {
    throw failed(text, 'a part is out of range');
  }
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  );
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) {
    throw failed(text, 'there is no such day');
  }
  const chosen = written === undefined ? (zone ?? utc) : writtenZone(written);
  return new Date(chosen.instantOf(local));
}
