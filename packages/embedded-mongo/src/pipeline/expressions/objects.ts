import type { Doc, Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import type { Expression, Operand, Operator, Parser } from './expression.ts';
import { isNullish, parseFields, parseOperands, unary } from './operator.ts';

const many = Number.POSITIVE_INFINITY;

export const objectOperators: [string, Operator][] = [
  ['$mergeObjects', parseMerge],
  ['$objectToArray', unary(toArray)],
  ['$arrayToObject', unary(toObject)],
  ['$getField', parseGetField],
  ['$setField', parseSetField],
  ['$unsetField', parseSetField],
  ['$literal', (operand) => () => operand],
];

function parseMerge(operand: Value, parser: Parser, name: string): Expression {
  const reads = parseOperands(operand, parser, name, 0, many);
  return (scope) => {
    const values = reads.map((read) => read(scope));
    const [only] = values;
    const merged = values.length === 1 && Array.isArray(only) ? only : values;
    return merged.reduce<Doc>((into, value) => mergeInto(into, value), new Map());
  };
}

/** Adds a document's fields to another one. Throws 40400 for what is neither a document nor null. */
export function mergeInto(into: Doc, value: Operand): Doc {
  if (isNullish(value)) return into;
  if (!(value instanceof Map)) {
    throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
  }
  for (const [name, inner] of value) into.set(name, inner);
  return into;
}

function toArray(value: Operand): Operand {
  if (isNullish(value)) return null;
  if (!(value instanceof Map))
    throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(
    ([k, v]) =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  );
}

function toObject(value: Operand): Operand {
  if (isNullish(value)) return null;
  if (!Array.isArray(value))
    throw new CommandError(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  const made: Doc = new Map();
  const isPairs = Array.isArray(value[0]);
  for (const one of value) {
    const [name, inner] = isPairs ? pair(one) : entry(one, value.length > 0 && value[0] === one);
    if (name.includes('\0')) throw new CommandError(4940400, 'Key field cannot contain an embedded null byte');
    made.set(name, inner);
  }
  return made;
}

function pair(one: Value): [string, Value] {
  if (!Array.isArray(one))
    throw new CommandError(
      40396,
      `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Array was detected, now found: ${typeName(one)}`,
    );
  if (one.length !== 2)
    throw new CommandError(
      40397,
      `$arrayToObject requires an array of size 2 arrays,found array of size: ${one.length}`,
    );
  const [name, value = null] = one;
  if (typeof name !== 'string')
    throw new CommandError(
      40395,
      `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(name)}`,
    );
  return [name, value];
}

function entry(one: Value, isFirst: boolean): [string, Value] {
  if (!(one instanceof Map)) {
    throw new CommandError(
      isFirst ? 40398 : 40391,
      `$arrayToObject requires a consistent input format. Found: ${typeName(one)}`,
    );
  }
  if (one.size !== 2)
    throw new CommandError(
      40392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${one.size}`,
    );
  const name = one.get('k');
  const value = one.get('v');
  if (name === undefined || value === undefined)
    throw new CommandError(40393, "$arrayToObject requires an object with keys 'k' and 'v'.");
  if (typeof name !== 'string')
    throw new CommandError(
      40394,
      `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(name)}`,
    );
  return [name, value];
}

function constantName(value: Value | undefined, code: number, name: string): string {
  const literal = value instanceof Map && value.size === 1 ? value.get('$literal') : value;
  if (typeof literal !== 'string' || (value === literal && literal.startsWith('$'))) {
    throw new CommandError(code, `${name} requires 'field' to evaluate to a constant string`);
  }
  return literal;
}

function parseGetField(operand: Value, parser: Parser, name: string): Expression {
  const isFull = operand instanceof Map && (operand.has('field') || operand.has('input'));
  if (operand instanceof Map && !isFull && ![...operand.keys()].some((key) => key.startsWith('$'))) {
    throw new CommandError(3041701, `${name} found an unknown argument`);
  }
  const fields = isFull
    ? parseFields(operand, name, [], ['field', 'input'], { object: 3041700, unknown: 3041701, missing: 3041702 })
    : new Map<string, Value>([
        ['field', operand],
        ['input', '$$CURRENT'],
      ]);
  if (!fields.has('field')) throw new CommandError(3041702, `${name} requires 'field' to be specified`);
  if (!fields.has('input')) throw new CommandError(3041703, `${name} requires 'input' to be specified`);
  const field = constantName(fields.get('field'), typeof fields.get('field') === 'string' ? 5654600 : 5654602, name);
  const input = parser.parse(fields.get('input') ?? null);
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) return value === null ? null : undefined;
    return value instanceof Map ? value.get(field) : undefined;
  };
}

function parseSetField(operand: Value, parser: Parser, name: string): Expression {
  const isUnset = name === '$unsetField';
  const known = isUnset ? ['field', 'input'] : ['field', 'input', 'value'];
  const fields = parseFields(operand, name, [], known, { object: 4161100, unknown: 4161101, missing: 4161102 });
  if (!fields.has('field')) throw new CommandError(4161102, `${name} requires 'field' to be specified`);
  if (!isUnset && !fields.has('value')) throw new CommandError(4161103, `${name} requires 'value' to be specified`);
  if (!fields.has('input')) throw new CommandError(4161109, `${name} requires 'input' to be specified`);
  const field = constantName(fields.get('field'), 4161108, name);
  const input = parser.parse(fields.get('input') ?? null);
  const made = isUnset ? undefined : parser.parse(fields.get('value') ?? null);
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) return null;
    if (!(value instanceof Map)) throw new CommandError(4161105, `${name} requires 'input' to evaluate to type Object`);
    const changed = new Map(value);
    const now = made?.(scope);
    if (now === undefined) changed.delete(field);
    else changed.set(field, now);
    return changed;
  };
}
