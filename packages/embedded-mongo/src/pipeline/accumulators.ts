import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import type { QueryContext } from '../query/context.ts';
import { parseSort, sortKey } from '../query/sort-rows.ts';
import { countOf } from './expressions/array-building.ts';
import type { Expression, Scope } from './expressions/expression.ts';
import { mergeInto } from './expressions/objects.ts';
import { compareOperands, isNullish, parseFields } from './expressions/operator.ts';
import { parseExpression } from './expressions/parse-expression.ts';
import { Deviation, Summation } from './expressions/summation.ts';
import { keepGreatest, keepLeast } from './keep-best.ts';
import { keepFewest, keepFirst, keepLast, keepMost, type Portion } from './portions.ts';

/** What one group has gathered for one field. */
export interface Gathering {
  add(scope: Scope): void;
  result(): Value;
}

/** Starts a field of a group; `keep` is told how many bytes it holds on to. */
export type Accumulator = (group: Scope, keep: (value: Value) => void) => Gathering;

type Step<T> = (state: T, value: Value | undefined, keep: (value: Value) => void) => T;

function folding<T>(read: Expression, start: () => T, step: Step<T>, result: (state: T) => Value): Accumulator {
  return (_group, keep) => {
    let state = start();
    return {
      add(scope) {
        state = step(state, read(scope), keep);
      },
      result: () => result(state),
    };
  };
}

/** Reads `{ $sum: … }` and its kin. Throws 40234, 40238 and 15952 as MongoDB for what is no accumulator. */
export function parseAccumulator(name: string, value: Value, context: QueryContext): Accumulator {
  if (!(value instanceof Map) || value.size === 0) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  if (value.size > 1) throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  const [operator = '', operand = null] = [...value][0] ?? [];
  if (!operator.startsWith('$')) throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  const parse = accumulators.get(operator);
  if (parse) return parse(operand, context, operator);
  if (refused.has(operator)) throw notSupported(`the accumulator ${operator}`);
  throw new CommandError(15952, `unknown group operator '${operator}'`);
}

const refused = new Set(['$accumulator', '$median', '$percentile', '$function']);

type Parse = (operand: Value, context: QueryContext, operator: string) => Accumulator;

function single(make: (read: Expression) => Accumulator): Parse {
  return (operand, context, operator) => {
    if (Array.isArray(operand) && operand.length !== 1) {
      throw new CommandError(40237, `The ${operator} accumulator is a unary operator`);
    }
    return make(parseExpression(Array.isArray(operand) ? (operand[0] ?? null) : operand, context));
  };
}

function added<T extends { add(value: Value | undefined): void }>(total: T, value: Value | undefined): T {
  total.add(value);
  return total;
}

const accumulators = new Map<string, Parse>([
  [
    '$sum',
    single((read) =>
      folding(
        read,
        () => new Summation(),
        added,
        (sum) => sum.total,
      ),
    ),
  ],
  [
    '$avg',
    single((read) =>
      folding(
        read,
        () => new Summation(),
        added,
        (sum) => sum.average,
      ),
    ),
  ],
  [
    '$stdDevPop',
    single((read) =>
      folding(
        read,
        () => new Deviation(),
        added,
        (one) => one.result(false),
      ),
    ),
  ],
  [
    '$stdDevSamp',
    single((read) =>
      folding(
        read,
        () => new Deviation(),
        added,
        (one) => one.result(true),
      ),
    ),
  ],
  ['$count', parseCount],
  ['$min', single((read) => extreme(read, -1))],
  ['$max', single((read) => extreme(read, 1))],
  [
    '$first',
    single((read) =>
      folding<Value | undefined>(
        read,
        () => undefined,
        (state, value) => (state === undefined ? (value ?? null) : state),
        (state) => state ?? null,
      ),
    ),
  ],
  [
    '$last',
    single((read) =>
      folding<Value>(
        read,
        () => null,
        (_state, value) => value ?? null,
        (state) => state,
      ),
    ),
  ],
  ['$push', single(pushing)],
  ['$addToSet', single(collecting)],
  [
    '$mergeObjects',
    single((read) =>
      folding<Doc>(
        read,
        () => new Map(),
        mergeInto,
        (state) => state,
      ),
    ),
  ],
  ['$firstN', portion(keepFirst)],
  ['$lastN', portion(keepLast)],
  ['$maxN', portion(keepMost)],
  ['$minN', portion(keepFewest)],
  ['$top', ranked(false, 1)],
  ['$bottom', ranked(false, -1)],
  ['$topN', ranked(true, 1)],
  ['$bottomN', ranked(true, -1)],
]);

