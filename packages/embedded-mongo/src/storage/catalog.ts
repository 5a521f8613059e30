import { randomUUID } from 'node:crypto';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { type IndexSpec, readIndexSpec } from '../keys/index-spec.ts';
import { Collection } from './collection.ts';
import type { DatabaseFile } from './database-file.ts';
import { Index } from './index-table.ts';
import type { Witness } from './witness.ts';

/** Which collections and indexes there are; memory follows the file, and is read again after a failed commit. */
export class Catalog {
  readonly #file: DatabaseFile;
  readonly #witness: Witness;
  #databases = new Map<string, Map<string, Collection>>();

  constructor(file: DatabaseFile, witness: Witness) {
    this.#file = file;
    this.#witness = witness;
    this.reload();
  }

  reload(): void {
    this.#databases = new Map();
    const byId = new Map<number, Collection>();
    for (const found of this.#file.statement('SELECT id, db, name, uuid FROM collections ORDER BY id').all()) {
      const [id, db, name, uuid]: unknown[] = Array.isArray(found) ? found : [];
      if (!(uuid instanceof Uint8Array)) continue;
      const collection = this.#collection(Number(id), String(db), String(name), uuid);
      byId.set(collection.id, collection);
      this.#register(collection);
    }
    for (const found of this.#file.statement('SELECT id, collection, spec, multikey FROM indexes ORDER BY id').all()) {
      const [id, collection, spec, multikey]: unknown[] = Array.isArray(found) ? found : [];
      if (!(spec instanceof Uint8Array)) continue;
      const index = new Index(this.#file, Number(id), readIndexSpec(decodeDocument(spec)), Number(multikey));
      byId.get(Number(collection))?.indexes.push(index);
    }
  }

  find(db: string, name: string): Collection | undefined {
    return this.#databases.get(db)?.get(name);
  }

  collections(db: string): Collection[] {
    return [...(this.#databases.get(db)?.values() ?? [])];
  }

  databases(): string[] {
    return [...this.#databases.keys()].sort();
  }

  findOrCreate(db: string, name: string): Collection {
    return this.find(db, name) ?? this.#create(db, name);
  }

  #create(db: string, name: string): Collection {
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const collection = this.#file.atomically(() => {
      const sql = 'INSERT INTO collections (db, name, uuid) VALUES (?, ?, ?)';
      const id = Number(this.#file.statement(sql).run(db, name, uuid).lastInsertRowid);
      this.#file.createTable(`documents_${id} (row INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, data BLOB NOT NULL)`);
      return this.#collection(id, db, name, uuid);
    });
    this.#register(collection);
    this.#witness.created(collection);
    return collection;
  }

  #collection(id: number, db: string, name: string, uuid: Uint8Array): Collection {
    return new Collection({ file: this.#file, witness: this.#witness, id, db, name, uuid });
  }

  drop(collection: Collection): void {
    this.#file.atomically(() => {
      for (const index of collection.indexes) this.#file.exec(`DROP TABLE ${index.table}`);
      this.#file.exec(`DROP TABLE ${collection.table}`);
      this.#file.statement('DELETE FROM indexes WHERE collection = ?').run(collection.id);
      this.#file.statement('DELETE FROM collections WHERE id = ?').run(collection.id);
      this.#witness.dropped(collection);
    });
    const database = this.#databases.get(collection.db);
    database?.delete(collection.name);
    if (database?.size === 0) this.#databases.delete(collection.db);
  }

  dropDatabase(db: string): void {
    for (const collection of this.collections(db)) this.drop(collection);
    this.#witness.databaseDropped(db);
  }

  /** Stores the collection under another name, in place of `replaced`. What was found before is stale afterwards. */
  rename(collection: Collection, db: string, name: string, replaced: Collection | undefined): void {
    this.#file.atomically(() => {
      if (replaced) this.drop(replaced);
      this.#file.statement('UPDATE collections SET db = ?, name = ? WHERE id = ?').run(db, name, collection.id);
      this.#witness.renamed(collection, db, name);
    });
    this.reload();
  }

  /** Stores another specification of an index whose keys stay the same. */
  changeIndex(collection: Collection, index: Index, spec: IndexSpec): void {
    const multikey = index.multikey;
    this.#file.atomically(() => {
      this.#file.statement('UPDATE indexes SET spec = ? WHERE id = ?').run(encodeDocument(spec.document), index.id);
    });
    collection.indexes.splice(collection.indexes.indexOf(index), 1, new Index(this.#file, index.id, spec, multikey));
  }

  /** Builds all of the indexes or none. */
  createIndexes(collection: Collection, specs: readonly IndexSpec[]): void {
    const built = this.#file.atomically(() =>
      specs.map((spec) => {
        const sql = 'INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, 0)';
        const added = this.#file.statement(sql).run(collection.id, encodeDocument(spec.document));
        return collection.build(Number(added.lastInsertRowid), spec);
      }),
    );
    collection.indexes.push(...built);
    this.#witness.indexed(collection, specs);
  }

  dropIndexes(collection: Collection, dropped: readonly Index[]): void {
    this.#file.atomically(() => {
      for (const index of dropped) {
        this.#file.exec(`DROP TABLE ${index.table}`);
        this.#file.statement('DELETE FROM indexes WHERE id = ?').run(index.id);
      }
    });
    for (const index of dropped) collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }

  #register(collection: Collection): void {
    const database = this.#databases.get(collection.db) ?? new Map<string, Collection>();
    database.set(collection.name, collection);
    this.#databases.set(collection.db, database);
  }
}
