import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const applicationId = 0x41444d31;
const formatVersion = 2;

/** What collections and indexes there are; a snapshot keeps a copy of its own. */
const catalogTables: readonly (readonly [name: string, columns: string])[] = [
  [
    'collections',
    'id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL, UNIQUE (db, name)',
  ],
  [
    'indexes',
    'id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL',
  ],
];

const firstFormat = `
  ${catalogTables.map(([name, columns]) => `CREATE TABLE ${name} (${columns});`).join('')}
  CREATE TABLE retries (
    session BLOB PRIMARY KEY, number TEXT NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${applicationId};`;

/** What change streams tell: events by their time, and what is recorded since when. */
const secondFormat = `
  CREATE TABLE history (at INTEGER PRIMARY KEY, db TEXT NOT NULL, name TEXT NOT NULL, event BLOB NOT NULL);
  CREATE TABLE watched (scope TEXT PRIMARY KEY, since INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;`;

const formats = [firstFormat, secondFormat];

/** Opens the one connection that writes; the file is made if missing and brought to the present format. */
export function openForWriting(path: string): DatabaseSync {
  return open(path, false, (sqlite, version) => {
    sqlite.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864`);
    if (version === formatVersion) return;
    sqlite.exec(`BEGIN; ${formats.slice(version).join('')} PRAGMA user_version = ${formatVersion}; COMMIT`);
  });
}

/** Opens a connection that changes nothing, beside whoever writes. */
export function openForReading(path: string): DatabaseSync {
  try {
    return open(path, true, () => undefined);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('readonly database')) throw error;
    recover(path);
    return open(path, true, () => undefined);
  }
}

/** A process killed at the wrong moment leaves a journal that only who may write can play back; nothing else changes. */
function recover(path: string): void {
  const sqlite = new DatabaseSync(path, { timeout: 5000 });
  try {
    sqlite.exec('PRAGMA schema_version');
  } catch (error) {
    throw unusable(path, error);
  } finally {
    sqlite.close();
  }
}

function open(path: string, readOnly: boolean, prepare: (sqlite: DatabaseSync, version: number) => void): DatabaseSync {
  let sqlite: DatabaseSync | undefined;
  try {
    if (!readOnly) makeReady(path);
    if (statSync(path).size === 0) throw new Error('it is empty (0 bytes)');
    sqlite = new DatabaseSync(path, { readOnly, timeout: 5000 });
    const version = recognise(path, sqlite);
    sqlite.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY');
    prepare(sqlite, version);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    throw unusable(path, error);
  }
}

/** The format of a file of ours. */
function recognise(path: string, sqlite: DatabaseSync): number {
  const number = (pragma: string) => Number(Object.values(sqlite.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
  const bytes = statSync(path).size;
  if (!hasLog(path) && bytes % number('page_size') !== 0) {
    throw new Error(`it is torn: its ${bytes} bytes are no whole number of pages`);
  }
  if (number('application_id') !== applicationId) throw new Error('it is an SQLite database of another program');
  const version = number('user_version');
  if (version >= 1 && version <= formatVersion) return version;
  throw new Error(`it has format ${version}, this program reads ${formatVersion}`);
}

/** Another connection that sees what is committed now, with a catalog of its own to write to. */
export function openSnapshot(path: string): DatabaseSync {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096; BEGIN');
  for (const [name, columns] of catalogTables) {
    sqlite.exec(`CREATE TEMP TABLE ${name} (${columns}); INSERT INTO temp.${name} SELECT * FROM main.${name}`);
  }
  return sqlite;
}

/** The file and, as SQLite copies its mode, the log beside it are for the user alone. */
function makeReady(path: string): void {
  if (!existsSync(path)) make(path);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

/** Made whole beside its place and moved there, so that an empty file is damage and never a beginning. */
function make(path: string): void {
  if (hasLog(path)) {
    throw new Error(`it is missing, but its log ${path}-wal is there: put the file back, or remove the log as well`);
  }
  const made = `${path}.new`;
  rmSync(made, { force: true });
  closeSync(openSync(made, 'wx', 0o600));
  const sqlite = new DatabaseSync(made);
  try {
    sqlite.exec(
      `PRAGMA page_size = 8192; PRAGMA synchronous = FULL; BEGIN; ${formats.join('')} PRAGMA user_version = ${formatVersion}; COMMIT`,
    );
  } finally {
    sqlite.close();
  }
  renameSync(made, path);
  syncDirectory(dirname(path));
}

/** Whether there are writes that are not in the file yet. */
function hasLog(path: string): boolean {
  return existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
}

/** A rename survives a power cut once its directory is on disk. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** The error that names the file. */
export function unusable(path: string, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(`The database file ${path} cannot be used: ${why}`, { cause: error });
}
