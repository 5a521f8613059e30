import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const applicationId = 0x41444d31;
const formatVersion = 1;

const schema = `
  CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL, UNIQUE (db, name));
  CREATE TABLE indexes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE retries (
    session BLOB PRIMARY KEY, number TEXT NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${formatVersion};`;

/** The SQLite file: one writer, one open transaction at a time, statements prepared once. */
export class DatabaseFile {
  readonly path: string;
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #isReader: boolean;
  #isOpen = false;

  /**
   * Made if missing, unless it is to be read only, beside whoever writes to it. Throws an Error that names the file when it
   * is damaged or was written by something else.
   */
  constructor(path: string, access: 'write' | 'read' = 'write') {
    this.path = path;
    this.#isReader = access === 'read';
    try {
      if (access === 'write') makeReady(path);
      if (statSync(path).size === 0) throw new Error('it is empty (0 bytes)');
      this.#sqlite = new DatabaseSync(path, { readOnly: access === 'read', timeout: 5000 });
    } catch (error) {
      throw named(path, error);
    }
    try {
      this.#recognise();
      this.#sqlite.exec('PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY');
      if (access === 'read') return;
      this.#sqlite.exec(`
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864`);
    } catch (error) {
      this.#sqlite.close();
      throw named(path, error);
    }
  }

  #recognise(): void {
    const bytes = statSync(this.path).size;
    if (!hasLog(this.path) && bytes % this.#number('PRAGMA page_size') !== 0) {
      throw new Error(`it is torn: its ${bytes} bytes are no whole number of pages`);
    }
    if (this.#number('PRAGMA application_id') !== applicationId) {
      throw new Error('it is an SQLite database of another program');
    }
    const version = this.#number('PRAGMA user_version');
    if (version !== formatVersion) throw new Error(`it has format ${version}, this program reads ${formatVersion}`);
  }

  #number(sql: string): number {
    const row = this.#sqlite.prepare(sql).get();
    return Number(row === undefined ? 0 : Object.values(row)[0]);
  }

  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** A statement the caller keeps. */
  prepare(sql: string): StatementSync {
    const statement = this.#sqlite.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }

  exec(sql: string): void {
    this.#sqlite.exec(sql);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Opens the group's transaction unless it is open. */
  begin(): void {
    if (this.#isOpen) return;
    this.statement('BEGIN').run();
    this.#isOpen = true;
  }

  /** On failure everything since `begin` is gone and the error is thrown. */
  commit(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.statement('COMMIT').run();
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
      throw named(this.path, error);
    }
  }

  /** Runs one change that fails alone: what it wrote is undone, the group's transaction goes on. */
  atomically<T>(change: () => T): T {
    this.begin();
    this.statement('SAVEPOINT change').run();
    try {
      const result = change();
      this.statement('RELEASE change').run();
      return result;
    } catch (error) {
      if (this.#sqlite.isTransaction) {
        this.statement('ROLLBACK TO change').run();
        this.statement('RELEASE change').run();
      }
      throw error;
    }
  }

  close(): void {
    if (!this.#isReader) this.commit();
    this.#statements.clear();
    this.#sqlite.close();
  }
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
    sqlite.exec(`PRAGMA page_size = 8192; PRAGMA synchronous = FULL; BEGIN; ${schema}; COMMIT`);
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

function named(path: string, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(`The database file ${path} cannot be used: ${why}`, { cause: error });
}
