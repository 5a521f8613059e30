import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Parameters } from '../parameters.ts';

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

/** The SQLite file: one writer, one open transaction at a time, statements prepared once. */
export class DatabaseFile {
  readonly path: string;
  /** A snapshot sees what was committed when it was taken; what is written to it, nobody else ever sees. */
  readonly isSnapshot: boolean;
  readonly parameters: Parameters;
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isOpen: boolean;

  /** Throws an Error that names the file when it is damaged or was written by something else. */
  constructor(path: string, of?: DatabaseFile) {
    this.path = path;
    this.isSnapshot = of !== undefined;
    this.parameters = of?.parameters ?? new Parameters();
    this.#isOpen = this.isSnapshot;
    this.#sqlite = this.isSnapshot ? openSnapshot(path) : openWhole(path);
  }

  snapshot(): DatabaseFile {
    return new DatabaseFile(this.path, this);
  }

  /** The definition is the name and the columns, as after SQL's CREATE TABLE. */
  createTable(definition: string): void {
    this.#sqlite.exec(`CREATE ${this.isSnapshot ? 'TEMP ' : ''}TABLE ${definition}`);
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

  /** A snapshot's changes are gone with it. */
  close(): void {
    if (!this.isSnapshot) this.commit();
    this.#statements.clear();
    this.#sqlite.close();
  }
}

function openWhole(path: string): DatabaseSync {
  const isNew = !existsSync(path);
  keepToOwner(path);
  const sqlite = new DatabaseSync(path);
  try {
    if (isNew) sqlite.exec('PRAGMA page_size = 8192');
    const version = recognise(sqlite);
    sqlite.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;
      PRAGMA wal_autocheckpoint = 2000; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864`);
    if (version < formatVersion) {
      sqlite.exec(`BEGIN; ${formats.slice(version).join('')} PRAGMA user_version = ${formatVersion}; COMMIT`);
    }
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw named(path, error);
  }
}

/** The format the file has, 0 when it is empty. */
function recognise(sqlite: DatabaseSync): number {
  const number = (sql: string) => Number(Object.values(sqlite.prepare(sql).get() ?? {})[0] ?? 0);
  const version = number('PRAGMA user_version');
  if (number('SELECT count(*) FROM sqlite_master') === 0 && version === 0) return 0;
  if (number('PRAGMA application_id') !== applicationId) throw new Error('it is an SQLite database of another program');
  if (version < 1 || version > formatVersion) {
    throw new Error(`it has format ${version}, this program reads ${formatVersion}`);
  }
  return version;
}

function openSnapshot(path: string): DatabaseSync {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096; BEGIN');
  for (const [name, columns] of catalogTables) {
    sqlite.exec(`CREATE TEMP TABLE ${name} (${columns}); INSERT INTO temp.${name} SELECT * FROM main.${name}`);
  }
  return sqlite;
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
