import { Binary, Decimal128 } from 'bson';
import { isNumeric } from '../bson/compare.ts';
import { asNumber, print } from '../bson/read-value.ts';
import type { Numeric, Value } from '../bson/value.ts';
import { badValue, failedToParse } from '../command-error.ts';
import type { ValueTest } from './reach.ts';

/** Whether the bit at a position, counted from the least significant, is set. */
type Bits = (position: number) => boolean;

const verdicts = {
  $bitsAllSet: (positions: number[], isSet: Bits) => positions.every(isSet),
  $bitsAllClear: (positions: number[], isSet: Bits) => !positions.some(isSet),
  $bitsAnySet: (positions: number[], isSet: Bits) => positions.some(isSet),
  $bitsAnyClear: (positions: number[], isSet: Bits) => !positions.every(isSet),
};
export type BitOperator = keyof typeof verdicts;

export function isBitOperator(name: string): name is BitOperator {
  return name in verdicts;
}

/** Tests whole numbers (two's complement, as wide as needed) and binaries, whose first byte holds the lowest bits. */
export function bitTest(operator: BitOperator, operand: Value, field: string): ValueTest {
  const positions = positionsOf(operand, field);
  const verdict = verdicts[operator];
  return (value) => {
    const bits = bitsOf(value);
    return bits !== undefined && verdict(positions, bits);
  };
}

function bitsOf(value: Value | undefined): Bits | undefined {
  if (value instanceof Binary) return bytesAsBits(value);
  if (!isNumeric(value)) return undefined;
  const whole = wholeNumber(value);
  if (whole === undefined) return undefined;
  return (position) => ((whole >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}

function bytesAsBits({ buffer, position: length }: Binary): Bits {
  return (position) => {
    const byte = position >> 3 < length ? (buffer[position >> 3] ?? 0) : 0;
    return ((byte >> (position & 7)) & 1) === 1;
  };
}

/** The number if it is whole and fits an int64. */
function wholeNumber(value: Numeric): bigint | undefined {
  if (typeof value === 'bigint') return value;
  const number = asNumber(value);
  if (!Number.isInteger(number) || Math.abs(number) > 2 ** 63) return undefined;
  const whole = value instanceof Decimal128 ? exactWhole(value) : BigInt(number);
  return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

function exactWhole(value: Decimal128): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/.exec(value.toString());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(`${whole}${fraction}`);
  const size = exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent);
  return sign === '-' ? -size : size;
}

function positionsOf(operand: Value, field: string): number[] {
  if (Array.isArray(operand)) return operand.map((one) => listedPosition(one, field));
  if (operand instanceof Binary) return setBits(operand.position * 8, bytesAsBits(operand));
  if (!isNumeric(operand)) {
    throw badValue(`${field} takes an Array, a number, or a BinData but received: ${print(operand)}`);
  }
  const whole = wholeNumber(operand);
  if (whole === undefined) throw failedToParse(`Expected an integer: ${field}: ${print(operand)}`);
  if (whole < 0n) throw failedToParse(`Expected a non-negative number in: ${field}: ${print(operand)}`);
  return setBits(64, (position) => ((whole >> BigInt(position)) & 1n) === 1n);
}

function setBits(count: number, isSet: Bits): number[] {
  return Array.from({ length: count }, (_, position) => position).filter(isSet);
}

function listedPosition(one: Value, field: string): number {
  const position = asNumber(one);
  if (!isNumeric(one)) {
    throw badValue(`Failed to parse bit position. Expected a number in: ${field}: ${print(one)}`);
  }
  if (!Number.isInteger(position) || position > 0x7fffffff) {
    throw badValue(`Failed to parse bit position. Expected an integer in: ${field}: ${print(one)}`);
  }
  if (position < 0) {
    throw badValue(`Failed to parse bit position. Expected a non-negative number in: ${field}: ${print(one)}`);
  }
  return position;
}
