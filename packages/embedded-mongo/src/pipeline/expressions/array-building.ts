import { Double } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { type Kept, keepGreatest, keepLeast } from '../keep-best.ts';
import { arrayOf, isInt32 } from './arrays.ts';
import type { Expression, Operator, Parser } from './expression.ts';
import { checkVariableName, compareOperands, define, isNullish, isTruthy, parseFields } from './operator.ts';
import { parseOrder } from './order.ts';

export const arrayBuildingOperators: [string, Operator][] = [
  ['$filter', parseFilterOf],
  ['$map', parseMap],
  ['$reduce', parseReduce],
  ['$zip', parseZip],
  ['$sortArray', parseSortArray],
  ['$let', parseLet],
  ['$firstN', portion((values, n) => values.slice(0, n))],
  ['$lastN', portion((values, n) => values.slice(Math.max(0, values.length - n)))],
  ['$maxN', portion((values, n) => present(values, keepGreatest<Value>(n, compareOperands)).toReversed())],
  ['$minN', portion((values, n) => [...present(values, keepLeast<Value>(n, compareOperands))])],
];

function variableName(value: Value | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  const name = typeof value === 'string' ? value : '';
  checkVariableName(name);
  return name;
}

function optional(value: Value | undefined, parser: Parser): Expression | undefined {
  return value === undefined ? undefined : parser.parse(value);
}

function parseFilterOf(operand: Value, parser: Parser, name: string): Expression {
  const codes = { object: 28646, unknown: 28647, missing: 28648 };
  const fields = parseFields(operand, name, [], ['input', 'as', 'cond', 'limit'], codes);
  if (!fields.has('input')) throw new CommandError(28648, "Missing 'input' parameter to $filter");
  if (!fields.has('cond')) throw new CommandError(28650, "Missing 'cond' parameter to $filter");
  const as = variableName(fields.get('as'), 'this');
  const input = parser.parse(fields.get('input') ?? null);
  const test = parser.inside([as]).parse(fields.get('cond') ?? null);
  const limit = optional(fields.get('limit'), parser);
  return (scope) => {
    const values = input(scope);
    if (isNullish(values)) return null;
    const wanted = limit?.(scope);
    let left = Number.POSITIVE_INFINITY;
    if (!isNullish(wanted)) {
      if (!isInt32(wanted))
        throw new CommandError(327391, '$filter: limit must be represented as a 32-bit integral value');
      left = asNumber(wanted);
      if (left <= 0) throw new CommandError(327392, '$filter: limit must be greater than 0');
    }
    const kept: Value[] = [];
    for (const one of arrayOf(values, 28651, name)) {
      if (kept.length >= left) break;
      if (isTruthy(test(define(scope, as, one)))) kept.push(one);
    }
    return kept;
  };
}

function parseMap(operand: Value, parser: Parser, name: string): Expression {
  const codes = { object: 16878, unknown: 16879, missing: 16880 };
  const fields = parseFields(operand, name, [], ['input', 'as', 'in'], codes);
  if (!fields.has('input')) throw new CommandError(16880, "Missing 'input' parameter to $map");
  if (!fields.has('in')) throw new CommandError(16882, "Missing 'in' parameter to $map");
  const as = variableName(fields.get('as'), 'this');
  const input = parser.parse(fields.get('input') ?? null);
  const body = parser.inside([as]).parse(fields.get('in') ?? null);
  return (scope) => {
    const values = input(scope);
    if (isNullish(values)) return null;
    return arrayOf(values, 16883, name).map((one) => body(define(scope, as, one)) ?? null);
  };
}

function parseReduce(operand: Value, parser: Parser, name: string): Expression {
  const codes = { object: 40075, unknown: 40076, missing: 40077 };
  const fields = parseFields(operand, name, [], ['input', 'initialValue', 'in'], codes);
  if (!fields.has('input')) throw new CommandError(40077, "$reduce requires 'input' to be specified");
  if (!fields.has('initialValue')) throw new CommandError(40078, "$reduce requires 'initialValue' to be specified");
  if (!fields.has('in')) throw new CommandError(40079, "$reduce requires 'in' to be specified");
  const input = parser.parse(fields.get('input') ?? null);
  const initial = parser.parse(fields.get('initialValue') ?? null);
  const body = parser.inside(['this', 'value']).parse(fields.get('in') ?? null);
  return (scope) => {
    const values = input(scope);
    if (isNullish(values)) return null;
    let value = initial(scope);
    for (const one of arrayOf(values, 40080, name)) value = body(define(define(scope, 'value', value), 'this', one));
    return value;
  };
}

