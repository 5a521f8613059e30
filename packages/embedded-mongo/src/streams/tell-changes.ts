import type { Doc, Value } from '../bson/value.ts';
import type { Witness } from '../storage/witness.ts';
import type { RowVersions } from '../transactions/row-versions.ts';
import { describeUpdate } from './describe-update.ts';
import type { History } from './history.ts';

/** Tells the history, and open transactions, of each change to the stored data. */
export function tellChanges(history: History, versions: RowVersions): Witness {
  return {
    refuse: () => undefined,
    created: () => undefined,
    indexed: () => undefined,
    inserted(collection, row, _bytes, doc) {
      versions.touch(collection, row);
      history.record(collection.db, collection.name, 'insert', () => [
        ['fullDocument', doc],
        ['documentKey', keyOf(doc)],
      ]);
    },
    replaced(collection, row, { before, after, isWhole }) {
      versions.touch(collection, row);
      history.record(collection.db, collection.name, isWhole ? 'replace' : 'update', () => {
        const key = ['documentKey', keyOf(after)] as const;
        return isWhole ? [['fullDocument', after], key] : [key, ['updateDescription', describeUpdate(before, after)]];
      });
    },
    removed(collection, row, doc) {
      versions.touch(collection, row);
      history.record(collection.db, collection.name, 'delete', () => [['documentKey', keyOf(doc)]]);
    },
    dropped(collection) {
      history.record(collection.db, collection.name, 'drop', () => []);
    },
    renamed(collection, db, name) {
      history.record(collection.db, collection.name, 'rename', () => [
        [
          'to',
          new Map<string, Value>([
            ['db', db],
            ['coll', name],
          ]),
        ],
      ]);
    },
    databaseDropped(db) {
      history.record(db, '', 'dropDatabase', () => []);
    },
  };
}

function keyOf(doc: Doc): Doc {
  return new Map<string, Value>([['_id', doc.get('_id') ?? null]]);
}
