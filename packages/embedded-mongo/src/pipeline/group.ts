import { Double } from 'bson';
import { compareValues, equalValues, isNumeric } from '../bson/compare.ts';
import { asNumber } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import { Row, type Source } from '../query/row.ts';
import { arithmetic } from '../update/arithmetic.ts';
import { type Expression, parseExpression } from './expression.ts';

type Step = (state: Value | undefined, value: Value | undefined) => Value | undefined;

const steps = new Map<string, { step: Step; start: Value | undefined }>([
  ['$sum', { step: add, start: 0 }],
  ['$count', { step: (state) => add(state, 1), start: 0 }],
  ['$min', { step: (state, value) => extreme(state, value, -1), start: undefined }],
  ['$max', { step: (state, value) => extreme(state, value, 1), start: undefined }],
  ['$first', { step: (state, value) => (state === undefined ? (value ?? null) : state), start: undefined }],
  ['$last', { step: (_state, value) => value ?? null, start: undefined }],
  ['$push', { step: (state, value) => appended(state, value), start: undefined }],
  ['$addToSet', { step: (state, value) => (holds(state, value) ? state : appended(state, value)), start: undefined }],
]);
const emptyResult = new Map<string, Value>([
  ['$push', []],
  ['$addToSet', []],
]);

function add(state: Value | undefined, value: Value | undefined): Value | undefined {
  if (!isNumeric(value) || !isNumeric(state)) return state;
  return arithmetic('+', state, value) ?? new Double(asNumber(state) + asNumber(value));
}

function extreme(state: Value | undefined, value: Value | undefined, side: 1 | -1): Value | undefined {
  if (value === undefined || value === null) return state;
  return state === undefined || compareValues(value, state) * side > 0 ? value : state;
}

function appended(state: Value | undefined, value: Value | undefined): Value | undefined {
  if (value === undefined) return state;
  if (!Array.isArray(state)) return [value];
  state.push(value);
  return state;
}

function holds(state: Value | undefined, value: Value | undefined): boolean {
  return Array.isArray(state) && state.some((one) => equalValues(one, value));
}

interface Accumulator {
  name: string;
  operator: string;
  read: Expression;
  step: Step;
  start: Value | undefined;
}

interface Group {
  id: Value;
  states: (Value | undefined)[];
}

/** `$group` over constants and field paths with the common accumulators. */
export function parseGroup(spec: Value): (source: Source) => Row[] {
  if (!(spec instanceof Map)) throw new CommandError(15947, "a group's fields must be specified in an object");
  const accumulators: Accumulator[] = [];
  for (const [name, value] of spec) if (name !== '_id') accumulators.push(parseAccumulator(name, value));
  const idSpec = spec.get('_id');
  if (idSpec === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  const readId = parseExpression(idSpec);
  return (source) => {
    const groups = new Map<string, Group>();
    source.read((row) => {
      const id = readId(row.doc) ?? null;
      const key = encodeValueKey(id).toString('latin1');
      const group = groups.get(key) ?? { id, states: accumulators.map(({ start }) => start) };
      groups.set(key, group);
      accumulators.forEach(({ read, step }, at) => {
        group.states[at] = step(group.states[at], read(row.doc));
      });
      return true;
    });
    return [...groups.values()].map(({ id, states }) => {
      const made: Doc = new Map([['_id', id]]);
      accumulators.forEach(({ name, operator }, at) => {
        made.set(name, states[at] ?? emptyResult.get(operator) ?? null);
      });
      return new Row(0, undefined, made);
    });
  };
}

function parseAccumulator(name: string, value: Value): Accumulator {
  const [operator, operand] = (value instanceof Map ? [...value][0] : undefined) ?? [];
  if (operator === undefined || operand === undefined || !operator.startsWith('$')) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  const known = steps.get(operator);
  if (!known) throw notSupported(`the accumulator ${operator}`);
  return { name, operator, read: parseExpression(operand), ...known };
}
