import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
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
  #isOpen = false;

  /** Throws an Error that names the file when it is damaged or was written by something else. */
  constructor(path: string) {
    this.path = path;
    const isNew = !existsSync(path);
    keepToOwner(path);
    this.#sqlite = new DatabaseSync(path);
    try {
      if (isNew) this.#sqlite.exec('PRAGMA page_size = 8192');
      this.#recognise();
      this.#sqlite.exec(`
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 2000; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864`);
      if (this.#number('PRAGMA user_version') === 0) this.#sqlite.exec(`BEGIN; ${schema}; COMMIT`);
    } catch (error) {
      this.#sqlite.close();
      throw named(path, error);
    }
  }

  #recognise(): void {
    const tables = this.#number('SELECT count(*) FROM sqlite_master');
    if (tables === 0 && this.#number('PRAGMA user_version') === 0) return;
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
    this.commit();
    this.#statements.clear();
    this.#sqlite.close();
  }
}

/** The file and, as SQLite copies its mode, the log beside it are for the user alone. */
function keepToOwner(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

function named(path: string, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(`The database file ${path} cannot be used: ${why}`, { cause: error });
}
