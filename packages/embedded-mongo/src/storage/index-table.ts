import type { StatementSync } from 'node:sqlite';
import { asBuffer } from '../bson/decode.ts';
import { print } from '../bson/read-value.ts';
import { type Doc, emptyArray, type Reply } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { encodeKey, type KeyPart } from '../keys/encode-key.ts';
import { type DocumentKeys, indexKeys } from '../keys/index-keys.ts';
import type { IndexSpec } from '../keys/index-spec.ts';
import { keyParts } from '../keys/key-parts.ts';
import type { DatabaseFile } from './database-file.ts';

/** One secondary index: its specification and its table of (key, row) in key order. */
export class Index {
  readonly id: number;
  readonly spec: IndexSpec;
  readonly table: string;
  readonly #file: DatabaseFile;
  #multikey: number;
  #add: StatementSync | undefined;
  #remove: StatementSync | undefined;
  #clash: StatementSync | undefined;

  constructor(file: DatabaseFile, id: number, spec: IndexSpec, multikey: number) {
    this.#file = file;
    this.id = id;
    this.spec = spec;
    this.table = `entries_${id}`;
    this.#multikey = multikey;
  }

  /** Bit i is set when some document had an array on field i's path. */
  get multikey(): number {
    return this.#multikey;
  }

  createTable(): void {
    this.#file.createTable(
      `${this.table} (key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID`,
    );
  }

  keysOf(doc: Doc): DocumentKeys {
    const { partial } = this.spec;
    return partial && !partial.matches(doc) ? { keys: [], multikey: 0 } : indexKeys(doc, this.spec);
  }

  /** Throws DuplicateKey when the index is unique and another row than `own` has one of the keys. */
  refuseClash(keys: readonly Buffer[], own: number, doc: Doc, namespace: string): void {
    if (!this.spec.unique) return;
    this.#clash ??= this.#file.prepare(`SELECT row FROM ${this.table} WHERE key = ? AND row <> ? LIMIT 1`);
    const inOrder = keys.length > 1 ? [...keys].sort(Buffer.compare) : keys;
    for (const key of inOrder) if (this.#clash.get(key, own) !== undefined) throw this.#duplicate(key, doc, namespace);
  }

  /** The first key that several rows have, and one of them. */
  sharedKey(): { key: Buffer; row: number } | undefined {
    const found: unknown = this.#file
      .statement(`SELECT key, max(row) FROM ${this.table} GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT 1`)
      .get();
    const [key, row]: unknown[] = Array.isArray(found) ? found : [];
    return key instanceof Uint8Array ? { key: asBuffer(key), row: Number(row) } : undefined;
  }

  add(entry: DocumentKeys, row: number): void {
    this.#add ??= this.#file.prepare(`INSERT INTO ${this.table} (key, row) VALUES (?, ?)`);
    for (const key of entry.keys) this.#add.run(key, row);
    const multikey = this.#multikey | entry.multikey;
    if (multikey === this.#multikey) return;
    this.#file.statement('UPDATE indexes SET multikey = ? WHERE id = ?').run(multikey, this.id);
    this.#multikey = multikey;
  }

  remove(key: Buffer, row: number): void {
    this.#remove ??= this.#file.prepare(`DELETE FROM ${this.table} WHERE key = ? AND row = ?`);
    this.#remove.run(key, row);
  }

  #duplicate(key: Buffer, doc: Doc, namespace: string): CommandError {
    const parts = partsBehind(key, doc, this.spec);
    const keyValue: Reply = Object.fromEntries(this.spec.fields.map((field, at) => [field, parts[at] ?? null]));
    const keyPattern = this.spec.document.get('key');
    const shown = this.spec.fields.map((field, at) => `${field}: ${printPart(parts[at])}`).join(', ');
    const text = `E11000 duplicate key error collection: ${namespace} index: ${this.spec.name} dup key: { ${shown} }`;
    return new CommandError(11000, text, { keyPattern, keyValue });
  }
}

/** The values a clashing key stands for: found again in the document, as keys are not decoded. */
function partsBehind(key: Buffer, doc: Doc, { paths, directions, fold }: IndexSpec): KeyPart[] {
  const { tuples } = keyParts(doc, paths);
  return tuples.find((parts) => encodeKey(parts, directions, fold).equals(key)) ?? [];
}

function printPart(part: KeyPart): string {
  return part === emptyArray ? 'undefined' : print(part ?? null);
}
