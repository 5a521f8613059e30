import { Decimal128 } from 'bson';
import { isNumeric } from '../bson/compare.ts';
import { asNumber, print } from '../bson/read-value.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { typeName } from '../query/type-names.ts';

/** The `expireAfterSeconds` of an index specification as it is stored, an int32. Throws 67 and 197 as MongoDB does. */
export function expiry(spec: Doc, key: Doc): number {
  if (key.size === 1 && key.has('_id')) {
    throw new CommandError(
      197,
      `The field 'expireAfterSeconds' is not valid for an _id index specification. Specification: ${print(spec)}`,
    );
  }
  const value = spec.get('expireAfterSeconds');
  const failed = (why: string) =>
    new CommandError(67, `. Index spec: ${print(spec)} :: caused by :: TTL index 'expireAfterSeconds' ${why}`);
  if (value === undefined || !isNumeric(value)) {
    throw failed(`option must be numeric, but received a type of '${typeName(value)}`);
  }
  const number = asNumber(value);
  if (Number.isNaN(number)) throw failed('option must not be NaN');
  const seconds = value instanceof Decimal128 ? halfToEven(number) : Math.trunc(number);
  if (seconds > 2_147_483_647 || seconds < -2_147_483_648) {
    throw failed('must be within the range of a 32-bit integer');
  }
  if (seconds < 0) throw failed('option cannot be less than 0');
  if (key.size > 1) {
    throw new CommandError(
      67,
      `TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec: ${print(spec)}`,
    );
  }
  return Math.abs(seconds);
}

function halfToEven(number: number): number {
  const below = Math.floor(number);
  if (number - below !== 0.5) return Math.round(number);
  return below % 2 === 0 ? below : below + 1;
}
