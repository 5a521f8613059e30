import { equalValues } from '../bson/compare.ts';
import { keyAfter } from '../keys/encode-key.ts';
import { isPosition } from '../keys/key-parts.ts';
import type { Index } from '../storage/index-table.ts';
import { fieldBounds, type KeyOrder, type KeyRange } from './bounds.ts';
import { equalCollations } from './collation.ts';
import type { Collation } from './context.ts';
import { conjunctionOf, type FieldFilter, type Filter } from './parse-filter.ts';
import type { Plan, SortField } from './plan.ts';

/** A way to answer the query, and how much it narrows: equality counts over ranges, ranges over a sort saved. */
export interface Candidate {
  plan: Plan;
  score: number;
}

const maxRanges = 1000;
const everything: KeyRange = { low: Buffer.from([0]), high: Buffer.from([0xff, 0xff, 0xff]) };

const idIndex = {
  fields: ['_id'],
  directions: [1] as const,
  unique: true,
  sparse: false,
  partial: undefined,
  collation: undefined,
  fold: undefined,
};

/** How the index would answer the query; undefined when it cannot without missing documents. */
export function considerIndex(
  index: Index | '_id',
  byField: Map<string, FieldFilter[]>,
  filter: Filter,
  sort: readonly SortField[],
  collation: Collation | undefined,
): Candidate | undefined {
  const spec = index === '_id' ? idIndex : index.spec;
  const multikey = index === '_id' ? 0 : index.multikey;
  if (multikey !== 0 && spec.fields.some((field) => field.split('.').some(isPosition))) return undefined;
  const sharesCollation = equalCollations(collation, spec.collation);
  if (spec.partial && !(sharesCollation && implies(byField, spec.partial))) return undefined;

  const absorbed = new Set<FieldFilter>();
  const constants = new Set<string>();
  const entries = new Set<string>();
  const listed = new Set<string>();
  let ranges: KeyRange[] = [everything];
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let points = 0;
  let hasRange = false;
  let needsField = false;
  let boundArray = false;
  for (const [at, field] of spec.fields.entries()) {
    const isMultikey = (multikey & (1 << at)) !== 0;
    if (isMultikey && boundArray) break;
    const order: KeyOrder = {
      direction: spec.directions[at] ?? 1,
      isMultikey,
      sharesCollation,
      fold: spec.fold,
      isUnique: spec.unique,
    };
    const bounds = fieldBounds(byField.get(field) ?? [], order);
    const count = bounds?.points?.length ?? bounds?.ranges.length ?? 0;
    if (!bounds || prefixes.length * count > maxRanges) break;
    boundArray ||= isMultikey;
    needsField ||= bounds.needsField;
    for (const one of bounds.absorbed) absorbed.add(one);
    if (!bounds.points) {
      ranges = prefixes.flatMap((prefix) =>
        bounds.ranges.map(({ low, high }) => ({
          low: Buffer.concat([prefix, low]),
          high: Buffer.concat([prefix, high]),
        })),
      );
      hasRange = true;
      break;
    }
    const ends = bounds.points;
    if (ends.length === 1) (isMultikey ? entries : constants).add(field);
    if (!isMultikey) listed.add(field);
    prefixes =
      prefixes.length === 1 && prefixes[0]?.length === 0
        ? ends
        : prefixes.flatMap((prefix) => ends.map((end) => Buffer.concat([prefix, end])));
    ranges = prefixes.map((prefix) => ({ low: prefix, high: keyAfter(prefix) }));
    points++;
  }
  if (spec.sparse && !needsField) return undefined;

  const isOrdered = collation === undefined && spec.collation === undefined;
  const wanted = sort.filter(({ field }) => !constants.has(field));
  const order = isOrdered || wanted.length === 0 ? sortOrder(spec, multikey, constants, sort, entries) : 0;
  const merge = order === 0 && isOrdered && multikey === 0 && !hasRange ? mergeOrder(spec, constants, listed, sort) : 0;
  const isWholeKey = spec.unique && points === spec.fields.length;
  const score =
    (isWholeKey ? 1000 : 0) +
    points * 100 +
    (hasRange ? 60 : 0) +
    (order !== 0 && sort.length > 0 ? 40 : 0) +
    (merge !== 0 ? 30 : 0);
  const plan: Plan = {
    index,
    ranges,
    isReverse: order === -1 || merge === -1,
    residual: without(filter, absorbed),
    // One document at most needs no order; beside other conditions MongoDB sorts it all the same, and may refuse its arrays.
    servesSort: sort.length === 0 || order !== 0 || (index === '_id' && isEquality(filter)),
    mergesSort: merge !== 0,
    mayRepeat: multikey !== 0,
  };
  return { plan, score };
}

