import { equalValues } from '../bson/compare.ts';
import type { Value } from '../bson/value.ts';
import { badValue, failedToParse } from '../command-error.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';
import { type Candidate, considerIndex } from './consider-index.ts';
import type { Collation } from './context.ts';
import { conjunctionOf, type FieldFilter, type Filter, type Junction } from './parse-filter.ts';
import type { Plan, SortField } from './plan.ts';

/**
 * Picks the index that narrows most; equality counts over ranges, ranges over a sort saved. An `$or` each part of which an
 * index narrows is answered part by part. Throws on an unknown hint.
 */
export function planQuery(
  collection: Collection,
  filter: Filter,
  sort: readonly SortField[] = [],
  hint?: Value,
  collation?: Collation,
): Plan {
  if (isNatural(sort, hint)) return wholeCollection(filter, sort, hint);
  if (hint !== undefined && typeof hint !== 'string' && !(hint instanceof Map)) {
    throw failedToParse('Hint must be a string or an object');
  }
  const isHinted = hint !== undefined && !(hint instanceof Map && hint.size === 0);
  const best = bestIndex(isHinted ? hinted(collection, hint) : usable(collection), filter, sort, collation);
  if (isHinted) {
    if (best) return best.plan;
    return wholeIndex(hinted(collection, hint)[0] ?? '_id', filter, sort);
  }
  const union = best && best.score >= 100 ? undefined : unionOf(collection, filter, sort, collation, best?.score ?? 0);
  if (union) return union;
  return best && best.score > 0 ? best.plan : wholeCollection(filter, sort);
}

function bestIndex(
  indexes: readonly (Index | '_id')[],
  filter: Filter,
  sort: readonly SortField[],
  collation: Collation | undefined,
): Candidate | undefined {
  const byField = conjunction(filter);
  let best: Candidate | undefined;
  for (const index of indexes) {
    const found = considerIndex(index, byField, filter, sort, collation);
    if (found && (best === undefined || found.score > best.score)) best = found;
    if (best && best.score >= 1000) break;
  }
  return best;
}

/** Answers one `$or` by the union of its parts when an index narrows each of them by more than `known`. */
function unionOf(
  collection: Collection,
  filter: Filter,
  sort: readonly SortField[],
  collation: Collation | undefined,
  known: number,
): Plan | undefined {
  const parts = filter.kind === '$and' ? filter.parts : [filter];
  for (const choice of parts) {
    if (choice.kind !== '$or' || choice.parts.length < 2 || choice.parts.length > 50) continue;
    const found = branchesOf(collection, choice, parts, sort, collation);
    if (!found.every((one) => one.score >= 60 && one.score > known)) continue;
    const branches = found.map(({ plan }) => plan);
    return {
      index: undefined,
      ranges: [],
      isReverse: false,
      residual: filter,
      servesSort: sort.length === 0,
      mergesSort: sort.length > 0 && branches.every(({ servesSort }) => servesSort),
      mayRepeat: true,
      branches,
    };
  }
  return undefined;
}

function branchesOf(
  collection: Collection,
  choice: Junction,
  parts: readonly Filter[],
  sort: readonly SortField[],
  collation: Collation | undefined,
): Candidate[] {
  const others = parts.filter((part) => part !== choice);
  const none = { plan: wholeCollection(choice, sort), score: 0 };
  return choice.parts.map(
    (part) => bestIndex(usable(collection), conjunctionOf([part, ...others]), sort, collation) ?? none,
  );
}

function isNatural(sort: readonly SortField[], hint: Value | undefined): boolean {
  return sort[0]?.field === '$natural' || (hint instanceof Map && hint.has('$natural'));
}

function wholeCollection(filter: Filter, sort: readonly SortField[], hint?: Value): Plan {
  const isNaturalSort = sort[0]?.field === '$natural';
  const hinted = hint instanceof Map ? hint.get('$natural') : undefined;
  return {
    index: undefined,
    ranges: [],
    isReverse: isNaturalSort ? sort[0]?.direction === -1 : Number(hinted) < 0,
    residual: isTrivial(filter) ? undefined : filter,
    servesSort: sort.length === 0 || isNaturalSort,
    mergesSort: false,
    mayRepeat: false,
  };
}

/** A hint is obeyed even where the index leaves documents out, as MongoDB does. */
function wholeIndex(index: Index | '_id', filter: Filter, sort: readonly SortField[]): Plan {
  return {
    index,
    ranges: [{ low: Buffer.from([0]), high: Buffer.from([0xff, 0xff, 0xff]) }],
    isReverse: false,
    residual: isTrivial(filter) ? undefined : filter,
    servesSort: sort.length === 0,
    mergesSort: false,
    mayRepeat: index !== '_id' && index.multikey !== 0,
  };
}

function isTrivial(filter: Filter): boolean {
  return filter.kind === '$and' && filter.parts.length === 0;
}

function usable(collection: Collection): (Index | '_id')[] {
  return ['_id', ...collection.indexes.filter(({ spec }) => !spec.hidden)];
}

/** The index a hint names. Throws BadValue when there is none, or it is hidden. */
export function hinted(collection: Collection, hint: Value | undefined): (Index | '_id')[] {
  const found = usable(collection).filter((index) => {
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
