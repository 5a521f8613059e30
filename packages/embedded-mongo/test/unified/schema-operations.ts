import type { Db, Document } from 'mongodb';
import { onCollection, type Run } from './crud-operations.ts';

/** Operations on databases, collections and indexes, by name. */
export const schemaOperations = new Map<string, Run>([
  ['runCommand', onDatabase((db, { command, commandName: _, ...options }) => db.command(command, options))],
  [
    'runCursorCommand',
    onDatabase((db, { command, commandName: _, ...options }) => db.runCursorCommand(command, options).toArray()),
  ],
  ['createCollection', onDatabase((db, { collection, ...options }) => db.createCollection(collection, options))],
  ['dropCollection', onDatabase((db, { collection, ...options }) => db.dropCollection(collection, options))],
  ['modifyCollection', onDatabase((db, { collection, ...options }) => db.command({ collMod: collection, ...options }))],
  ['listCollections', onDatabase((db, { filter, ...options }) => db.listCollections(filter, options).toArray())],
  [
    'listCollectionNames',
    onDatabase((db, { filter, ...options }) => db.listCollections(filter, { ...options, nameOnly: true }).toArray()),
  ],
  ['dropDatabase', onDatabase((db, options) => db.dropDatabase(options))],
  [
    'listDatabases',
    async (entities, object, options) => (await entities.client(object).db().admin().listDatabases(options)).databases,
  ],
  [
    'listDatabaseNames',
    async (entities, object, options) => {
      const { databases } = await entities
        .client(object)
        .db()
        .admin()
        .listDatabases({ ...options, nameOnly: true });
      return databases.map(({ name }) => name);
    },
  ],
  ['createIndex', onCollection((items, { keys, ...options }) => items.createIndex(keys, options))],
  ['dropIndex', onCollection((items, { name, ...options }) => items.dropIndex(name, options))],
  ['dropIndexes', onCollection((items, options) => items.dropIndexes(options))],
  ['listIndexes', onCollection((items, options) => items.listIndexes(options).toArray())],
  [
    'listIndexNames',
    onCollection(async (items, options) => (await items.listIndexes(options).toArray()).map(({ name }) => name)),
  ],
  ['rename', onCollection((items, { to, ...options }) => items.rename(to, options))],
]);

function onDatabase(run: (db: Db, args: Document) => unknown): Run {
  return (entities, object, args) => run(entities.database(object), args);
}