function isEquality(filter: Filter): boolean {
  return filter.kind === 'field' && filter.field === '_id' && filter.operator === '$eq';
}

interface Directed {
  fields: readonly string[];
  directions: readonly (1 | -1)[];
}

/**
 * 1 when the index walks in the wanted order, -1 when its reverse does, 0 when neither. `entries` are arrays of which
 * one entry is walked: they do not vary in the walk, though a sort by them would mean their other entries too.
 */
function sortOrder(
  spec: Directed,
  multikey: number,
  constants: ReadonlySet<string>,
  sort: readonly SortField[],
  entries: ReadonlySet<string> = new Set(),
): 1 | -1 | 0 {
  const wanted = sort.filter(({ field }) => !constants.has(field));
  let order: 1 | -1 | 0 = 0;
  let met = 0;
  for (const [at, field] of spec.fields.entries()) {
    if (met === wanted.length) break;
    if (constants.has(field)) continue;
    const next = wanted[met];
    if (entries.has(field) && next?.field !== field) continue;
    if (next?.field !== field || (multikey & (1 << at)) !== 0) return 0;
    const direction = next.direction === spec.directions[at] ? 1 : -1;
    if (order !== 0 && order !== direction) return 0;
    order = direction;
    met++;
  }
  if (met < wanted.length) return 0;
  return order === 0 ? 1 : order;
}

/** The same within each of the ranges: a field that has one of a list of values does not vary there. */
function mergeOrder(
  spec: Directed,
  constants: ReadonlySet<string>,
  listed: ReadonlySet<string>,
  sort: readonly SortField[],
): 1 | -1 | 0 {
  const isFree = sort.every(({ field }) => constants.has(field) || !listed.has(field));
  return isFree && sort.length > 0 ? sortOrder(spec, 0, listed, sort) : 0;
}

function without(filter: Filter, absorbed: ReadonlySet<FieldFilter>): Filter | undefined {
  if (filter.kind === 'field') return absorbed.has(filter) ? undefined : filter;
  if (filter.kind !== '$and') return filter;
  const parts = filter.parts.map((part) => without(part, absorbed)).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : conjunctionOf(parts);
}

const plainOrder: KeyOrder = {
  direction: 1,
  isMultikey: false,
  sharesCollation: true,
  fold: undefined,
  isUnique: false,
};

/** Whether every document the query wants is certain to be in a partial index. */
function implies(byField: Map<string, FieldFilter[]>, partial: Filter): boolean {
  if (partial.kind === '$and') return partial.parts.every((part) => implies(byField, part));
  if (partial.kind === '$or') return partial.parts.some((part) => implies(byField, part));
  if (partial.kind !== 'field') return false;
  return (byField.get(partial.field) ?? []).some((filter) => {
    if (filter.operator === partial.operator && equalValues(filter.operand, partial.operand)) return true;
    if (partial.operator === '$exists' && partial.operand === true) {
      return fieldBounds([filter], plainOrder)?.needsField === true;
    }
    if (filter.operator !== '$eq' || filter.operand === null || Array.isArray(filter.operand)) return false;
    return partial.matches(new Map([[partial.field, filter.operand]])) && !partial.field.includes('.');
  });
}
