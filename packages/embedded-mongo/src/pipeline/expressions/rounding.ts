import { Decimal128, Double } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { exactDecimal } from '../../bson/decimal.ts';
import { type Rounding, rootOfDecimal, roundDecimal, roundTo } from '../../bson/decimal-division.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Numeric } from '../../bson/value.ts';
import { CommandError, notSupported } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { isInt32 } from './arrays.ts';
import type { Operand, Operator } from './expression.ts';
import { binary, isNullish, listed, unary } from './operator.ts';

export const rounding: [string, Operator][] = [
  ['$abs', onNumber(absolute)],
  ['$ceil', onNumber((value) => whole(value, 'ceiling', Math.ceil))],
  ['$floor', onNumber((value) => whole(value, 'floor', Math.floor))],
  ['$round', listed(1, 2, (values, name) => rounded(values, name, 'even'))],
  ['$trunc', listed(1, 2, (values, name) => rounded(values, name, 'down'))],
  ['$sqrt', onNumber(squareRoot)],
  ['$pow', binary(power)],
];

function onNumber(apply: (value: Numeric) => Numeric): Operator {
  return unary((value, name) => {
    if (isNullish(value)) return null;
    if (isNumeric(value)) return apply(value);
    throw new CommandError(28765, `${name} only supports numeric types, not ${typeName(value)}`);
  });
}

function absolute(value: Numeric): Numeric {
  if (value instanceof Double) return new Double(Math.abs(value.value));
  if (value instanceof Decimal128) {
    const text = value.toString();
    return text.startsWith('-') ? Decimal128.fromString(text.slice(1)) : value;
  }
  if (typeof value === 'bigint') {
    if (value === -(2n ** 63n)) throw new CommandError(28680, "can't take $abs of long long min");
    return value < 0n ? -value : value;
  }
  return value === -(2 ** 31) ? 2n ** 31n : Math.abs(value);
}

function whole(value: Numeric, rounding: Rounding, round: (value: number) => number): Numeric {
  if (value instanceof Double) return new Double(round(value.value));
  return value instanceof Decimal128 ? roundDecimal(value, 0, rounding) : value;
}

function rounded(values: Operand[], name: string, rounding: 'even' | 'down'): Operand {
  const [value] = values;
  const precision = values.length === 1 ? 0 : values[1];
  if (isNullish(value) || isNullish(precision)) return null;
  if (!isNumeric(value)) {
    throw new CommandError(51081, `${name} only supports numeric types, not ${typeName(value)}`);
  }
  if (!isNumeric(precision)) {
    throw new CommandError(16004, `can't convert from BSON type ${typeName(precision)} to long`);
  }
  const places = asNumber(precision);
  if (precision instanceof Double && !(Math.abs(places) < 2 ** 63)) {
    throw new CommandError(31109, `Can't coerce out of range value ${places} to long`);
  }
  if (!isInt32(precision)) {
    throw new CommandError(51082, `precision argument to  ${name} must be a integral value`);
  }
  if (places < -20 || places > 100) {
    throw new CommandError(51083, `cannot apply ${name} with precision value ${places} value must be in [-20, 100]`);
  }
  if (value instanceof Decimal128) return roundDecimal(value, places, rounding);
  if (value instanceof Double) return new Double(roundDouble(value.value, places, rounding));
  if (places >= 0) return value;
  const result = roundTo(BigInt(value), 10n ** BigInt(-places), rounding);
  if (typeof value === 'number' && BigInt.asIntN(32, result) === result) return Number(result);
  if (BigInt.asIntN(64, result) === result) return result;
  throw new CommandError(51080, `invalid conversion from Decimal128 result in ${name}`);
}

/** Through Decimal128, so that 2.675 is what it is written as. */
function roundDouble(value: number, places: number, rounding: 'even' | 'down'): number {
  if (!Number.isFinite(value)) return value;
  if (places === 0 && rounding === 'down') return Math.trunc(value);
  const exact = exactDecimal(new Double(value));
  if (typeof exact === 'string' || exact.exponent >= -places) return value;
  const unit = 10n ** BigInt(-places - exact.exponent);
  const result = Number(`${roundTo(exact.coefficient, unit, rounding) / unit}e${-places}`);
  return result === 0 && (value < 0 || Object.is(value, -0)) ? -0 : result;
}

function squareRoot(value: Numeric): Numeric {
  const number = asNumber(value);
  if (number < 0) throw new CommandError(28714, "$sqrt's argument must be greater than or equal to 0");
  return value instanceof Decimal128 ? rootOfDecimal(value) : new Double(Math.sqrt(number));
}

/** Exact powers only: whole exponents of numbers whose result has an exact form. */
function power(base: Operand, exponent: Operand): Operand {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumeric(base)) throw new CommandError(28762, `$pow's base must be numeric, not ${typeName(base)}`);
  if (!isNumeric(exponent)) throw new CommandError(28763, `$pow's exponent must be numeric, not ${typeName(exponent)}`);
  const times = asNumber(exponent);
  if (asNumber(base) === 0 && times < 0) {
    throw new CommandError(28764, '$pow cannot take a base of 0 and a negative exponent');
  }
  if (base instanceof Decimal128 || exponent instanceof Decimal128) throw notSupported('$pow of a Decimal128');
  if (base instanceof Double || exponent instanceof Double) return new Double(doublePower(asNumber(base), times));
  return wholePower(BigInt(base), times, typeof base === 'bigint' || typeof exponent === 'bigint');
}

function doublePower(base: number, times: number): number {
  const isSimple = times === 0 || times === 1 || base === 1 || !Number.isFinite(base) || !Number.isFinite(times);
  if (isSimple) return base === 1 ? 1 : base ** times;
  if (Number.isInteger(base) && Number.isInteger(times) && times > 0 && times < 1100)
    return Number(BigInt(base) ** BigInt(times));
  if (Number.isInteger(base) && times >= 1100) return base < 0 && times % 2 === 1 ? -Infinity : Infinity;
  if (base === 2 && Number.isInteger(times) && times > -1075) return 2 ** times;
  if (times === 0.5 && base >= 0) return Math.sqrt(base);
  if (times === 2) return base * base;
  if (times === -1) return 1 / base;
  throw notSupported('$pow of numbers whose result is not exact');
}

function wholePower(base: bigint, times: number, isLong: boolean): Numeric {
  if (times < 0) {
    if (base === 1n || base === -1n) return sized(times % 2 === 0 ? 1n : base, isLong);
    return new Double(doublePower(Number(base), times));
  }
  if (base === 0n || base === 1n || base === -1n)
    return sized(base ** BigInt(times === 0 ? 0 : 2 - (times % 2)), isLong);
  if (times > 1100)
    return new Double(base < 0n && times % 2 === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  const result = base ** BigInt(times);
  return BigInt.asIntN(64, result) === result ? sized(result, isLong) : new Double(doublePower(Number(base), times));
}

function sized(value: bigint, isLong: boolean): Numeric {
  return !isLong && BigInt.asIntN(32, value) === value ? Number(value) : value;
}
