import { Decimal128, Double } from 'bson';
import type { Numeric } from './value.ts';

/** A number as exactly `coefficient × 10^exponent`, or one of the three that have no such form. */
export type Exact = { coefficient: bigint; exponent: number } | 'NaN' | 'Infinity' | '-Infinity';

export function exactDecimal(value: Numeric): Exact {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  if (value instanceof Decimal128) return parseDecimal(value.toString());
  return exactDouble(value instanceof Double ? value.value : value);
}

export function compareDecimals(left: Exact, right: Exact): number {
  if (typeof left === 'string' || typeof right === 'string') return place(left) - place(right);
  const exponent = Math.min(left.exponent, right.exponent);
  if (left.coefficient === 0n || right.coefficient === 0n || left.coefficient < 0n !== right.coefficient < 0n) {
    return sign(left.coefficient) - sign(right.coefficient);
  }
  const magnitude = digits(left.coefficient) + left.exponent - digits(right.coefficient) - right.exponent;
  if (magnitude !== 0) return left.coefficient < 0n ? -magnitude : magnitude;
  return sign(
    left.coefficient * 10n ** BigInt(left.exponent - exponent) -
      right.coefficient * 10n ** BigInt(right.exponent - exponent),
  );
}

/** Sum or product in Decimal128, rounded to its 34 digits. */
export function decimalArithmetic(operation: '+' | '*', left: Numeric, right: Numeric): Decimal128 {
  const a = exactDecimal(toDecimalPrecision(left));
  const b = exactDecimal(toDecimalPrecision(right));
  if (typeof a === 'string' || typeof b === 'string') return fromNonFinite(operation, a, b);
  if (operation === '*') {
    const product = a.coefficient * b.coefficient;
    const sign = product === 0n && isNegative(left) !== isNegative(right) ? '-' : '';
    return Decimal128.fromStringWithRounding(`${sign}${product}E${a.exponent + b.exponent}`);
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const sum =
    a.coefficient * 10n ** BigInt(a.exponent - exponent) + b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return toDecimal128(sum, exponent);
}

/** A double counts with its first 15 digits, as MongoDB converts it. */
export function toDecimalPrecision(value: Numeric): Numeric {
  if (!(value instanceof Double) || !Number.isFinite(value.value)) return value;
  if (value.value === 0) return Decimal128.fromString(isNegative(value) ? '-0' : '0');
  return Decimal128.fromString(value.value.toPrecision(15));
}

/** Whether the number has a minus sign, zero included. */
export function isNegative(value: Numeric): boolean {
  if (value instanceof Decimal128) return value.toString().startsWith('-');
  const number = value instanceof Double ? value.value : value;
  return number < 0 || Object.is(number, -0);
}

function toDecimal128(coefficient: bigint, exponent: number): Decimal128 {
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);
}

function fromNonFinite(operation: '+' | '*', left: Exact, right: Exact): Decimal128 {
  const a = approximate(left);
  const b = approximate(right);
  const result = operation === '+' ? a + b : a * b;
  return Decimal128.fromString(String(result));
}

function approximate(value: Exact): number {
  return typeof value === 'string' ? Number(value) : sign(value.coefficient);
}

function parseDecimal(text: string): Exact {
  if (text === 'NaN' || text === 'Infinity' || text === '-Infinity') return text;
  const [mantissa = '0', power = '0'] = text.split('E');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function exactDouble(value: number): Exact {
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  let scaled = value;
  let halvings = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings++;
  }
  return { coefficient: BigInt(scaled) * 5n ** BigInt(halvings), exponent: -halvings };
}

function place(value: Exact): number {
  if (value === 'NaN') return -2;
  if (value === '-Infinity') return -1;
  return value === 'Infinity' ? 1 : 0;
}

function sign(value: bigint): number {
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

function digits(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}