function parseCount(operand: Value): Accumulator {
  if (!(operand instanceof Map) || operand.size > 0) {
    throw new CommandError(9, '$count takes no arguments, i.e. $count:{}');
  }
  return folding(
    () => 1,
    () => new Summation(),
    added,
    (sum) => sum.total,
  );
}

function extreme(read: Expression, side: 1 | -1): Accumulator {
  const step = (state: Value, value: Value | undefined): Value => {
    if (isNullish(value)) return state;
    return state === null || compareOperands(value, state) * side > 0 ? value : state;
  };
  return folding<Value>(
    read,
    () => null,
    step,
    (state) => state,
  );
}

function pushing(read: Expression): Accumulator {
  const step: Step<Value[]> = (state, value, keep) => {
    if (value === undefined) return state;
    keep(value);
    state.push(value);
    return state;
  };
  return folding<Value[]>(
    read,
    () => [],
    step,
    (state) => state,
  );
}

function collecting(read: Expression): Accumulator {
  const step: Step<Map<string, Value>> = (state, value, keep) => {
    if (value === undefined) return state;
    const key = encodeValueKey(value).toString('latin1');
    if (state.has(key)) return state;
    keep(value);
    return state.set(key, value);
  };
  return folding(
    read,
    () => new Map<string, Value>(),
    step,
    (state) => [...state.values()],
  );
}

function portion(start: (n: number, keep: (value: Value) => void) => Portion): Parse {
  return (operand, context, operator) => {
    const fields = parseFields(operand, operator, [], ['n', 'input'], {
      object: 5787801,
      unknown: 5787901,
      missing: 0,
    });
    const { n, input } = { n: fields.get('n'), input: fields.get('input') };
    if (n === undefined) throw new CommandError(5787906, `Missing value for 'n'`);
    if (input === undefined) throw new CommandError(5787907, `Missing value for 'input'`);
    const count = parseExpression(n, context);
    const read = parseExpression(input, context);
    return (group, keep) => {
      const held = start(countOf(count(group)), keep);
      return {
        add: (scope) => held.add(read(scope)),
        result: held.result,
      };
    };
  };
}

interface Ranked {
  key: Buffer;
  output: Value;
}

function ranked(hasCount: boolean, side: 1 | -1): Parse {
  return (operand, context, operator) => {
    const known = hasCount ? ['n', 'sortBy', 'output'] : ['sortBy', 'output'];
    const fields = parseFields(operand, operator, [], known, { object: 5788001, unknown: 5788002, missing: 0 });
    const part = (field: string, code: number): Value => {
      const value = fields.get(field);
      if (value === undefined) throw new CommandError(code, `Missing value for '${field}'`);
      return value;
    };
    const count = hasCount ? parseExpression(part('n', 5788003), context) : () => 1;
    const sortBy = part('sortBy', 5788005);
    const read = parseExpression(part('output', 5788004), context);
    if (!(sortBy instanceof Map)) throw new CommandError(5788604, "expected 'sortBy' to be an object");
    const keyOf = readSortKey(sortBy, context);
    return (group, keep) => {
      const n = hasCount ? countOf(count(group)) : 1;
      const byKey = (a: Ranked, b: Ranked) => Buffer.compare(a.key, b.key);
      const held = side === 1 ? keepLeast(n, byKey) : keepGreatest(n, byKey);
      return {
        add(scope) {
          const output = read(scope) ?? null;
          keep(output);
          held.add({ key: keyOf(scope), output });
        },
        result() {
          const outputs = held.items.map(({ output }) => output);
          return hasCount ? outputs : (outputs[0] ?? null);
        },
      };
    };
  };
}

/** The fields are read as expressions do, so that positions in a path lead nowhere, and only then sorted as by $sort. */
function readSortKey(sortBy: Doc, context: QueryContext): (scope: Scope) => Buffer {
  const sort = parseSort(sortBy);
  const reads = sort.map(({ field }) => parseExpression(`$${field}`, context));
  const keyOf = sortKey(sort.map(({ direction }, at) => ({ field: String(at), direction })));
  return (scope) => {
    const values: Doc = new Map();
    reads.forEach((read, at) => {
      const value = read(scope);
      if (value !== undefined) values.set(String(at), value);
    });
    return keyOf(values);
  };
}
