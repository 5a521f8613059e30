import type { StatementSync } from 'node:sqlite';
import { asBuffer, decodeDocument } from '../bson/decode.ts';
import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import type { IndexSpec } from '../keys/index-spec.ts';
import type { DatabaseFile } from './database-file.ts';
import { Index } from './index-table.ts';
import type { Replacement, Witness } from './witness.ts';

export const maxDocumentBytes = 16 * 1024 * 1024;

/** One collection's documents and the index entries that go with them; every write keeps the two in step. */
export class Collection {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: Uint8Array;
  readonly indexes: Index[] = [];
  readonly table: string;
  readonly #file: DatabaseFile;
  readonly #witness: Witness;
  #nextRow: number | undefined;
  #insert: StatementSync | undefined;
  #replace: StatementSync | undefined;
  #remove: StatementSync | undefined;
  #byId: StatementSync | undefined;
  #byRow: StatementSync | undefined;

  constructor(of: { file: DatabaseFile; witness: Witness; id: number; db: string; name: string; uuid: Uint8Array }) {
    this.#file = of.file;
    this.#witness = of.witness;
    this.id = of.id;
    this.db = of.db;
    this.name = of.name;
    this.uuid = of.uuid;
    this.table = `documents_${of.id}`;
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  /** Stores a document whose `_id` is its first field; returns its row. Throws DuplicateKey (11000) and writes nothing then. */
  insert(bytes: Uint8Array, doc: Doc): number {
    this.#witness.refuse(this, undefined);
    const id = doc.get('_id');
    const key = encodeValueKey(id);
    this.#byId ??= this.#file.prepare(`SELECT row FROM ${this.table} WHERE key = ?`);
    if (this.#byId.get(key) !== undefined) throw this.#duplicateId(id);
    const entries = this.indexes.map((index) => index.keysOf(doc));
    this.indexes.forEach((index, at) => {
      index.refuseClash(entries[at]?.keys ?? [], 0, doc, this.namespace);
    });
    const row = this.#newRow();
    this.#insert ??= this.#file.prepare(`INSERT INTO ${this.table} (row, key, data) VALUES (?, ?, ?)`);
    this.#insert.run(row, key, bytes);
    this.indexes.forEach((index, at) => {
      const found = entries[at];
      if (found) index.add(found, row);
    });
    this.#witness.inserted(this, row, bytes, doc);
    return row;
  }

  /** A row's number is never used again while the file is open. */
  #newRow(): number {
    if (this.#nextRow === undefined) {
      const last: unknown = this.#file.statement(`SELECT max(row) FROM ${this.table}`).get();
      this.#nextRow = Number(Array.isArray(last) ? last[0] : 0) + 1;
    }
    return this.#nextRow++;
  }

  replace(row: number, change: Replacement): void {
    this.#witness.refuse(this, row);
    const { before, bytes, after } = change;
    const changes: { index: Index; added: Buffer[]; removed: Buffer[]; multikey: number }[] = [];
    for (const index of this.indexes) {
      const old = index.keysOf(before);
      const now = index.keysOf(after);
      const added = now.keys.filter((key) => !old.keys.some((other) => other.equals(key)));
      const removed = old.keys.filter((key) => !now.keys.some((other) => other.equals(key)));
      index.refuseClash(added, row, after, this.namespace);
      changes.push({ index, added, removed, multikey: now.multikey });
    }
    this.#replace ??= this.#file.prepare(`UPDATE ${this.table} SET data = ? WHERE row = ?`);
    this.#replace.run(bytes, row);
    for (const { index, added, removed, multikey } of changes) {
      for (const key of removed) index.remove(key, row);
      index.add({ keys: added, multikey }, row);
    }
    this.#witness.replaced(this, row, change);
  }

  remove(row: number, doc: Doc): void {
    this.#witness.refuse(this, row);
    this.#remove ??= this.#file.prepare(`DELETE FROM ${this.table} WHERE row = ?`);
    this.#remove.run(row);
    for (const index of this.indexes) for (const key of index.keysOf(doc).keys) index.remove(key, row);
    this.#witness.removed(this, row, doc);
  }

  read(row: number): Buffer | undefined {
    this.#byRow ??= this.#file.prepare(`SELECT data FROM ${this.table} WHERE row = ?`);
    const found: unknown = this.#byRow.get(row);
    const data: unknown = Array.isArray(found) ? found[0] : undefined;
    return data instanceof Uint8Array ? asBuffer(data) : undefined;
  }

  /** Adds an index and its entries for every document stored. The caller wraps it so that a failure leaves nothing. */
  build(id: number, spec: IndexSpec): Index {
    const index = new Index(this.#file, id, spec, 0);
    index.createTable();
    const rows = this.#file.prepare(`SELECT row, data FROM ${this.table} ORDER BY row`);
    for (const found of rows.iterate()) {
      const [row, data]: unknown[] = Array.isArray(found) ? found : [];
      if (typeof row !== 'number' || !(data instanceof Uint8Array)) continue;
      index.add(index.keysOf(decodeDocument(data)), row);
    }
    const shared = spec.unique ? index.sharedKey() : undefined;
    const data = shared && this.read(shared.row);
    if (data) index.refuseClash([shared.key], shared.row, decodeDocument(data), this.namespace);
    return index;
  }

  #duplicateId(id: Value | undefined): CommandError {
    return duplicateKey(this.namespace, '_id_', new Map([['_id', 1]]), new Map([['_id', id ?? null]]));
  }
}

export function duplicateKey(namespace: string, index: string, keyPattern: Doc, keyValue: Doc): CommandError {
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: ${print(keyValue)}`,
    { keyPattern, keyValue },
  );
}
