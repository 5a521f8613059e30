import { decodeDocument } from './bson/decode.ts';
import { encodeValueKey } from './keys/encode-key.ts';
import type { Catalog } from './storage/catalog.ts';
import type { Collection } from './storage/collection.ts';
import type { DatabaseFile } from './storage/database-file.ts';
import type { Index } from './storage/index-table.ts';

export interface Integrity {
  documents: number;
  entries: number;
  problems: string[];
}

/**
 * Reads everything: SQLite's own check, that every document can be read and stands under its `_id`, that each index holds
 * exactly its documents' keys, and unique ones each key once. What cannot be read is a problem among the others.
 */
export function checkIntegrity(file: DatabaseFile, catalog: Catalog): Integrity {
  const result: Integrity = { documents: 0, entries: 0, problems: [] };
  attempt(result, file.path, () => {
    for (const [verdict] of rowsOf(file, 'PRAGMA integrity_check')) {
      if (verdict !== 'ok') result.problems.push(`${file.path}: ${String(verdict)}`);
    }
  });
  for (const db of catalog.databases()) {
    for (const collection of catalog.collections(db)) {
      attempt(result, collection.namespace, () => checkCollection(file, collection, result));
    }
  }
  return result;
}

/** False when the check threw, which is then one of the problems. */
function attempt(result: Integrity, where: string, check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    result.problems.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Adds what it finds in one collection to the result; returns the indexes that are out of step with the documents. */
export function checkCollection(file: DatabaseFile, collection: Collection, result: Integrity): Set<Index> {
  const damaged = new Set<Index>();
  const tallies = collection.indexes.map((index) => ({
    index,
    keys: 0,
    multikey: 0,
    lookup: file.prepare(`SELECT 1 FROM ${index.table} WHERE key = ? AND row = ?`),
  }));
  for (const [row, key, data] of rowsOf(file, `SELECT row, key, data FROM ${collection.table}`)) {
    result.documents++;
    attempt(result, `${collection.namespace} row ${row}`, () => {
      if (!(key instanceof Uint8Array) || !(data instanceof Uint8Array)) throw new Error('is no document');
      const doc = decodeDocument(data);
      if (!encodeValueKey(doc.get('_id')).equals(key)) throw new Error('not under its _id');
      for (const tally of tallies) {
        const entry = tally.index.keysOf(doc);
        tally.keys += entry.keys.length;
        tally.multikey |= entry.multikey;
        if (entry.keys.some((one) => tally.lookup.get(one, Number(row)) === undefined)) {
          damaged.add(tally.index);
          throw new Error(`missing from ${tally.index.spec.name}`);
        }
      }
    });
  }
  for (const { index, keys, multikey } of tallies) {
    const isWhole = attempt(result, `${collection.namespace} ${index.spec.name}`, () => {
      checkIndex(file, index, { keys, multikey }, result);
    });
    if (!isWhole) damaged.add(index);
  }
  return damaged;
}

function checkIndex(
  file: DatabaseFile,
  { table, spec, multikey }: Index,
  expected: { keys: number; multikey: number },
  result: Integrity,
): void {
  const [counted] = [...rowsOf(file, `SELECT count(*) FROM ${table}`)];
  const entries = Number(counted?.[0] ?? 0);
  result.entries += entries;
  if (entries !== expected.keys) throw new Error(`${entries} entries for ${expected.keys} keys`);
  if ((expected.multikey & ~multikey) !== 0) throw new Error('holds keys of arrays and does not know it');
  if (!spec.unique) return;
  const repeated = `SELECT count(*) FROM (SELECT 1 FROM ${table} GROUP BY key HAVING count(DISTINCT row) > 1)`;
  const [found] = [...rowsOf(file, repeated)];
  if (Number(found?.[0]) > 0) throw new Error(`is unique, yet ${Number(found?.[0])} keys belong to several documents`);
}

function* rowsOf(file: DatabaseFile, sql: string): Generator<unknown[]> {
  for (const found of file.prepare(sql).iterate()) {
    const row: unknown = found;
    yield Array.isArray(row) ? row : [];
  }
}
