import { isNumeric } from '../bson/compare.ts';
import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { parseComputedProjection } from '../pipeline/projection.ts';
import type { QueryContext } from './context.ts';
import { elementTest, type Filter } from './parse-filter.ts';
import { keepMatched, positionalField } from './positional-projection.ts';
import { Row } from './row.ts';

type Leaf = { kind: 'flag' } | { kind: 'change'; change: (value: Value) => Value | undefined };
type Tree = Map<string, Leaf | Tree>;

export type Projection = (row: Row) => Row;

/**
 * Undefined when everything is wanted. Fields to keep, to leave out or to compute, `$slice`, `$elemMatch` and, where the
 * query's filter is given, the positional `$`.
 */
export function parseProjection(
  projection: Value | undefined,
  context: QueryContext = {},
  filter?: Filter,
): Projection | undefined {
  if (!(projection instanceof Map) || projection.size === 0) return undefined;
  if ([...projection.values()].some(isComputed)) return parseComputedProjection(projection, context);
  const tree: Tree = new Map();
  let keepsId: boolean | undefined;
  let isInclusion: boolean | undefined;
  let matched: string | undefined;
  for (const [field, value] of projection) {
    const positional = positionalField(field);
    if (positional !== undefined) {
      if (matched !== undefined)
        throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
      matched = positional;
    }
    if (value instanceof Map) {
      const operator = parseOperator(field, value, context);
      if (operator.includes) isInclusion = settle(isInclusion, true, field);
      plant(tree, field, { kind: 'change', change: operator.change });
      continue;
    }
    if (typeof value !== 'boolean' && !isNumeric(value))
      throw notSupported(`an expression in a projection ('${field}')`);
    if (field === '_id') {
      keepsId = isTrue(value);
      continue;
    }
    isInclusion = settle(isInclusion, isTrue(value), field);
    plant(tree, positional ?? field, { kind: 'flag' });
  }
  if (matched !== undefined && isInclusion !== true) {
    throw new CommandError(31395, 'positional projection cannot be used with exclusion');
  }
  const includes = isInclusion ?? (keepsId === true && tree.size === 0);
  if (keepsId === undefined ? includes : keepsId === includes) plant(tree, '_id', { kind: 'flag' });
  const cut = (doc: Doc): Doc => (matched !== undefined && filter ? keepMatched(doc, matched, filter) : doc);
  return (row) => new Row(row.row, undefined, includes ? include(cut(row.doc), tree) : exclude(row.doc, tree));
}

const ownOperators = new Set(['$slice', '$elemMatch', '$meta']);

function isComputed(value: Value): boolean {
  if (!(value instanceof Map)) return typeof value !== 'boolean' && !isNumeric(value);
  const [first = ''] = value.keys();
  return !ownOperators.has(first);
}

function settle(known: boolean | undefined, includes: boolean, field: string): boolean {
  if (known === undefined || known === includes) return includes;
  throw includes
    ? new CommandError(31253, `Cannot do inclusion on field ${field} in exclusion projection`)
    : new CommandError(31254, `Cannot do exclusion on field ${field} in inclusion projection`);
}

function plant(tree: Tree, field: string, leaf: Leaf): void {
  const names = field.split('.');
  const last = names.pop() ?? '';
  let branch = tree;
  for (const name of names) {
    const next = branch.get(name) ?? new Map();
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
    if (node === undefined) continue;
    const wanted = node instanceof Map ? includeInside(value, node) : applied(node, value, value);
    if (wanted !== undefined) kept.set(name, wanted);
  }
  return kept;
}

function includeInside(value: Value, tree: Tree): Value | undefined {
  if (value instanceof Map) return include(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => includeInside(element, tree)).filter((element) => element !== undefined);
}

function exclude(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const node = tree.get(name);
    let left: Value | undefined = value;
    if (node instanceof Map) left = excludeInside(value, node);
    else if (node) left = applied(node, value, undefined);
    if (left !== undefined) kept.set(name, left);
  }
  return kept;
}

function excludeInside(value: Value, tree: Tree): Value {
  if (value instanceof Map) return exclude(value, tree);
  return Array.isArray(value) ? value.map((element) => excludeInside(element, tree)) : value;
}

function applied(leaf: Leaf, value: Value, flagged: Value | undefined): Value | undefined {
  return leaf.kind === 'flag' ? flagged : leaf.change(value);
}

function parseOperator(
  field: string,
  value: Doc,
  context: QueryContext,
): { includes: boolean; change: (value: Value) => Value | undefined } {
  const [operator, operand] = [...value][0] ?? ['', null];
  if (operator === '$slice') return { includes: false, change: sliceOf(operand) };
  if (operator === '$elemMatch' && operand instanceof Map) {
    const matches = elementTest(operand, context);
    const change = (array: Value): Value | undefined => {
      const found = Array.isArray(array) ? array.find(matches) : undefined;
      return found === undefined ? undefined : [found];
    };
    return { includes: true, change };
  }
  throw notSupported(operator.startsWith('$') ? `${operator} in a projection` : `a nested projection ('${field}')`);
}

function sliceOf(operand: Value): (value: Value) => Value {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map(asNumber);
  if (first === undefined || Number.isNaN(first) || Number.isNaN(second ?? 0)) {
    throw new CommandError(28724, 'First argument to $slice must be a number or an array of two numbers');
  }
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (second === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first >= 0 ? first : Math.max(0, value.length + first);
    return value.slice(start, start + second);
  };
}
