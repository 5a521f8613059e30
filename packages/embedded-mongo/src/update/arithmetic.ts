import { Decimal128, Double } from 'bson';
import { decimalArithmetic } from '../bson/decimal.ts';
import { asNumber } from '../bson/read-value.ts';
import type { Numeric } from '../bson/value.ts';

/** Sum or product in the wider of the two types; int32 grows to int64. Undefined when int64 overflows. */
export function arithmetic(operation: '+' | '*', left: Numeric, right: Numeric): Numeric | undefined {
  if (left instanceof Decimal128 || right instanceof Decimal128) return decimalArithmetic(operation, left, right);
  if (left instanceof Double || right instanceof Double) {
    const a = asNumber(left);
    const b = asNumber(right);
    return new Double(operation === '+' ? a + b : a * b);
  }
  const a = BigInt(left);
  const b = BigInt(right);
  const result = operation === '+' ? a + b : a * b;
  const isNarrow = typeof left === 'number' && typeof right === 'number';
  if (isNarrow && BigInt.asIntN(32, result) === result) return Number(result);
  return BigInt.asIntN(64, result) === result ? result : undefined;
}
