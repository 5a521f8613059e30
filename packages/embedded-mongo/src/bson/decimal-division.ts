import { Decimal128 } from 'bson';
import { type Exact, exactDecimal, isNegative, toDecimalPrecision } from './decimal.ts';
import type { Numeric } from './value.ts';

const digitsKept = 34;

/** Quotient in Decimal128; the caller has refused a divisor of zero. */
export function divideDecimals(left: Numeric, right: Numeric): Decimal128 {
  const a = exactDecimal(toDecimalPrecision(left));
  const b = exactDecimal(toDecimalPrecision(right));
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a !== 'string' && b !== 'NaN') return Decimal128.fromString('0E-6176');
    return Decimal128.fromString(String(sizeOf(a) / sizeOf(b)));
  }
  const wanted = a.exponent - b.exponent;
  if (a.coefficient === 0n) return signedZero(isNegative(left) !== isNegative(right), wanted);
  let shift = Math.max(0, digitsKept + 2 + lengthOf(b.coefficient) - lengthOf(a.coefficient));
  const scaled = a.coefficient * 10n ** BigInt(shift);
  let quotient = scaled / b.coefficient;
  if (quotient * b.coefficient === scaled) {
    while (shift > 0 && quotient % 10n === 0n) {
      quotient /= 10n;
      shift--;
    }
    return toDecimal128(quotient, wanted - shift);
  }
  const sign = quotient < 0n || (quotient === 0n && a.coefficient < 0n !== b.coefficient < 0n) ? -1n : 1n;
  return toDecimal128(quotient * 10n + sign, wanted - shift - 1);
}

/** What is left of a truncating division, with the sign of the dividend. */
export function remainderOfDecimals(left: Numeric, right: Numeric): Decimal128 {
  const a = exactDecimal(toDecimalPrecision(left));
  const b = exactDecimal(toDecimalPrecision(right));
  if (typeof a === 'string' || b === 'NaN') return Decimal128.fromString('NaN');
  if (typeof b === 'string') return toDecimal128(a.coefficient, a.exponent);
  const exponent = Math.min(a.exponent, b.exponent);
  const dividend = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const rest = dividend % (b.coefficient * 10n ** BigInt(b.exponent - exponent));
  return rest === 0n ? signedZero(isNegative(left), exponent) : toDecimal128(rest, exponent);
}

export type Rounding = 'even' | 'down' | 'floor' | 'ceiling';

/** The number with `places` digits behind the point (before it when negative); special values stay. */
export function roundDecimal(value: Decimal128, places: number, rounding: Rounding): Decimal128 {
  const exact = exactDecimal(value);
  if (typeof exact === 'string' || exact.exponent >= -places) return value;
  const unit = 10n ** BigInt(-places - exact.exponent);
  return toDecimal128(roundTo(exact.coefficient, unit, rounding) / unit, -places);
}

/** The nearest multiple of `unit`. */
export function roundTo(value: bigint, unit: bigint, rounding: Rounding): bigint {
  const rest = value % unit;
  const cut = value - rest;
  if (rest === 0n || rounding === 'down') return cut;
  if (rounding === 'floor') return rest < 0n ? cut - unit : cut;
  if (rounding === 'ceiling') return rest > 0n ? cut + unit : cut;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const goesAway = twice > unit || (twice === unit && (cut / unit) % 2n !== 0n);
  if (!goesAway) return cut;
  return rest < 0n ? cut - unit : cut + unit;
}

/** The square root to 34 digits of a number that is not negative. */
export function rootOfDecimal(value: Decimal128): Decimal128 {
  const exact = exactDecimal(value);
  if (typeof exact === 'string') return value;
  const even = exact.exponent % 2 === 0 ? exact.exponent : exact.exponent - 1;
  const coefficient = exact.coefficient * 10n ** BigInt(exact.exponent - even);
  if (coefficient === 0n) return toDecimal128(0n, Math.floor(exact.exponent / 2));
  const shift = Math.max(0, digitsKept + 2 - Math.floor(lengthOf(coefficient) / 2));
  const scaled = coefficient * 10n ** BigInt(2 * shift);
  const root = integerRoot(scaled);
  if (root * root !== scaled) return toDecimal128(root * 10n + 1n, even / 2 - shift - 1);
  let places = shift;
  let reduced = root;
  while (places > 0 && reduced % 10n === 0n) {
    reduced /= 10n;
    places--;
  }
  return toDecimal128(reduced, even / 2 - places);
}

function integerRoot(value: bigint): bigint {
  let guess = 10n ** BigInt(Math.ceil(lengthOf(value) / 2));
  for (;;) {
    const next = (guess + value / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function signedZero(isMinus: boolean, exponent: number): Decimal128 {
  return Decimal128.fromStringWithRounding(`${isMinus ? '-' : ''}0E${exponent}`);
}

export function toDecimal128(coefficient: bigint, exponent: number): Decimal128 {
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);
}

function sizeOf(value: Exact): number {
  if (typeof value === 'string') return Number(value);
  return value.coefficient < 0n ? -1 : 1;
}

function lengthOf(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}
