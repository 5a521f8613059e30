import { BSONRegExp, BSONSymbol, Double, MaxKey, MinKey } from 'bson';
import { compareText, compareValues, equalValues, isNumeric, rankOf, type TextOrder } from '../bson/compare.ts';
import { asNumber } from '../bson/read-value.ts';
import type { Value } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import type { ValueTest } from './reach.ts';

export function equals(operand: Value, text: TextOrder = compareText): ValueTest {
  if (text !== compareText) return equalsCollated(operand, text);
  if (typeof operand === 'string') return (value) => value === operand || (isSymbol(value) && value.value === operand);
  if (operand === null) return (value) => value === undefined || value === null;
  return (value) => value !== undefined && equalValues(value, operand);
}

function equalsCollated(operand: Value, text: TextOrder): ValueTest {
  if (operand === null) return (value) => value === undefined || value === null;
  return (value) => value !== undefined && equalValues(value, operand, text);
}

/** Truth as filters read it: everything but false, null and numbers that are zero. */
export function isTruthyOption(value: Value): boolean {
  if (value === null || value === false) return false;
  return !isNumeric(value) || asNumber(value) !== 0;
}

function isSymbol(value: Value | undefined): value is BSONSymbol {
  return value instanceof BSONSymbol;
}

const verdicts = {
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
};
export type OrderOperator = keyof typeof verdicts;

export function isOrderOperator(name: string): name is OrderOperator {
  return name in verdicts;
}

/** `$gt` and its kin compare within one type only; NaN equals itself and is in no other relation. */
export function ordered(
  operator: OrderOperator,
  operand: Value,
  field: string,
  text: TextOrder = compareText,
): ValueTest {
  if (operand instanceof BSONRegExp) throw badValue(`Can't have RegEx as arg to predicate over field '${field}'.`);
  const verdict = verdicts[operator];
  if (operand instanceof MinKey || operand instanceof MaxKey) {
    return (value) => verdict(compareValues(value, operand));
  }
  const rank = rankOf(operand);
  if (isNaNValue(operand)) return (value) => isNaNValue(value) && verdict(0);
  return (value) => rankOf(value) === rank && !isNaNValue(value) && verdict(compareValues(value, operand, text));
}

export function isNaNValue(value: Value | undefined): boolean {
  if (value instanceof Double) return Number.isNaN(value.value);
  return typeof value === 'object' && isNumeric(value) && Number.isNaN(asNumber(value));
}

export function isIn(operand: Value[], text: TextOrder = compareText): ValueTest {
  const patterns = operand.filter((one) => one instanceof BSONRegExp);
  const plain = operand.filter((one) => !(one instanceof BSONRegExp));
  const tests: ValueTest[] = patterns.map((one) => matchesRegex(one.pattern, one.options));
  for (const one of patterns) tests.push((value) => value instanceof BSONRegExp && equalValues(value, one));
  if (plain.length <= 8 || text !== compareText) tests.push(...plain.map((one) => equals(one, text)));
  else tests.push(isAmong(plain));
  return (value) => tests.some((test) => test(value));
}

function isAmong(values: Value[]): ValueTest {
  const keys = new Set(values.map((value) => encodeValueKey(value).toString('latin1')));
  return (value) => keys.has(encodeValueKey(value).toString('latin1'));
}

export function matchesRegex(pattern: string, options: string): ValueTest {
  const regex = compileRegex(pattern, options);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return value instanceof BSONRegExp && value.pattern === pattern && value.options === options;
  };
}

/** Throws 51108 on unknown options, the code on a pattern JavaScript cannot read. */
export function compileRegex(written: string, options: string, code = 51091): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(written);
  const rest = inline ? written.slice(inline[0].length) : written;
  const pattern = options.includes('x') ? withoutLayout(rest) : rest;
  const flags = new Set(inline?.[1] ?? '');
  for (const option of options) {
    if (!'imsxu'.includes(option)) throw new CommandError(51108, `invalid flag in regex options: ${option}`);
    if ('ims'.includes(option)) flags.add(option);
  }
  const chosen = [...flags].join('');
  try {
    return new RegExp(pattern, `${chosen}u`);
  } catch (withUnicode) {
    try {
      return new RegExp(pattern, chosen);
    } catch {
      const why = withUnicode instanceof Error ? withUnicode.message : String(withUnicode);
      throw new CommandError(code, `Regular expression is invalid: ${why}`);
    }
  }
}

/** The pattern of option `x` without its white space and comments outside of character classes. */
function withoutLayout(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#[^\n]*/gs, (part) => (/^[\s#]/.test(part) ? '' : part));
}

export function hasSize(operand: Value): ValueTest {
  const size = asNumber(operand);
  if (Number.isNaN(size)) throw badValue('Failed to parse $size. Expected a number');
  if (!Number.isInteger(size)) throw badValue('Failed to parse $size. Expected an integer');
  if (size > 0x7fffffff) throw badValue(`Failed to parse $size. Cannot represent as a 32-bit integer: $size: ${size}`);
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (value) => Array.isArray(value) && value.length === size;
}

export function hasRemainder(operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length < 2) throw badValue('malformed mod, not enough elements');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, remainder] = operand.map((one) => Math.trunc(asNumber(one)));
  const isWhole = (one: number | undefined) => one !== undefined && Math.abs(one) < 2 ** 63;
  if (divisor === undefined || !isWhole(divisor)) throw badValue('malformed mod, divisor not a number');
  if (remainder === undefined || !isWhole(remainder)) throw badValue('malformed mod, remainder not a number');
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (value) => {
    if (!isNumeric(value)) return false;
    if (typeof value === 'bigint') return value % BigInt(divisor) === BigInt(remainder);
    const number = Math.trunc(asNumber(value));
    return Number.isFinite(number) && number % divisor === remainder;
  };
}
