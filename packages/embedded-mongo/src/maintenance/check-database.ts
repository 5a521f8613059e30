import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkIntegrity } from '../check-integrity.ts';
import { Catalog } from '../storage/catalog.ts';
import { DatabaseFile } from '../storage/database-file.ts';
import { nobody } from '../storage/witness.ts';
import { MaintenanceRefusal, messageOf } from './refusal.ts';

/** What was read and what is wrong with it; the database is whole when `problems` is empty. */
export interface DatabaseCheck {
  /** The file that was read. */
  path: string;
  collections: number;
  documents: number;
  /** Secondary indexes; the one on `_id` belongs to its collection. */
  indexes: number;
  /** Entries of all secondary indexes. */
  entries: number;
  /** One line each. */
  problems: string[];
}

/** The database file of a data directory. Throws MaintenanceRefusal `missing` when there is none. */
export function databaseIn(dataDir: string): string {
  const path = join(dataDir, 'mongodb.sqlite');
  if (!existsSync(path)) throw new MaintenanceRefusal('missing', `There is no embedded database in ${dataDir}.`);
  return path;
}

/**
 * Reads the whole database of a data directory, whether or not a server runs on it, as it is at one moment, and changes
 * nothing. Damage is reported, not thrown; throws MaintenanceRefusal `missing` when there is no database.
 */
export function checkDatabase(dataDir: string): DatabaseCheck {
  return checkFile(databaseIn(dataDir));
}

/** The same for a file anywhere, such as a backup. */
export function checkFile(path: string): DatabaseCheck {
  const check: DatabaseCheck = { path, collections: 0, documents: 0, indexes: 0, entries: 0, problems: [] };
  let file: DatabaseFile | undefined;
  try {
    file = new DatabaseFile(path, 'read');
    file.begin();
    const catalog = new Catalog(file, nobody);
    for (const collection of catalog.databases().flatMap((db) => catalog.collections(db))) {
      check.collections++;
      check.indexes += collection.indexes.length;
    }
    return { ...check, ...checkIntegrity(file, catalog) };
  } catch (error) {
    const why = messageOf(error);
    check.problems.push(why.includes(path) ? why : `The database file ${path} cannot be read: ${why}`);
    return check;
  } finally {
    file?.close();
  }
}
