import type { Doc } from '../bson/value.ts';
import type { IndexSpec } from '../keys/index-spec.ts';

/** Which collection a change is in. */
export interface ChangedCollection {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly namespace: string;
  readonly table: string;
  readonly indexes: readonly { readonly table: string }[];
}

/** A stored document before and after its change. */
export interface Replacement {
  readonly before: Doc;
  readonly bytes: Uint8Array;
  readonly after: Doc;
  /** The client sent the whole document, no operators. */
  readonly isWhole: boolean;
}

/** Is asked before each change to what is stored, and told after it. */
export interface Witness {
  /** Throws to refuse the change; `row` is the one to change, undefined for a new one. */
  refuse(collection: ChangedCollection, row: number | undefined): void;
  created(collection: ChangedCollection): void;
  indexed(collection: ChangedCollection, specs: readonly IndexSpec[]): void;
  inserted(collection: ChangedCollection, row: number, bytes: Uint8Array, doc: Doc): void;
  replaced(collection: ChangedCollection, row: number, change: Replacement): void;
  removed(collection: ChangedCollection, row: number, doc: Doc): void;
  dropped(collection: ChangedCollection): void;
  /** The collection still has the name it had. */
  renamed(collection: ChangedCollection, db: string, name: string): void;
  databaseDropped(db: string): void;
}

/** For who only reads. */
export const nobody: Witness = {
  refuse: () => undefined,
  created: () => undefined,
  indexed: () => undefined,
  inserted: () => undefined,
  replaced: () => undefined,
  removed: () => undefined,
  dropped: () => undefined,
  renamed: () => undefined,
  databaseDropped: () => undefined,
};
