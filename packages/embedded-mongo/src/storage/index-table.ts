import type { StatementSync } from 'node:sqlite';
import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { type DocumentKeys, indexKeys } from '../keys/index-keys.ts';
import type { IndexSpec } from '../keys/index-spec.ts';
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
    const values = partsBehind(key, doc, this.spec);
    const keyValue: Doc = new Map(this.spec.fields.map((field, at) => [field, values[at] ?? null]));
    const keyPattern = this.spec.document.get('key');
    const text = `E11000 duplicate key error collection: ${namespace} index: ${this.spec.name} dup key: ${print(keyValue)}`;
    return new CommandError(11000, text, { keyPattern, keyValue });
  }
}

/** The values a clashing key stands for: found again in the document, as keys are not decoded. */
function partsBehind(key: Buffer, doc: Doc, spec: IndexSpec): (Value | undefined)[] {
  const choices = spec.paths.map((path) => valuesAt(doc, path));
  const combinations = choices.reduce<(Value | undefined)[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])).slice(0, 10_000),
    [[]],
  );
  const found = combinations.find((values) => {
    const flat: Doc = new Map();
    values.forEach((value, at) => {
      if (value !== undefined) flat.set(String(at), Array.isArray(value) ? [value] : value);
    });
    const shape = { ...spec, sparse: false, paths: values.map((_, at) => [String(at)]) };
    return indexKeys(flat, shape).keys.some((other) => other.equals(key));
  });
  return found ?? choices.map((values) => values[0]);
}

function valuesAt(doc: Doc, path: readonly string[]): (Value | undefined)[] {
  let places: (Value | undefined)[] = [doc];
  for (const name of path) {
    places = places.flatMap((place) => {
      if (Array.isArray(place)) return place.map((element) => (element instanceof Map ? element.get(name) : undefined));
      return [place instanceof Map ? place.get(name) : undefined];
    });
  }
  return places.flatMap((place) => (Array.isArray(place) && place.length > 0 ? place : [place]));
}
