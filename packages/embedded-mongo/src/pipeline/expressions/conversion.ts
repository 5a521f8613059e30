import { Decimal128, Double, ObjectId, Timestamp } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { exactDecimal, toDecimalPrecision } from '../../bson/decimal.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Numeric, Value } from '../../bson/value.ts';
import { CommandError, failedToParse } from '../../command-error.ts';
import { typeAlias, typeCode, typeName } from '../../query/type-names.ts';
import { dateOf } from './calendar.ts';
import { parseDateText } from './date-text.ts';
import type { Expression, Operator, Parser } from './expression.ts';
import { isNullish, parseFields, unary } from './operator.ts';

const targets = {
  $toInt: 'int',
  $toLong: 'long',
  $toDouble: 'double',
  $toDecimal: 'decimal',
  $toString: 'string',
  $toDate: 'date',
  $toObjectId: 'objectId',
  $toBool: 'bool',
} as const;

export const conversionOperators: [string, Operator][] = [
  ...Object.entries(targets).map(([name, target]): [string, Operator] => [
    name,
    unary((value) => (isNullish(value) ? null : convert(value, target))),
  ]),
  ['$convert', parseConvert],
  ['$type', unary((value) => typeName(value))],
  ['$isNumber', unary((value) => isNumeric(value))],
];

function parseConvert(operand: Value, parser: Parser, name: string): Expression {
  const codes = { object: 9, unknown: 9, missing: 9 };
  const fields = parseFields(operand, name, ['input', 'to'], ['onError', 'onNull'], codes);
  const read = (field: string) => {
    const value = fields.get(field);
    return value === undefined ? undefined : parser.parse(value);
  };
  const [input, to, onError, onNull] = ['input', 'to', 'onError', 'onNull'].map(read);
  return (scope) => {
    const target = to?.(scope);
    const value = input?.(scope);
    const type = isNullish(target) ? undefined : targetType(target);
    if (isNullish(value)) return onNull ? onNull(scope) : null;
    if (type === undefined) return null;
    try {
      return convert(value, type);
    } catch (error) {
      if (onError && error instanceof CommandError && error.code === 241) return onError(scope);
      throw error;
    }
  };
}

function targetType(target: Value): string {
  if (typeof target === 'string') {
    typeCode(target);
    return target;
  }
  if (!isNumeric(target)) throw failedToParse("$convert's 'to' argument must be a string or number");
  const code = asNumber(target);
  if (!Number.isInteger(code)) {
    throw failedToParse("In $convert, numeric 'to' argument is not an integer");
  }
  const all = code === 0 ? 'missing' : typeAlias(code);
  if (all !== undefined) return all;
  throw failedToParse(`In $convert, numeric value for 'to' does not correspond to a BSON type: ${code}`);
}

function failed(why: string): CommandError {
  return new CommandError(241, `Failed to convert: ${why}`);
}

function convert(value: Exclude<Value, null>, target: string): Value {
  if (typeName(value) === target) return value;
  const made = tryConvert(value, target);
  if (made !== undefined) return made;
  throw failed(`Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`);
}

function tryConvert(value: Exclude<Value, null>, target: string): Value | undefined {
  switch (target) {
    case 'bool':
      return isNumeric(value) ? asNumber(value) !== 0 : true;
    case 'string':
      return textOf(value);
    case 'date':
      return toDate(value);
    case 'objectId':
      return typeof value === 'string' ? toObjectId(value) : undefined;
    case 'double':
      return toDouble(value);
    case 'decimal':
      return toDecimal(value);
    case 'int':
      return value instanceof Date ? undefined : toWhole(value, 32);
    case 'long':
      return value instanceof Date ? BigInt(value.getTime()) : toWhole(value, 64);
    default:
      return undefined;
  }
}

/** The value as `$toString` writes it; undefined for types it does not convert. */
export function textOf(value: Exclude<Value, null>): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  return undefined;
}

function doubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0';
  const [digits = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -5 && exponent < 16) return plainText(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}

