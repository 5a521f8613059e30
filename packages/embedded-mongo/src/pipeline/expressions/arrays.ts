import { isNumeric } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import type { Operand, Operator } from './expression.ts';
import { binary, compareOperands, isNullish, listed, unary } from './operator.ts';
import { position } from './string-search.ts';

const many = Number.POSITIVE_INFINITY;

export const arrayOperators: [string, Operator][] = [
  ['$size', unary((value) => arrayOf(value, 17124, '$size').length)],
  ['$isArray', unary((value) => Array.isArray(value))],
  ['$arrayElemAt', binary(elementAt)],
  ['$first', unary((value) => end(value, '$first', 0))],
  ['$last', unary((value) => end(value, '$last', -1))],
  ['$in', binary(isIn)],
  ['$indexOfArray', listed(2, 4, indexOf)],
  ['$slice', listed(2, 3, slice)],
  ['$concatArrays', listed(0, many, concat)],
  ['$reverseArray', unary(reverse)],
  ['$range', listed(2, 3, range)],
];

/** Throws the error with this code when the value is no array. */
export function arrayOf(value: Operand, code: number, name: string): Value[] {
  if (Array.isArray(value)) return value;
  throw new CommandError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`);
}

export function isInt32(value: Operand): boolean {
  const number = isNumeric(value) ? asNumber(value) : Number.NaN;
  return Number.isInteger(number) && (number | 0) === number;
}

function elementAt(array: Operand, index: Operand): Operand {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array))
    throw new CommandError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`);
  if (!isNumeric(index))
    throw new CommandError(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`);
  if (!isInt32(index))
    throw new CommandError(28691, "$arrayElemAt's second argument must be representable as a 32-bit integer");
  return array.at(asNumber(index));
}

function end(value: Operand, name: string, at: 0 | -1): Operand {
  return isNullish(value) ? null : arrayOf(value, 28689, name).at(at);
}

function isIn(value: Operand, array: Operand): boolean {
  return arrayOf(array, 40081, '$in').some((one) => compareOperands(one, value) === 0);
}

function indexOf(values: Operand[], name: string): Operand {
  const [array, value, from, to] = values;
  if (isNullish(array)) return null;
  const elements = arrayOf(array, 40090, name);
  const start = values.length < 3 ? 0 : position(from, name);
  const stop = Math.min(values.length < 4 ? elements.length : position(to, name), elements.length);
  for (let at = start; at < stop; at++) if (compareOperands(elements[at], value) === 0) return at;
  return -1;
}

function slice(values: Operand[]): Operand {
  const [array, first, second] = values;
  if (isNullish(array) || isNullish(first)) return null;
  const elements = arrayOf(array, 28724, '$slice');
  if (!isNumeric(first))
    throw new CommandError(
      28725,
      `Second argument to $slice must be a numeric value, but is of type: ${typeName(first)}`,
    );
  if (!isInt32(first))
    throw new CommandError(28726, "Second argument to $slice can't be represented as a 32-bit integer");
  const at = asNumber(first);
  if (values.length === 2) return at >= 0 ? elements.slice(0, at) : elements.slice(at);
  if (isNullish(second)) return null;
  if (!isNumeric(second))
    throw new CommandError(28727, `Third argument to $slice must be numeric, but is of type: ${typeName(second)}`);
  if (!isInt32(second))
    throw new CommandError(28728, "Third argument to $slice can't be represented as a 32-bit integer");
  const count = asNumber(second);
  if (count <= 0) throw new CommandError(28729, `Third argument to $slice must be positive: ${count}`);
  const start = at >= 0 ? at : Math.max(0, elements.length + at);
  return elements.slice(start, start + count);
}

function concat(values: Operand[]): Operand {
  const joined: Value[] = [];
  for (const value of values) {
    if (isNullish(value)) return null;
    if (!Array.isArray(value))
      throw new CommandError(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
    joined.push(...value);
  }
  return joined;
}

function reverse(value: Operand): Operand {
  return isNullish(value) ? null : [...arrayOf(value, 34435, '$reverseArray')].reverse();
}

function range(values: Operand[]): Operand {
  const [from, to] = values;
  const by = values.length < 3 ? 1 : values[2];
  const whole = (value: Operand, type: number, size: number): number => {
    if (!isNumeric(value)) throw new CommandError(type, `$range requires numeric values, found ${typeName(value)}`);
    if (!isInt32(value))
      throw new CommandError(size, '$range requires values that can be represented as a 32-bit integer');
    return asNumber(value);
  };
  const start = whole(from, 34443, 34444);
  const stop = whole(to, 34445, 34446);
  const step = whole(by, 34447, 34448);
  if (step === 0) throw new CommandError(34449, '$range requires a non-zero step value');
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count > 6_000_000) throw new CommandError(146, '$range would use too much memory (100 MiB)');
  return Array.from({ length: count }, (_, at) => start + at * step);
}
