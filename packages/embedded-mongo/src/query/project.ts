import { isNumeric } from '../bson/compare.ts';
import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { settlingLater } from '../pipeline/expressions/constants.ts';
import { parseComputedProjection } from '../pipeline/projection.ts';
import type { QueryContext } from './context.ts';
import { checkFieldPath } from './field-path.ts';
import { elementTest, type Filter } from './parse-filter.ts';
import { checkPositional, keepMatched, positionalField } from './positional-projection.ts';
import { Row } from './row.ts';

export type Projection = (row: Row) => Row;

/** What `$slice` or `$elemMatch` makes of the field's value; undefined leaves the field out. */
interface Cut {
  readonly operator: '$slice' | '$elemMatch';
  readonly operand: Value;
  readonly path: readonly string[];
  change(value: Value): Value | undefined;
}

/**
 * Undefined when everything is wanted. Fields to keep, to leave out or to compute, `$slice`, `$elemMatch` and, where the
 * query's filter is given, the positional `$`.
 */
export function parseProjection(
  given: Value | undefined,
  context: QueryContext = {},
  filter?: Filter,
): Projection | undefined {
  if (!(given instanceof Map) || given.size === 0) return undefined;
  const projection = new Map([...given].flatMap(withoutNesting));
  const base: Doc = new Map();
  const cuts: Cut[] = [];
  let matched: string | undefined;
  if (projection.has('')) checkFieldPath('');
  const keeps = isInclusion(projection);
  for (const [field, value] of projection) {
    try {
      const positional = positionalField(field);
      const hasElements = cuts.some(({ operator }) => operator === '$elemMatch');
      const cut = positional === undefined ? parseCut(field, value, context, matched) : undefined;
      if (positional !== undefined) {
        checkPositional(field, value, { matched, hasElements, filter });
        if (projection.has(positional)) throw new CommandError(31250, `Path collision at ${positional}`);
        matched = positional;
      }
      // MongoDB reads a $slice that does not fit beside the fields before it as an expression.
      const isCut = cut !== undefined && !(cut.operator === '$slice' && collides(cut.path, base, cuts));
      if (isCut) cuts.push(cut);
      else if (!cut && !keeps) refuseCollision(field, cuts);
      if (!isCut || keeps) base.set(positional ?? field, isCut ? true : value);
    } catch (error) {
      // What is wrong with a field before this one is found first.
      if (base.size > 0) parsed(base, context);
      throw error;
    }
  }
  const project = base.size === 0 ? undefined : parsed(base, context);
  for (const { operand } of cuts) refuseCount(operand);
  return (row) => {
    const doc = matched !== undefined && filter ? keepMatched(row.doc, matched, filter) : row.doc;
    const shown = project ? project(new Row(row.row, undefined, doc)).doc : doc;
    return new Row(row.row, undefined, cuts.reduce(cutOut, shown));
  };
}

/** `$slice` and `$elemMatch` may stand in documents as well as behind dotted names. */
function withoutNesting([field, value]: [string, Value]): [string, Value][] {
  if (!holdsCut(value)) return [[field, value]];
  return [...value].map(([name, inner]): [string, Value] => [`${field}.${name}`, inner]).flatMap(withoutNesting);
}

function holdsCut(value: Value): value is Doc {
  if (!(value instanceof Map) || [...value.keys()].some((name) => name.startsWith('$'))) return false;
  return [...value.values()].some((inner) => operatorOf(inner) !== undefined || holdsCut(inner));
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

function collides(path: readonly string[], base: Doc, cuts: readonly Cut[]): boolean {
  const field = path.join('.');
  const others = [...base.keys(), ...cuts.map((cut) => cut.path.join('.'))];
  return others.some((other) => other === field || other.startsWith(`${field}.`) || field.startsWith(`${other}.`));
}

function refuseCollision(field: string, cuts: readonly Cut[]): void {
  if (!collides(field.split('.'), new Map(), cuts)) return;
  const isInside = cuts.some(({ path }) => field.startsWith(`${path.join('.')}.`));
  throw new CommandError(isInside ? 31249 : 31250, `Path collision at ${field}`);
}

function parseCut(field: string, value: Value, context: QueryContext, matched: string | undefined): Cut | undefined {
  const operator = operatorOf(value);
  if (value instanceof Map && value.has('$meta')) throw notSupported('$meta in a projection');
  if (operator === undefined || !(value instanceof Map)) return undefined;
  if (value.size > 1) throw new CommandError(16410, "FieldPath field names may not start with '$'.");
  const operand = value.get(operator) ?? null;
  const path = field.split('.');
  if (operator === '$slice') return { operator, operand, path, change: sliceOf(operand) };
  if (!(operand instanceof Map)) throw new CommandError(31274, 'elemMatch: Invalid argument, object required');
  if (matched !== undefined) throw new CommandError(31255, 'Cannot specify positional operator and $elemMatch.');
  if (path.length > 1) throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field');
  const matches = elementTest(operand, context);
  return {
    operator,
    operand,
    path,
    change(array) {
      const found = Array.isArray(array) ? array.find(matches) : undefined;
      return found === undefined ? undefined : [found];
    },
  };
}

function refuseCount(operand: Value): void {
  const count = Array.isArray(operand) ? Math.trunc(asNumber(operand[1])) : 1;
  if (count <= 0) throw new CommandError(28724, `Third argument to $slice must be positive: ${count}`);
}

function sliceOf(operand: Value): (value: Value) => Value {
  const [first = 0, count] = (Array.isArray(operand) ? operand : [operand]).map((one) => Math.trunc(asNumber(one)));
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (count === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first >= 0 ? first : Math.max(0, value.length + first);
    return value.slice(start, start + count);
  };
}

type Change = Pick<Cut, 'path' | 'change'>;

function cutOut(doc: Doc, { path, change }: Change): Doc {
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

function cutInside(value: Value, cut: Change): Value {
  if (value instanceof Map) return cutOut(value, cut);
  return Array.isArray(value) ? value.map((element) => cutInside(element, cut)) : value;
}