function toDate(value: Exclude<Value, null>): Date | undefined {
  if (typeof value === 'string') return parseDateText(value, undefined);
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (typeof value === 'number' || !isNumeric(value)) return undefined;
  const ms = toWhole(value, 64);
  return typeof ms === 'bigint' ? dateOf(Number(ms), 241) : undefined;
}

function toObjectId(value: string): ObjectId {
  if (/^[0-9a-fA-F]{24}$/.test(value)) return ObjectId.createFromHexString(value);
  throw failed(`Failed to parse objectId '${value}' in $convert with no onError value`);
}

function toDouble(value: Exclude<Value, null>): Double | undefined {
  if (typeof value === 'boolean') return new Double(Number(value));
  if (value instanceof Date) return new Double(value.getTime());
  if (value instanceof Decimal128) {
    const number = asNumber(value);
    const isOver = !Number.isFinite(number) && typeof exactDecimal(value) !== 'string';
    if (isOver) throw failed('Conversion would overflow target type in $convert with no onError value');
    return new Double(number);
  }
  if (isNumeric(value)) return new Double(asNumber(value));
  if (typeof value !== 'string') return undefined;
  const isNumber = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)$/.test(value);
  if (isNumber) {
    const number = Number(value);
    if (Number.isFinite(number)) return new Double(number);
  }
  if (/^[+-]?0x[0-9a-f]+$/i.test(value)) {
    return new Double((value.startsWith('-') ? -1 : 1) * Number(value.replace(/^[+-]/, '')));
  }
  const special = specialNumber(value);
  if (special !== undefined) return new Double(special);
  throw unparsable(value);
}

function specialNumber(value: string): number | undefined {
  const lower = value.toLowerCase();
  if (/^[+-]?nan$/.test(lower)) return Number.NaN;
  if (/^[+]?inf(inity)?$/.test(lower)) return Number.POSITIVE_INFINITY;
  return /^-inf(inity)?$/.test(lower) ? Number.NEGATIVE_INFINITY : undefined;
}

function unparsable(value: string): CommandError {
  return failed(`Failed to parse number '${value}' in $convert with no onError value`);
}

function toDecimal(value: Exclude<Value, null>): Decimal128 | undefined {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (value instanceof Double) return asDecimal(toDecimalPrecision(value));
  if (isNumeric(value)) return Decimal128.fromString(String(value));
  if (typeof value !== 'string') return undefined;
  try {
    if (/^[+-]?(\d|\.\d|nan|inf)/i.test(value) && !/\s/.test(value)) return Decimal128.fromStringWithRounding(value);
  } catch {}
  throw unparsable(value);
}

function asDecimal(value: Numeric): Decimal128 {
  return value instanceof Decimal128 ? value : Decimal128.fromString(String(asNumber(value)));
}

function toWhole(value: Exclude<Value, null>, bits: 32 | 64): Value | undefined {
  if (typeof value === 'boolean') return sized(BigInt(value), bits);
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw unparsable(value);
    const whole = BigInt(value.replace(/^\+/, ''));
    if (BigInt.asIntN(bits, whole) !== whole) throw unparsable(value);
    return sized(whole, bits);
  }
  if (!isNumeric(value)) return undefined;
  const whole = truncated(value);
  if (whole === undefined)
    throw failed('Attempt to convert NaN or infinity value to integer type in $convert with no onError value');
  if (BigInt.asIntN(bits, whole) !== whole) {
    throw failed('Conversion would overflow target type in $convert with no onError value');
  }
  return sized(whole, bits);
}

/** The whole part; undefined for NaN and the infinities. */
export function truncated(value: Numeric): bigint | undefined {
  if (value instanceof Decimal128) {
    const exact = exactDecimal(value);
    if (typeof exact === 'string') return undefined;
    if (exact.exponent > 40) return 2n ** 80n;
    if (exact.exponent >= 0) return exact.coefficient * 10n ** BigInt(exact.exponent);
    return exact.coefficient / 10n ** BigInt(-exact.exponent);
  }
  const number = value instanceof Double ? Math.trunc(value.value) : value;
  return typeof number === 'number' && !Number.isFinite(number) ? undefined : BigInt(number);
}

function sized(whole: bigint, bits: 32 | 64): Value {
  return bits === 32 ? Number(whole) : whole;
}
