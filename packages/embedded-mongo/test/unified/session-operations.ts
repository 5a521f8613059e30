import { AbstractCursor, ChangeStream, type ClientSession, Collection, Db, type Document, MongoClient } from 'mongodb';
import { onCollection, type Run } from './crud-operations.ts';
import type { Entities } from './entities.ts';

/** Operations on sessions, cursors and change streams, by name. */
export const sessionOperations = new Map<string, Run>([
  ['startTransaction', onSession((session, options) => session.startTransaction(options))],
  ['commitTransaction', onSession((session, options) => session.commitTransaction(options))],
  ['abortTransaction', onSession((session, options) => session.abortTransaction(options))],
  ['endSession', onSession((session) => session.endSession())],
  ['createChangeStream', createChangeStream],
  ['createFindCursor', onCollection((items, { filter, ...options }) => started(items.find(filter, options)))],
  ['iterateUntilDocumentOrError', (entities, object) => iterable(entities, object).next()],
  ['iterateOnce', (entities, object) => iterable(entities, object).tryNext()],
  ['close', (entities, object) => closable(entities, object).close()],
]);

function onSession(run: (session: ClientSession, args: Document) => unknown): Run {
  return (entities, object, args) => run(entities.session(object), args);
}

async function createChangeStream(entities: Entities, object: string, { pipeline, ...options }: Document) {
  const owner = entities.get(object);
  if (!(owner instanceof MongoClient || owner instanceof Db || owner instanceof Collection)) {
    throw new Error(`the entity ${object} cannot be watched`);
  }
  const stream = owner.watch(pipeline, options);
  await started(Reflect.get(stream, 'cursor'));
  return stream;
}

/** The driver sends a cursor's command with its first read; tests expect it to be sent, and refused, where it is made. */
async function started(cursor: unknown): Promise<unknown> {
  if (!(cursor instanceof AbstractCursor)) throw new Error('this is no cursor');
  await Reflect.apply(Reflect.get(cursor, 'cursorInit'), cursor, []);
  return cursor;
}

function iterable(entities: Entities, id: string): ChangeStream | AbstractCursor {
  const found = entities.get(id);
  if (found instanceof ChangeStream || found instanceof AbstractCursor) return found;
  throw new Error(`the entity ${id} is neither a cursor nor a change stream`);
}

function closable(entities: Entities, id: string): ChangeStream | AbstractCursor | MongoClient {
  const found = entities.get(id);
  return found instanceof MongoClient ? found : iterable(entities, id);
}
