import { isNumeric } from '../bson/compare.ts';
import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { settlingLater } from '../pipeline/expressions/constants.ts';
import { parseComputedProjection } from '../pipeline/projection.ts';
import type { QueryContext } from './context.ts';
import { checkFieldPath } from './field-path.ts';
import { elementTest, type Filter } from './parse-filter.ts';
import { keepMatched, positionalField } from './positional-projection.ts';
import { Row } from './row.ts';

export type Projection = (row: Row) => Row;

/** What `$slice` or `$elemMatch` makes of the field's value; undefined leaves the field out. */
interface Cut {
  readonly path: readonly string[];
  change(value: Value): Value | undefined;
}

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
  const base: Doc = new Map();
  const cuts: Cut[] = [];
  let matched: string | undefined;
  if (projection.has('')) checkFieldPath('');
  const keeps = isInclusion(projection);
  for (const [field, value] of projection) {
    const positional = positionalField(field);
    if (positional !== undefined) {
      if (matched !== undefined) {
        throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
      }
      refuseValue(field, value);
      if (projection.has(positional)) throw new CommandError(31250, `Path collision at ${positional}`);
      matched = positional;
      base.set(positional, value);
      continue;
    }
    const cut = parseCut(field, value, context);
    if (!cut) base.set(field, value);
    else {
      cuts.push(cut);
      if (keeps) base.set(field, true);
    }
  }
  if (matched !== undefined && [...projection.values()].some((value) => operatorOf(value) === '$elemMatch')) {
    throw new CommandError(31255, 'Cannot specify positional operator and $elemMatch.');
  }
  if (matched !== undefined && filter && hasExpression(filter)) {
    throw new CommandError(224, '$expr is not supported in a query with a positional projection');
  }
  const project = base.size === 0 ? undefined : parsed(base, context);
  return (row) => {
    const doc = matched !== undefined && filter ? keepMatched(row.doc, matched, filter) : row.doc;
    const shown = project ? project(new Row(row.row, undefined, doc)).doc : doc;
    return new Row(row.row, undefined, cuts.reduce(cutOut, shown));
  };
}

function hasExpression(filter: Filter): boolean {
  return filter.kind === '$expr' || ('parts' in filter && filter.parts.some(hasExpression));
}

/** Without a word on what to keep `$elemMatch` keeps only its own field and `$slice` everything. */
function isInclusion(projection: Doc): boolean {
  for (const [field, value] of projection) {
    const isFlag = typeof value === 'boolean' || isNumeric(value);
    if (isFlag && (field !== '_id' || isTrue(value))) return isTrue(value);
    if (!isFlag && operatorOf(value) === undefined) return true;
  }
  return [...projection.values()].some((value) => operatorOf(value) === '$elemMatch');
}

/** `$slice` of other than one or two numbers is an expression. */
function operatorOf(value: Value): '$slice' | '$elemMatch' | undefined {
  if (!(value instanceof Map)) return undefined;
  const [first] = value;
  if (first?.[0] === '$elemMatch') return '$elemMatch';
  if (first?.[0] !== '$slice') return undefined;
  const operand = first[1];
  const isOwn = Array.isArray(operand) ? operand.length === 2 && operand.every(isNumeric) : isNumeric(operand);
  return isOwn ? '$slice' : undefined;
}

function refuseValue(field: string, value: Value): void {
  if (value instanceof Map) {
    throw new CommandError(31271, `positional projection cannot be used with an expression or sub object`);
  }
  if (typeof value !== 'boolean' && !isNumeric(value)) {
    throw new CommandError(31308, `positional projection cannot be used with a literal: ${field}`);
  }
  if (!isTrue(value)) throw new CommandError(31395, 'positional projection cannot be used with exclusion');
}

function parsed(base: Doc, context: QueryContext): Projection {
  const later = context.settle ? undefined : settlingLater(context);
  try {
    const project = parseComputedProjection(base, later?.context ?? context);
    later?.settle();
    return project;
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 168) throw error;
    throw new CommandError(31325, `Unknown expression :: caused by :: ${error.message}`);
  }
}

function parseCut(field: string, value: Value, context: QueryContext): Cut | undefined {
  const operator = operatorOf(value);
  if (value instanceof Map && value.has('$meta')) throw notSupported('$meta in a projection');
  if (operator === undefined || !(value instanceof Map)) return undefined;
  if (value.size > 1) throw new CommandError(16410, "FieldPath field names may not start with '$'.");
  const operand = value.get(operator) ?? null;
  const path = field.split('.');
  if (operator === '$slice') return { path, change: sliceOf(operand) };
  if (!(operand instanceof Map)) throw new CommandError(31274, 'elemMatch: Invalid argument, object required');
  if (path.length > 1) throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field');
  const matches = elementTest(operand, context);
  return {
    path,
    change(array) {
      const found = Array.isArray(array) ? array.find(matches) : undefined;
      return found === undefined ? undefined : [found];
    },
  };
}

function sliceOf(operand: Value): (value: Value) => Value {
  const [first = 0, count] = (Array.isArray(operand) ? operand : [operand]).map((one) => Math.trunc(asNumber(one)));
  if (count !== undefined && count <= 0) {
    throw new CommandError(28724, `Third argument to $slice must be positive: ${count}`);
  }
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (count === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first >= 0 ? first : Math.max(0, value.length + first);
    return value.slice(start, start + count);
  };
}

function cutOut(doc: Doc, { path, change }: Cut): Doc {
  const [name = '', ...rest] = path;
  const value = doc.get(name);
  if (value === undefined) return doc;
  const cut = rest.length === 0 ? change(value) : cutInside(value, { path: rest, change });
  if (cut === value) return doc;
  const shown = new Map(doc);
  if (cut === undefined) shown.delete(name);
  else shown.set(name, cut);
  return shown;
}

function cutInside(value: Value, cut: Cut): Value {
  if (value instanceof Map) return cutOut(value, cut);
  return Array.isArray(value) ? value.map((element) => cutInside(element, cut)) : value;
}
