import { isNumeric } from '../bson/compare.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { QueryContext } from '../query/context.ts';
import { Row } from '../query/row.ts';
import type { Expression, Scope } from './expressions/expression.ts';
import { checkPath, parseExpression, scopeOf } from './expressions/parse-expression.ts';

type Node = 'flag' | Expression | Tree;
type Tree = Map<string, Node>;
type Kind = 'include' | 'exclude' | 'add';

interface Reading {
  tree: Tree;
  kind: Kind | undefined;
  id: boolean | undefined;
  readonly context: QueryContext;
  readonly isAdding: boolean;
}

/** Reads a projection of flags, nested documents and expressions. Throws as MongoDB does on mixtures and collisions. */
export function parseComputedProjection(spec: Doc, context: QueryContext = {}): (row: Row) => Row {
  const reading: Reading = { tree: new Map(), kind: undefined, id: undefined, context, isAdding: false };
  for (const [field, value] of spec) readField(reading, field, value);
  const kind = reading.kind ?? (reading.id === false ? 'exclude' : 'include');
  const { tree, id } = reading;
  if (!tree.has('_id') && (id === undefined ? kind === 'include' : id === (kind === 'include')))
    tree.set('_id', 'flag');
  return (row) => {
    const scope = scopeOf(row.doc, context);
    if (kind === 'exclude') return new Row(row.row, undefined, exclude(row.doc, tree));
    const kept = include(row.doc, tree);
    return new Row(row.row, undefined, compute(kept, tree, scope));
  };
}

/** Reads what `$addFields` and `$set` take: every value an expression, everything else kept. */
export function parseAddedFields(spec: Doc, context: QueryContext = {}): (doc: Doc) => Doc {
  const reading: Reading = { tree: new Map(), kind: 'add', id: undefined, context, isAdding: true };
  for (const [field, value] of spec) readField(reading, field, value);
  return (doc) => compute(new Map(doc), reading.tree, scopeOf(doc, context));
}

/** Reads the paths `$unset` takes. */
export function parseRemovedFields(paths: readonly string[]): (doc: Doc) => Doc {
  const tree: Tree = new Map();
  for (const path of paths) plant(tree, path, 'flag');
  return (doc) => exclude(doc, tree);
}

function readField(reading: Reading, field: string, value: Value): void {
  if (field === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  checkPath(field);
  if (!reading.isAdding && (typeof value === 'boolean' || isNumeric(value))) {
    if (field === '_id') {
      reading.id = isTrue(value);
      return;
    }
    plant(reading.tree, field, 'flag');
    settle(reading, isTrue(value) ? 'include' : 'exclude', field);
    return;
  }
  if (value instanceof Map && ![...value.keys()][0]?.startsWith('$')) {
    if (value.size === 0 && !reading.isAdding) {
      throw new CommandError(51270, `An empty sub-projection is not a valid value. Found empty object at path`);
    }
    if (value.size > 0) {
      for (const [name, inner] of value) {
        if (name.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'.`);
        readField(reading, `${field}.${name}`, inner);
      }
      return;
    }
  }
  if (!reading.isAdding) settle(reading, 'include', field, true);
  plant(reading.tree, field, parseValue(reading, value));
}

function parseValue({ context, isAdding }: Reading, value: Value): Expression {
  if (value instanceof Map && value.size > 1) {
    throw isAdding
      ? new CommandError(40181, 'an expression specification must contain exactly one field')
      : new CommandError(16410, `FieldPath field names may not start with '$'.`);
  }
  try {
    return parseExpression(value, context);
  } catch (error) {
    if (isAdding || !(error instanceof CommandError) || error.code !== 168) throw error;
    throw new CommandError(31325, error.message);
  }
}

function settle(reading: Reading, kind: Kind, field: string, isComputed = false): void {
  reading.kind ??= kind;
  if (reading.kind === kind) return;
  if (isComputed)
    throw new CommandError(
      31310,
      `Invalid $project :: caused by :: Cannot use expression in exclusion projection on field ${field}`,
    );
  throw kind === 'include'
    ? new CommandError(31253, `Cannot do inclusion on field ${field} in exclusion projection`)
    : new CommandError(31254, `Cannot do exclusion on field ${field} in inclusion projection`);
}

function plant(tree: Tree, field: string, leaf: Node): void {
  const names = field.split('.');
  const last = names.pop() ?? '';
  let branch = tree;
  for (const name of names) {
    const next = branch.get(name) ?? new Map<string, Node>();
    if (!(next instanceof Map)) throw new CommandError(31249, `Path collision at ${field}`);
    branch.set(name, next);
    branch = next;
  }
  if (branch.has(last)) throw new CommandError(31250, `Path collision at ${field}`);
  branch.set(last, leaf);
}

function include(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const node = tree.get(name);
    const wanted = node === 'flag' ? value : node instanceof Map ? includeInside(value, node) : undefined;
    if (wanted !== undefined) kept.set(name, wanted);
  }
  return kept;
}

/** What is computed below a value keeps its place, whatever the value was. */
function includeInside(value: Value, tree: Tree): Value | undefined {
  if (value instanceof Map) return include(value, tree);
  if (!Array.isArray(value)) return hasComputed(tree) ? new Map<string, Value>() : undefined;
  return value.map((one) => includeInside(one, tree)).filter((one) => one !== undefined);
}

function exclude(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const node = tree.get(name);
    if (node !== 'flag') kept.set(name, node instanceof Map ? excludeInside(value, node) : value);
  }
  return kept;
}

function excludeInside(value: Value, tree: Tree): Value {
  if (value instanceof Map) return exclude(value, tree);
  return Array.isArray(value) ? value.map((one) => excludeInside(one, tree)) : value;
}

/** Sets the computed fields of the document given, in the order they were written. */
function compute(doc: Doc, tree: Tree, scope: Scope): Doc {
  for (const [name, node] of tree) {
    if (node === 'flag') continue;
    if (node instanceof Map) {
      if (!hasComputed(node)) continue;
      doc.set(name, computeInside(doc.get(name), node, scope));
      continue;
    }
    const value = node(scope);
    if (value === undefined) doc.delete(name);
    else doc.set(name, value);
  }
  return doc;
}

function computeInside(value: Value | undefined, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((one) => computeInside(one, tree, scope));
  return compute(new Map(value instanceof Map ? value : []), tree, scope);
}

function hasComputed(tree: Tree): boolean {
  return [...tree.values()].some((node) => (node instanceof Map ? hasComputed(node) : node !== 'flag'));
}
