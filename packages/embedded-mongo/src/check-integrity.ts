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

/** Reads everything: SQLite's own check, every document, and that each index holds exactly its documents' keys. */
export function checkIntegrity(file: DatabaseFile, catalog: Catalog): Integrity {
  const result: Integrity = { documents: 0, entries: 0, problems: [] };
  for (const found of file.prepare('PRAGMA integrity_check').all()) {
    const [verdict]: unknown[] = Array.isArray(found) ? found : [];
    if (verdict !== 'ok') result.problems.push(String(verdict));
  }
  for (const db of catalog.databases()) {
    for (const collection of catalog.collections(db)) checkCollection(file, collection, result);
  }
  return result;
}

/** Adds what it finds in one collection to the result; returns the indexes that are out of step with the documents. */
export function checkCollection(file: DatabaseFile, collection: Collection, result: Integrity): Set<Index> {
  const damaged = new Set<Index>();
  const expected = collection.indexes.map(() => 0);
  const lookups = collection.indexes.map(({ table }) =>
    file.prepare(`SELECT 1 FROM ${table} WHERE key = ? AND row = ?`),
  );
  for (const found of file.prepare(`SELECT row, key, data FROM ${collection.table}`).iterate()) {
    const [row, key, data]: unknown[] = Array.isArray(found) ? found : [];
    if (!(key instanceof Uint8Array) || !(data instanceof Uint8Array)) continue;
    result.documents++;
    const doc = decodeDocument(data);
    if (!encodeValueKey(doc.get('_id')).equals(key)) {
      result.problems.push(`${collection.namespace} row ${row}: not under its _id`);
    }
    collection.indexes.forEach((index, at) => {
      for (const entry of index.keysOf(doc).keys) {
        expected[at] = (expected[at] ?? 0) + 1;
        if (lookups[at]?.get(entry, Number(row)) === undefined) {
          damaged.add(index);
          result.problems.push(`${collection.namespace} row ${row}: missing from ${index.spec.name}`);
        }
      }
    });
  }
  collection.indexes.forEach((index, at) => {
    const found: unknown = file.prepare(`SELECT count(*) FROM ${index.table}`).get();
    const entries = Number(Array.isArray(found) ? found[0] : 0);
    result.entries += entries;
    if (entries !== expected[at]) {
      damaged.add(index);
      result.problems.push(`${collection.namespace} ${index.spec.name}: ${entries} entries for ${expected[at]} keys`);
    }
  });
  return damaged;
}
