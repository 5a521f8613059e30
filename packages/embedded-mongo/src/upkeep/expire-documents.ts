import type { Doc } from '../bson/value.ts';
import type { Engine } from '../commands/call.ts';
import { removeRow } from '../commands/change-documents.ts';
import { encodeKey, keyAfter } from '../keys/encode-key.ts';
import type { IndexSpec } from '../keys/index-spec.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Plan } from '../query/plan.ts';
import type { Row, Source } from '../query/row.ts';
import { scan } from '../query/scan.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';

export interface GroupLimits {
  documents: number;
  bytes: number;
  ms: number;
}

const groupLimits: GroupLimits = { documents: 250, bytes: 8 * 1024 * 1024, ms: 25 };

/**
 * Deletes what its TTL index says has expired by `now` (ms): documents whose field is a date, or an array with a date, at
 * least `expireAfterSeconds` back. After each group it yields how many went; the caller commits and lets clients go first.
 * What cannot be read or removed stays and holds nothing up.
 */
export function* expireDocuments(engine: Engine, now: number, limits = groupLimits): Generator<number, void> {
  const { catalog, counters } = engine;
  for (const collection of catalog.databases().flatMap((db) => catalog.collections(db))) {
    for (const index of [...collection.indexes]) {
      if (index.spec.expireAfterSeconds === undefined) continue;
      for (const removed of expireBy(engine, collection, index, now - index.spec.expireAfterSeconds * 1000, limits)) {
        counters.ttl.deletedDocuments += removed;
        yield removed;
      }
    }
  }
  counters.ttl.passes++;
}

function* expireBy(
  { catalog, file }: Engine,
  collection: Collection,
  index: Index,
  cutoffMs: number,
  limits: GroupLimits,
): Generator<number, void> {
  const cutoff = new Date(cutoffMs);
  const isExpired = expiryTest(index.spec, cutoff);
  let source: Source | undefined;
  while (catalog.find(collection.db, collection.name) === collection && collection.indexes.includes(index)) {
    let group: Row[];
    try {
      source ??= scan(file, collection, expiredKeys(index, cutoff));
      group = nextGroup(source, limits);
    } catch (error) {
      report(`The index ${index.spec.name} of ${collection.namespace} cannot be read`, error);
      return;
    }
    if (group.length === 0) return;
    let removed = 0;
    for (const row of group) {
      try {
        if (!isExpired(row.doc)) continue;
        removeRow(file, collection, row);
        removed++;
      } catch (error) {
        report(`An expired document of ${collection.namespace} stays`, error);
      }
    }
    yield removed;
  }
}

const earliest = new Date(-8.64e15);

function expiredKeys(index: Index, cutoff: Date): Plan {
  const [direction = 1] = index.spec.directions;
  const [first, last] = direction === 1 ? [earliest, cutoff] : [cutoff, earliest];
  return {
    index,
    ranges: [{ low: encodeKey([first], [direction]), high: keyAfter(encodeKey([last], [direction])) }],
    isReverse: false,
    residual: undefined,
    servesSort: true,
    mayRepeat: false,
  };
}

/** A date beyond JavaScript's range has another date's key: the document itself is asked before it goes. */
function expiryTest({ fields, partial }: IndexSpec, cutoff: Date): (doc: Doc) => boolean {
  const filter = parseFilter(new Map([[fields[0] ?? '', new Map([['$lte', cutoff]])]]));
  return (doc) => filter.matches(doc) && (partial === undefined || partial.matches(doc));
}

/** A document with several expired dates has as many keys, all of which go with it: it is met again in its group only. */
function nextGroup(source: Source, limits: GroupLimits): Row[] {
  const rows = new Map<number, Row>();
  const end = performance.now() + limits.ms;
  let bytes = 0;
  source.read((row) => {
    rows.set(row.row, row);
    bytes += row.data.length;
    return rows.size < limits.documents && bytes < limits.bytes && performance.now() < end;
  });
  return [...rows.values()];
}

function report(what: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  process.emitWarning(`${what}: ${why}`);
}
