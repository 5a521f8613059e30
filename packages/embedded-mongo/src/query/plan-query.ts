import { equalValues } from '../bson/compare.ts';
import type { Value } from '../bson/value.ts';
import { badValue } from '../command-error.ts';
import { keyAfter } from '../keys/encode-key.ts';
import { isPosition } from '../keys/index-keys.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';
import { fieldBounds, type KeyRange } from './bounds.ts';
import type { FieldFilter, Filter } from './parse-filter.ts';

export interface SortField {
  field: string;
  direction: 1 | -1;
}

/** How a query is answered. */
export interface Plan {
  /** The index walked, `_id` for the primary one, undefined for the whole collection in stored order. */
  readonly index: Index | '_id' | undefined;
  /** In key order, without overlap. */
  readonly ranges: readonly KeyRange[];
  readonly isReverse: boolean;
  /** What the ranges do not already guarantee. */
  readonly residual: Filter | undefined;
  readonly servesSort: boolean;
  /** One document may appear under several keys. */
  readonly mayRepeat: boolean;
}

const maxRanges = 1000;
const everything: KeyRange = { low: Buffer.from([0]), high: Buffer.from([0xff, 0xff, 0xff]) };

/** Picks the index that narrows most; equality counts over ranges, ranges over a sort saved. Throws on an unknown hint. */
export function planQuery(collection: Collection, filter: Filter, sort: readonly SortField[] = [], hint?: Value): Plan {
  const byField = conjunction(filter);
  if (isNatural(sort, hint)) return wholeCollection(filter, sort);
  let best: Candidate | undefined;
  for (const index of hinted(collection, hint)) {
    const found = consider(index, byField, filter, sort);
    if (found && (best === undefined || found.score > best.score)) best = found;
    if (best && best.score >= 1000) break;
  }
  if (best && (best.score > 0 || hint !== undefined)) return best.plan;
  return wholeCollection(filter, sort);
}

function isNatural(sort: readonly SortField[], hint: Value | undefined): boolean {
  return sort[0]?.field === '$natural' || (hint instanceof Map && hint.has('$natural'));
}

function wholeCollection(filter: Filter, sort: readonly SortField[]): Plan {
  return {
    index: undefined,
    ranges: [],
    isReverse: sort[0]?.field === '$natural' && sort[0].direction === -1,
    residual: isTrivial(filter) ? undefined : filter,
    servesSort: sort.length === 0 || sort[0]?.field === '$natural',
    mayRepeat: false,
  };
}

function isTrivial(filter: Filter): boolean {
  return filter.kind === '$and' && filter.parts.length === 0;
}

function hinted(collection: Collection, hint: Value | undefined): (Index | '_id')[] {
  const all: (Index | '_id')[] = ['_id', ...collection.indexes];
  if (hint === undefined || (hint instanceof Map && hint.size === 0)) return all;
  const found = all.filter((index) => {
    if (index === '_id') return hint === '_id_' || (hint instanceof Map && hint.size === 1 && hint.has('_id'));
    return hint === index.spec.name || equalValues(hint, index.spec.document.get('key'));
  });
  if (found.length === 0) throw badValue('hint provided does not correspond to an existing index');
  return found;
}

/** The filters that must all hold, by field; what is under $or and $nor stays out. */
function conjunction(filter: Filter): Map<string, FieldFilter[]> {
  const found = new Map<string, FieldFilter[]>();
  const visit = (part: Filter): void => {
    if (part.kind === '$and') part.parts.forEach(visit);
    if (part.kind !== 'field') return;
    const known = found.get(part.field);
    if (known) known.push(part);
    else found.set(part.field, [part]);
  };
  visit(filter);
  return found;
}

interface Candidate {
  plan: Plan;
  score: number;
}

const idIndex = { fields: ['_id'], directions: [1] as const, unique: true, sparse: false, partial: undefined };

