import { Double } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { encodeDocument } from '../../bson/encode.ts';
import type { Value } from '../../bson/value.ts';
import { CommandError, typeMismatch } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import type { Expression, Operand, Operator, Parser } from './expression.ts';
import { isNullish, listed, parseOperands, unary } from './operator.ts';

const many = Number.POSITIVE_INFINITY;

export const bitOperators: [string, Operator][] = [
  ['$bitAnd', listed(0, many, (values, name) => combine(values, name, -1n, (a, b) => a & b))],
  ['$bitOr', listed(0, many, (values, name) => combine(values, name, 0n, (a, b) => a | b))],
  ['$bitXor', listed(0, many, (values, name) => combine(values, name, 0n, (a, b) => a ^ b))],
  ['$bitNot', unary(inverted)],
  ['$bsonSize', unary(bsonSize)],
  ['$rand', parseRand],
];

function combine(values: Operand[], name: string, start: bigint, apply: (a: bigint, b: bigint) => bigint): Operand {
  let result = start;
  let isLong = false;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      throw typeMismatch(`${name} only supports int and long operands, not ${typeName(value)}`);
    }
    isLong ||= typeof value === 'bigint';
    result = apply(result, BigInt(value));
  }
  return isLong ? result : Number(result);
}

function inverted(value: Operand): Operand {
  if (isNullish(value)) return null;
  if (typeof value === 'bigint') return ~value;
  if (typeof value === 'number') return ~value;
  if (!isNumeric(value)) throw new CommandError(28765, `$bitNot only supports numeric types, not ${typeName(value)}`);
  throw typeMismatch(`$bitNot only supports int and long, not ${typeName(value)}`);
}

function parseRand(operand: Value, parser: Parser, name: string): Expression {
  if (!(operand instanceof Map) || operand.size > 0) parseOperands(operand, parser, name, 0, 0);
  return () => new Double(Math.random());
}

function bsonSize(value: Operand): Operand {
  if (isNullish(value)) return null;
  if (value instanceof Map) return encodeDocument(value).length;
  throw new CommandError(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
}