function parseLet(operand: Value, parser: Parser, name: string): Expression {
  const fields = parseFields(operand, name, [], ['vars', 'in'], { object: 16874, unknown: 16875, missing: 16876 });
  const vars = fields.get('vars');
  if (vars === undefined) throw new CommandError(16876, "Missing 'vars' parameter to $let");
  const body = fields.get('in');
  if (body === undefined) throw new CommandError(16877, "Missing 'in' parameter to $let");
  if (!(vars instanceof Map)) throw new CommandError(10065, 'invalid parameter: expected an object (vars)');
  const made = [...vars].map(([variable, value]) => {
    checkVariableName(variable);
    return { variable, read: parser.parse(value) };
  });
  const inner = parser.inside([...vars.keys()]).parse(body);
  return (scope) => inner(made.reduce((known, { variable, read }) => define(known, variable, read(scope)), scope));
}

function parseZip(operand: Value, parser: Parser, name: string): Expression {
  const codes = { object: 34460, unknown: 34464, missing: 34465 };
  const fields = parseFields(operand, name, ['inputs'], ['defaults', 'useLongestLength'], codes);
  const inputs = fields.get('inputs');
  const defaults = fields.get('defaults');
  if (!Array.isArray(inputs)) throw new CommandError(34461, 'inputs must be an array of expressions');
  if (inputs.length === 0) throw new CommandError(34465, '$zip requires at least one input array');
  const isLong = fields.get('useLongestLength') ?? false;
  if (typeof isLong !== 'boolean') throw new CommandError(34463, 'useLongestLength must be a bool');
  if (defaults !== undefined && !Array.isArray(defaults))
    throw new CommandError(34462, 'defaults must be an array of expressions');
  if (defaults && !isLong) throw new CommandError(34466, 'cannot specify defaults unless useLongestLength is true');
  if (defaults && defaults.length !== inputs.length)
    throw new CommandError(34467, 'defaults and inputs must have the same length');
  const reads = inputs.map((one) => parser.parse(one));
  const fillers = (defaults ?? []).map((one) => parser.parse(one));
  return (scope) => {
    const lists: Value[][] = [];
    for (const read of reads) {
      const value = read(scope);
      if (isNullish(value)) return null;
      lists.push(arrayOf(value, 34468, name));
    }
    const lengths = lists.map(({ length }) => length);
    const length = isLong ? Math.max(...lengths) : Math.min(...lengths);
    const fill = fillers.map((read) => read(scope) ?? null);
    return Array.from({ length }, (_, at) =>
      lists.map((list, which) => (at < list.length ? list[at] : fill[which]) ?? null),
    );
  };
}

function parseSortArray(operand: Value, parser: Parser, name: string): Expression {
  const codes = { object: 2942500, unknown: 2942501, missing: 2942502 };
  const fields = parseFields(operand, name, [], ['input', 'sortBy'], codes);
  if (!fields.has('input')) throw new CommandError(2942502, "$sortArray requires 'input' to be specified");
  if (!fields.has('sortBy')) throw new CommandError(2942503, "$sortArray requires 'sortBy' to be specified");
  const input = parser.parse(fields.get('input') ?? null);
  const order = parseOrder(fields.get('sortBy') ?? null);
  return (scope) => {
    const values = input(scope);
    return isNullish(values) ? null : [...arrayOf(values, 2942504, name)].sort(order);
  };
}

function present(values: readonly Value[], kept: Kept<Value>): readonly Value[] {
  for (const one of values) if (one !== null) kept.add(one);
  return kept.items;
}

function portion(take: (values: Value[], n: number) => Value[]): Operator {
  return (operand, parser, name) => {
    const codes = { object: 5787801, unknown: 5787901, missing: 5787906 };
    const fields = parseFields(operand, name, [], ['n', 'input'], codes);
    if (!fields.has('n')) throw new CommandError(5787906, `Missing value for 'n'`);
    if (!fields.has('input')) throw new CommandError(5787907, `Missing value for 'input'`);
    const input = parser.parse(fields.get('input') ?? null);
    const count = parser.parse(fields.get('n') ?? null);
    return (scope) => {
      const n = countOf(count(scope));
      return take(arrayOf(input(scope), 5788200, name), n);
    };
  };
}

/** The `n` of `$firstN` and its kin: a whole number from 1 on. */
export function countOf(value: Value | undefined): number {
  if (!isNumeric(value))
    throw new CommandError(5787902, `Value for 'n' must be of integral type, but found ${typeName(value)}`);
  const n = asNumber(value);
  if (value instanceof Double && !(Math.abs(n) < 2 ** 63)) {
    throw new CommandError(31109, `Can't coerce out of range value ${n} to long`);
  }
  if (!Number.isInteger(n)) throw new CommandError(5787903, "Value for 'n' must be of integral type");
  if (n <= 0) throw new CommandError(5787908, "'n' must be greater than 0");
  return n;
}
