import { ObjectId, Timestamp } from 'bson';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import type { Operand } from './expression.ts';
import { type TimeZone, timeZone, utc } from './time-zone.ts';

/** The milliseconds of what counts as a date: dates, timestamps and ObjectIds. Throws the code for anything else. */
export function instant(value: Operand, code = 16006): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Timestamp) return value.t * 1000;
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  throw new CommandError(code, `can't convert from BSON type ${typeName(value)} to Date`);
}

/** The zone an operand names: UTC when it is not given, null when it is null. */
export function zoneOf(value: Operand, isGiven: boolean, code = 40517): TimeZone | null {
  if (!isGiven) return utc;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return timeZone(value);
  throw new CommandError(code, `timezone must evaluate to a string, found ${typeName(value)}`);
}

/** Refuses a constant zone before there is a document; for `named`. */
export function checkZone(code?: number) {
  return (isKnown: (field: string) => boolean, value: (field: string) => Operand): void => {
    if (isKnown('timezone')) zoneOf(value('timezone'), true, code);
  };
}
