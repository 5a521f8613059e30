import { Decimal128, Double } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { decimalArithmetic } from '../../bson/decimal.ts';
import { divideDecimals, remainderOfDecimals } from '../../bson/decimal-division.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Numeric } from '../../bson/value.ts';
import { badValue, CommandError, typeMismatch } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { isInt32 } from './arrays.ts';
import { dateOf } from './calendar.ts';
import type { Operand, Operator } from './expression.ts';
import { binary, isNullish, parseOperands } from './operator.ts';
import { rounding } from './rounding.ts';

const maxOperands = Number.POSITIVE_INFINITY;

export const arithmeticOperators: [string, Operator][] = [
  ['$add', folded('$add', addOne)],
  ['$multiply', folded('$multiply', (total, value) => combine('*', total, numberOf(value, '$multiply')))],
  ['$subtract', binary(subtract)],
  ['$divide', binary(divide)],
  ['$mod', binary(remainder)],
  ...rounding,
];

type Total = Numeric | Date;

function folded(name: string, step: (total: Total, value: Exclude<Operand, null | undefined>) => Total): Operator {
  return (operand, parser) => {
    const reads = parseOperands(operand, parser, name, 0, maxOperands);
    return (scope) => {
      let total: Total = name === '$add' ? 0 : 1;
      for (const read of reads) {
        const value = read(scope);
        if (isNullish(value)) return null;
        total = step(total, value);
      }
      return total;
    };
  };
}

function numberOf(value: Operand, name: string): Numeric {
  if (isNumeric(value)) return value;
  throw typeMismatch(`${name} only supports numeric types, not ${typeName(value)}`);
}

function addOne(total: Total, value: Exclude<Operand, null | undefined>): Total {
  if (value instanceof Date) {
    if (total instanceof Date) throw new CommandError(16612, 'only one date allowed in an $add expression');
    return moved(value, total);
  }
  if (!isNumeric(value)) throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
  return total instanceof Date ? moved(total, value) : combine('+', total, value);
}

/** The date so many milliseconds later, halves rounded away from zero. */
function moved(date: Date, by: Numeric): Date {
  const ms = asNumber(by);
  const rounded = Math.sign(ms) * Math.round(Math.abs(ms));
  return dateOf(date.getTime() + rounded, 15);
}

/** Sum, difference or product in the wider type; int32 grows to int64, and int64 to double when it overflows. */
export function combine(operation: '+' | '-' | '*', left: Total, right: Numeric): Numeric {
  if (left instanceof Date) throw typeMismatch('a date is no number');
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return operation === '-'
      ? decimalArithmetic('+', left, decimalArithmetic('*', right, -1))
      : decimalArithmetic(operation, left, right);
  }
  if (left instanceof Double || right instanceof Double) {
    return new Double(calculate(operation, asNumber(left), asNumber(right)));
  }
  const exact = exactly(operation, BigInt(left), BigInt(right));
  const isNarrow = typeof left === 'number' && typeof right === 'number';
  if (isNarrow && BigInt.asIntN(32, exact) === exact) return Number(exact);
  if (BigInt.asIntN(64, exact) === exact) return exact;
  return new Double(calculate(operation, Number(left), Number(right)));
}

function calculate(operation: '+' | '-' | '*', a: number, b: number): number {
  if (operation === '+') return a + b;
  return operation === '-' ? a - b : a * b;
}

function exactly(operation: '+' | '-' | '*', a: bigint, b: bigint): bigint {
  if (operation === '+') return a + b;
  return operation === '-' ? a - b : a * b;
}

function subtract(left: Operand, right: Operand): Operand {
  if (isNullish(left) || isNullish(right)) return null;
  if (isNumeric(left) && isNumeric(right)) return combine('-', left, right);
  if (left instanceof Date) {
    if (right instanceof Date) return BigInt(left.getTime() - right.getTime());
    if (isNumeric(right)) return moved(left, combine('-', 0, right));
    throw typeMismatch(`can't $subtract ${typeName(right)} from Date`);
  }
  throw typeMismatch(`can't $subtract ${typeName(right)} from ${typeName(left)}`);
}

function divide(left: Operand, right: Operand): Operand {
  if (isNumeric(left) && isNumeric(right)) {
    if (asNumber(right) === 0) throw badValue("can't $divide by zero");
    if (left instanceof Decimal128 || right instanceof Decimal128) return divideDecimals(left, right);
    return new Double(asNumber(left) / asNumber(right));
  }
  if (isNullish(left) || isNullish(right)) return null;
  throw typeMismatch(`$divide only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
}

function remainder(left: Operand, right: Operand): Operand {
  if (isNumeric(left) && isNumeric(right)) {
    const isDecimal = left instanceof Decimal128 || right instanceof Decimal128;
    if (asNumber(right) === 0) throw new CommandError(isDecimal ? 5733415 : 16610, "can't $mod by zero");
    if (isDecimal) return remainderOfDecimals(left, right);
    const divisor = right instanceof Double && isInt32(right) ? right.value : right;
    if (left instanceof Decimal128 || divisor instanceof Decimal128) return null;
    if (left instanceof Double || divisor instanceof Double) return new Double(asNumber(left) % asNumber(right));
    const rest = BigInt(left) % BigInt(divisor);
    return typeof left === 'number' && typeof divisor === 'number' ? Number(rest) : rest;
  }
  if (isNullish(left) || isNullish(right)) return null;
  throw new CommandError(16611, `$mod only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
}
