import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Parameters } from '../parameters.ts';
import { openForReading, openForWriting, openSnapshot, unusable } from './open-sqlite.ts';

/** The SQLite file: one writer, one open transaction at a time, statements prepared once. */
export class DatabaseFile {
  readonly path: string;
  /** A snapshot sees what was committed when it was taken; what is written to it, nobody else ever sees. */
  readonly isSnapshot: boolean;
  readonly parameters: Parameters;
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #isWriter: boolean;
  #isOpen: boolean;

  /**
   * Made if missing, unless it is to be read only, beside whoever writes to it. Throws an Error that names the file when it
   * is damaged or was written by something else.
   */
  constructor(path: string, access: 'write' | 'read' | { snapshotOf: DatabaseFile } = 'write') {
    this.path = path;
    this.#isWriter = access === 'write';
    this.isSnapshot = typeof access === 'object';
    this.#isOpen = this.isSnapshot;
    this.parameters = typeof access === 'object' ? access.snapshotOf.parameters : new Parameters();
    const open = { write: openForWriting, read: openForReading };
    this.#sqlite = typeof access === 'object' ? openSnapshot(path) : open[access](path);
  }

  snapshot(): DatabaseFile {
    return new DatabaseFile(this.path, { snapshotOf: this });
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
      throw unusable(this.path, error);
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

  /** What a snapshot wrote is gone with it. */
  close(): void {
    if (this.#isWriter) this.commit();
    this.#statements.clear();
    this.#sqlite.close();
  }
}
