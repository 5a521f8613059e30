import { compareValues } from '../../bson/compare.ts';
import type { Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { isConstant, nowhere } from './constants.ts';
import type { Expression, Operand, Operator, Parser } from './expression.ts';
import { binary, isNullish, isTruthy, listed, parseOperands, unary } from './operator.ts';

const many = Number.POSITIVE_INFINITY;

export const setOperators: [string, Operator][] = [
  ['$setUnion', listed(0, many, union)],
  ['$setIntersection', listed(0, many, intersection)],
  ['$setDifference', binary(difference)],
  ['$setEquals', parseSetEquals],
  [
    '$setIsSubset',
    (operand, parser, name) => {
      const code = Array.isArray(operand) && isPlain(operand[1] ?? null) ? 17310 : 17046;
      return binary((left, right) => isSubset(left, right, code))(operand, parser, name);
    },
  ],
  ['$anyElementTrue', unary((value) => elements(value, 17041).some(isTruthy))],
  ['$allElementsTrue', unary((value) => elements(value, 17040).every(isTruthy))],
];

function parseSetEquals(operand: Value, parser: Parser, name: string): Expression {
  const reads = parseOperands(operand, parser, name, 2, many);
  parser.afterwards(() => {
    if (reads.every(isConstant)) return;
    for (const read of reads) if (isConstant(read)) elements(read(nowhere), 5887502);
  });
  return (scope) => areEqual(reads.map((read) => read(scope)));
}

function elements(value: Operand, code: number): Value[] {
  if (Array.isArray(value)) return value;
  throw new CommandError(code, `operand must be an array, but is ${typeName(value)}`);
}

function distinct(values: readonly Value[]): Value[] {
  const ordered = [...values].sort(compareValues);
  return ordered.filter((one, at) => at === 0 || compareValues(one, ordered[at - 1]) !== 0);
}

function has(values: readonly Value[], wanted: Value): boolean {
  return values.some((one) => compareValues(one, wanted) === 0);
}

function union(values: Operand[]): Operand {
  const all: Value[] = [];
  for (const value of values) {
    if (isNullish(value)) return null;
    all.push(...elements(value, 17043));
  }
  return distinct(all);
}

function intersection(values: Operand[]): Operand {
  let common: Value[] | undefined;
  for (const value of values) {
    if (isNullish(value)) return null;
    const list = elements(value, 17047);
    common = common === undefined ? distinct(list) : common.filter((one) => has(list, one));
  }
  return common ?? [];
}

function difference(left: Operand, right: Operand): Operand {
  if (isNullish(left) || isNullish(right)) return null;
  const from = elements(left, 17048);
  const without = elements(right, 17049);
  const kept: Value[] = [];
  for (const one of from) if (!has(without, one) && !has(kept, one)) kept.push(one);
  return kept;
}

function areEqual(values: Operand[]): boolean {
  const [first = [], ...rest] = values.map((value) => distinct(elements(value, 17044)));
  return rest.every((other) => compareValues(first, other) === 0);
}

/** MongoDB reports a wrong operand otherwise when it has prepared a constant set. */
function isPlain(value: Value): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  return !(value instanceof Map) && !(typeof value === 'string' && value.startsWith('$'));
}

function isSubset(left: Operand, right: Operand, code: number): boolean {
  const inner = elements(left, code);
  const outer = elements(right, 17042);
  return inner.every((one) => has(outer, one));
}
