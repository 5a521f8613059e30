import { decodeDocument } from '../bson/decode.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import type { IndexSpec } from '../keys/index-spec.ts';
import { Catalog } from '../storage/catalog.ts';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { ChangedCollection, Replacement, Witness } from '../storage/witness.ts';
import type { RowVersions } from './row-versions.ts';
import { shadowTables } from './shadow-tables.ts';
import { transient } from './transient.ts';

const maxJournalBytes = 256 * 1024 * 1024;

type Step = { readonly of: ChangedCollection } & (
  | { readonly kind: 'create' }
  | { readonly kind: 'index'; readonly specs: readonly IndexSpec[] }
  | { readonly kind: 'insert'; readonly row: number; readonly bytes: Uint8Array }
  | { readonly kind: 'replace'; readonly row: number; readonly bytes: Uint8Array; readonly isWhole: boolean }
  | { readonly kind: 'remove'; readonly row: number }
);

/**
 * One multi-document transaction: a snapshot of the file with a catalog of its own, and a journal of what was done to it.
 * Nobody sees any of it until `replay` does the same to the file itself. Of two open transactions that change one row the
 * second is refused at once; a writer outside of transactions never waits, the transaction then fails at its commit.
 */
export class Transaction implements Witness {
  readonly file: DatabaseFile;
  readonly catalog: Catalog;
  readonly openedAt = Date.now();
  readonly #versions: RowVersions;
  readonly #seen: number;
  readonly #journal: Step[] = [];
  readonly #own = new Set<ChangedCollection>();
  readonly #shadowed = new Set<ChangedCollection>();
  /** Stored rows this transaction changed. */
  readonly #changed = new Map<ChangedCollection, Set<number>>();
  #bytes = 0;

  constructor(file: DatabaseFile, versions: RowVersions) {
    this.file = file.snapshot();
    this.#versions = versions;
    this.#seen = versions.open(this);
    this.catalog = new Catalog(this.file, this);
  }

  /** Whether the collection was made here, so that nobody else can have it. */
  isOwn(collection: ChangedCollection): boolean {
    return this.#own.has(collection);
  }

  refuse(collection: ChangedCollection, row: number | undefined): void {
    if (this.#own.has(collection)) return;
    if (!this.#shadowed.has(collection)) {
      shadowTables(this.file, collection);
      this.#shadowed.add(collection);
    }
    if (row === undefined || !this.#isStored(collection, row)) return;
    if (this.#versions.hasChanged(collection, row, this.#seen) || !this.#versions.claim(collection, row, this)) {
      throw writeConflict(collection);
    }
    const rows = this.#changed.get(collection) ?? new Set();
    this.#changed.set(collection, rows.add(row));
  }

  #isStored(collection: ChangedCollection, row: number): boolean {
    return this.file.statement(`SELECT 1 FROM main.${collection.table} WHERE row = ?`).get(row) !== undefined;
  }

  created(collection: ChangedCollection): void {
    this.#own.add(collection);
    this.#note({ kind: 'create', of: collection }, 0);
  }

  indexed(collection: ChangedCollection, specs: readonly IndexSpec[]): void {
    if (specs.length > 0) this.#note({ kind: 'index', of: collection, specs }, 0);
  }

  inserted(collection: ChangedCollection, row: number, bytes: Uint8Array, doc: Doc): void {
    const key = `_id ${encodeValueKey(doc.get('_id')).toString('base64')}`;
    if (!this.#own.has(collection) && !this.#versions.claim(collection, key, this)) throw writeConflict(collection);
    this.#note({ kind: 'insert', of: collection, row, bytes: Buffer.from(bytes) }, bytes.length);
  }

  replaced(collection: ChangedCollection, row: number, { bytes, isWhole }: Replacement): void {
    this.#note({ kind: 'replace', of: collection, row, bytes: Buffer.from(bytes), isWhole }, bytes.length);
  }

  removed(collection: ChangedCollection, row: number): void {
    this.#note({ kind: 'remove', of: collection, row }, 0);
  }

  dropped(): void {
    throw new Error('a transaction drops no collection');
  }

  renamed(): void {
    throw new Error('a transaction renames no collection');
  }

  databaseDropped(): void {
    throw new Error('a transaction drops no database');
  }

  #note(step: Step, bytes: number): void {
    this.#bytes += bytes + 64;
    if (this.#bytes > maxJournalBytes) {
      throw new CommandError(257, `a transaction writes at most ${maxJournalBytes} bytes`);
    }
    this.#journal.push(step);
  }

  /** Does to the stored data what was done here, in the same order. Throws WriteConflict when somebody else was quicker. */
  replay(catalog: Catalog): void {
    for (const [collection, rows] of this.#changed) {
      for (const row of rows)
        if (this.#versions.hasChanged(collection, row, this.#seen)) throw writeConflict(collection);
    }
    const places = new Map<ChangedCollection, { stored: Collection; rows: Map<number, number> }>();
    const placeOf = (own: ChangedCollection) => {
      const known = places.get(own);
      if (known) return known;
      const place = { stored: this.#storedAs(own, catalog), rows: new Map<number, number>() };
      places.set(own, place);
      return place;
    };
    for (const step of this.#journal) {
      const { stored, rows } = placeOf(step.of);
      try {
        run(step, stored, rows, catalog);
      } catch (error) {
        // Nothing clashed in the snapshot, so what clashes now came after it.
        if (error instanceof CommandError && error.code === 11000) throw writeConflict(step.of);
        throw error;
      }
    }
  }

  #storedAs(own: ChangedCollection, catalog: Catalog): Collection {
    const found = catalog.find(own.db, own.name);
    if (this.#own.has(own) && !found) return catalog.findOrCreate(own.db, own.name);
    if (found?.id !== own.id || this.#own.has(own)) throw writeConflict(own);
    return found;
  }

  /** Ends it; what was not replayed is gone. */
  close(): void {
    this.#versions.close(this);
    this.file.close();
  }
}

function run(step: Step, stored: Collection, rows: Map<number, number>, catalog: Catalog): void {
  switch (step.kind) {
    case 'create':
      return;
    case 'index':
      catalog.createIndexes(stored, step.specs);
      return;
    case 'insert':
      rows.set(step.row, stored.insert(step.bytes, decodeDocument(step.bytes)));
      return;
    default: {
      const row = rows.get(step.row) ?? step.row;
      const data = stored.read(row);
      if (!data) throw writeConflict(stored);
      const before = decodeDocument(data);
      if (step.kind === 'remove') stored.remove(row, before);
      else stored.replace(row, { before, bytes: step.bytes, after: decodeDocument(step.bytes), isWhole: step.isWhole });
    }
  }
}

function writeConflict(collection: ChangedCollection): CommandError {
  return transient(
    112,
    `Write conflict in ${collection.namespace}: please retry your operation or multi-document transaction.`,
  );
}
