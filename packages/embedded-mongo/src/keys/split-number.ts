import { type Decimal128, Double } from 'bson';
import { compareDecimals, type Exact, exactDecimal } from '../bson/decimal.ts';
import { notSupported } from '../command-error.ts';

/**
 * A number of any type as the largest double not above it and what is left, in 2^-64 of the step to the next double: enough
 * to tell any two int64 or any two Decimal128 of that size apart. Decimals outside a double's range are refused.
 */
export function splitNumber(value: number | bigint | Double | Decimal128): { floor: number; remainder: bigint } {
  if (typeof value === 'number') return { floor: value, remainder: 0n };
  if (value instanceof Double) return { floor: value.value, remainder: 0n };
  if (typeof value === 'bigint') {
    const nearest = Number(value);
    if (BigInt(nearest) === value) return { floor: nearest, remainder: 0n };
    const floor = BigInt(nearest) > value ? neighbour(nearest, -1) : nearest;
    const step = BigInt(neighbour(floor, 1)) - BigInt(floor);
    return { floor, remainder: ((value - BigInt(floor)) << 64n) / step };
  }
  return splitDecimal(value);
}

function splitDecimal(value: Decimal128): { floor: number; remainder: bigint } {
  const exact = exactDecimal(value);
  const nearest = Number(value.toString());
  if (typeof exact === 'string') return { floor: nearest, remainder: 0n };
  if (!Number.isFinite(nearest) || (nearest === 0 && exact.coefficient !== 0n)) {
    throw notSupported('ordering a Decimal128 beyond the range of a double');
  }
  const order = compareDecimals(exactDecimal(new Double(nearest)), exact);
  if (order === 0) return { floor: nearest, remainder: 0n };
  const floor = order > 0 ? neighbour(nearest, -1) : nearest;
  const base = exactDecimal(new Double(floor));
  const left = difference(exact, base);
  const step = difference(exactDecimal(new Double(neighbour(floor, 1))), base);
  const exponent = Math.min(left.exponent, step.exponent);
  const fraction =
    ((left.coefficient * 10n ** BigInt(left.exponent - exponent)) << 64n) /
    (step.coefficient * 10n ** BigInt(step.exponent - exponent));
  return { floor, remainder: fraction === 0n ? 1n : fraction };
}

function difference(left: Exact, right: Exact): { coefficient: bigint; exponent: number } {
  if (typeof left === 'string' || typeof right === 'string') return { coefficient: 1n, exponent: 0 };
  const exponent = Math.min(left.exponent, right.exponent);
  return {
    coefficient:
      left.coefficient * 10n ** BigInt(left.exponent - exponent) -
      right.coefficient * 10n ** BigInt(right.exponent - exponent),
    exponent,
  };
}

const view = new DataView(new ArrayBuffer(8));

function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE;
  view.setFloat64(0, value);
  const away = value > 0 === direction > 0;
  view.setBigInt64(0, view.getBigInt64(0) + (away ? 1n : -1n));
  return view.getFloat64(0);
}