function consider(
  index: Index | '_id',
  byField: Map<string, FieldFilter[]>,
  filter: Filter,
  sort: readonly SortField[],
): Candidate | undefined {
  const spec = index === '_id' ? idIndex : index.spec;
  const multikey = index === '_id' ? 0 : index.multikey;
  if (multikey !== 0 && spec.fields.some((field) => field.split('.').some(isPosition))) return undefined;
  if (spec.partial && !implies(byField, spec.partial)) return undefined;

  const absorbed = new Set<FieldFilter>();
  const constants = new Set<string>();
  let ranges: KeyRange[] = [everything];
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let points = 0;
  let hasRange = false;
  let needsField = false;
  let boundArray = false;
  for (const [at, field] of spec.fields.entries()) {
    const isMultikey = (multikey & (1 << at)) !== 0;
    if (isMultikey && boundArray) break;
    const bounds = fieldBounds(byField.get(field) ?? [], spec.directions[at] ?? 1, isMultikey);
    if (!bounds || prefixes.length * (bounds.points?.length ?? 1) > maxRanges) break;
    boundArray ||= isMultikey;
    needsField ||= bounds.needsField;
    for (const one of bounds.absorbed) absorbed.add(one);
    if (bounds.range) {
      const { low, high } = bounds.range;
      ranges = prefixes.map((prefix) => ({ low: Buffer.concat([prefix, low]), high: Buffer.concat([prefix, high]) }));
      hasRange = true;
      break;
    }
    const ends = bounds.points ?? [];
    if (ends.length === 1 && !isMultikey) constants.add(field);
    prefixes =
      prefixes.length === 1 && prefixes[0]?.length === 0
        ? ends
        : prefixes.flatMap((prefix) => ends.map((end) => Buffer.concat([prefix, end])));
    ranges = prefixes.map((prefix) => ({ low: prefix, high: keyAfter(prefix) }));
    points++;
  }
  if (spec.sparse && !needsField) return undefined;

  const order = sortOrder(spec, multikey, constants, sort);
  const isWholeKey = spec.unique && points === spec.fields.length;
  const score =
    (isWholeKey ? 1000 : 0) + points * 100 + (hasRange ? 60 : 0) + (order !== 0 && sort.length > 0 ? 40 : 0);
  const plan: Plan = {
    index,
    ranges,
    isReverse: order === -1,
    residual: without(filter, absorbed),
    servesSort: sort.length === 0 || order !== 0,
    mayRepeat: multikey !== 0,
  };
  return { plan, score };
}

/** 1 when the index walks in the wanted order, -1 when its reverse does, 0 when neither. */
function sortOrder(
  spec: { fields: readonly string[]; directions: readonly (1 | -1)[] },
  multikey: number,
  constants: ReadonlySet<string>,
  sort: readonly SortField[],
): 1 | -1 | 0 {
  const wanted = sort.filter(({ field }) => !constants.has(field));
  let order: 1 | -1 | 0 = 0;
  let met = 0;
  for (const [at, field] of spec.fields.entries()) {
    if (met === wanted.length) break;
    if (constants.has(field)) continue;
    const next = wanted[met];
    if (next?.field !== field || (multikey & (1 << at)) !== 0) return 0;
    const direction = next.direction === spec.directions[at] ? 1 : -1;
    if (order !== 0 && order !== direction) return 0;
    order = direction;
    met++;
  }
  if (met < wanted.length) return 0;
  return order === 0 ? 1 : order;
}

function without(filter: Filter, absorbed: ReadonlySet<FieldFilter>): Filter | undefined {
  if (filter.kind === 'field') return absorbed.has(filter) ? undefined : filter;
  if (filter.kind !== '$and') return filter;
  const parts = filter.parts.map((part) => without(part, absorbed)).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return {
    kind: '$and',
    parts,
    matches: (doc) => parts.every((part) => part.matches(doc)),
    elementIn: filter.elementIn,
  };
}

/** Whether every document the query wants is certain to be in a partial index. */
function implies(byField: Map<string, FieldFilter[]>, partial: Filter): boolean {
  if (partial.kind === '$and') return partial.parts.every((part) => implies(byField, part));
  if (partial.kind !== 'field') return false;
  return (byField.get(partial.field) ?? []).some((filter) => {
    if (filter.operator === partial.operator && equalValues(filter.operand, partial.operand)) return true;
    if (partial.operator === '$exists' && partial.operand === true) {
      return fieldBounds([filter], 1, false)?.needsField === true;
    }
    if (filter.operator !== '$eq' || filter.operand === null || Array.isArray(filter.operand)) return false;
    return partial.matches(new Map([[partial.field, filter.operand]])) && !partial.field.includes('.');
  });
}
