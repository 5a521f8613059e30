import { decodeDocument } from '../bson/decode.ts';
import type { Doc } from '../bson/value.ts';
import { takeOwnership } from '../ownership.ts';
import { Catalog } from '../storage/catalog.ts';
import type { Collection } from '../storage/collection.ts';
import { DatabaseFile } from '../storage/database-file.ts';
import { nobody } from '../storage/witness.ts';
import { checkFile, databaseIn } from './check-database.ts';
import { MaintenanceRefusal, messageOf } from './refusal.ts';
import { inUse } from './restore-database.ts';

export interface HeldDocument {
  /** Its place in the order of insertion; never given twice. */
  row: number;
  /** The document as it is stored. */
  bytes: Uint8Array;
}

export interface HeldCollection {
  db: string;
  name: string;
  documents: number;
  /** Every index but the one on `_id`, as listIndexes shows it; maps keep the order of the keys. */
  indexes: Doc[];
  /** The documents after `row` (0 for all), in the order of insertion, at least one and about `maxBytes`; none at the end. */
  readAfter(row: number, maxBytes: number): HeldDocument[];
}

/** A database that nobody else can open until it is released. */
export interface HeldDatabase {
  /** Tells this data from any other's. */
  id: string;
  collections: HeldCollection[];
  release(): void;
}

/**
 * Takes a data directory's database for oneself, checks it whole and opens it for reading. Throws MaintenanceRefusal
 * `missing`, `in-use` while a server runs on it, `unusable` when it is damaged.
 */
export function holdDatabase(dataDir: string): HeldDatabase {
  const path = databaseIn(dataDir);
  const ownership = takeOwnership(dataDir);
  if (!ownership) throw inUse(dataDir);
  try {
    const [problem] = checkFile(path).problems;
    if (problem !== undefined) throw new MaintenanceRefusal('unusable', `The database is damaged: ${problem}`);
    const file = new DatabaseFile(path, 'read');
    return {
      ...read(file),
      release() {
        file.close();
        ownership.release();
      },
    };
  } catch (error) {
    ownership.release();
    if (error instanceof MaintenanceRefusal) throw error;
    throw new MaintenanceRefusal('unusable', messageOf(error), { cause: error });
  }
}

/** A stored document with its values in BSON's types and its keys in their order. Throws CommandError when it is malformed. */
export function readDocument(bytes: Uint8Array): Doc {
  return decodeDocument(bytes);
}

function read(file: DatabaseFile): Omit<HeldDatabase, 'release'> {
  file.begin();
  const catalog = new Catalog(file, nobody);
  const found: unknown = file.prepare("SELECT value FROM settings WHERE name = 'setName'").get();
  const collections = catalog.databases().flatMap((db) => catalog.collections(db));
  return { id: String(Array.isArray(found) ? found[0] : ''), collections: collections.map((one) => held(file, one)) };
}

function held(file: DatabaseFile, { db, name, table, indexes }: Collection): HeldCollection {
  const counted: unknown = file.prepare(`SELECT count(*) FROM ${table}`).get();
  const after = file.prepare(`SELECT row, data FROM ${table} WHERE row > ? ORDER BY row`);
  return {
    db,
    name,
    documents: Number(Array.isArray(counted) ? counted[0] : 0),
    indexes: indexes.map(({ spec }) => spec.document),
    readAfter(row, maxBytes) {
      const batch: HeldDocument[] = [];
      let size = 0;
      for (const found of after.iterate(row)) {
        const [at, bytes]: unknown[] = Array.isArray(found) ? found : [];
        if (!(bytes instanceof Uint8Array)) throw new Error(`${db}.${name} row ${String(at)} is no document`);
        size += bytes.length;
        if (batch.length > 0 && size > maxBytes) break;
        batch.push({ row: Number(at), bytes });
      }
      return batch;
    },
  };
}
