import { Collection, Db, type Document } from 'mongodb';
import type { Entities } from './entities.ts';

/** Does one operation on the entity with this id; its arguments have their sessions already. */
export type Run = (entities: Entities, object: string, args: Document) => unknown;

/** Operations that read and write documents, by name. */
export const crudOperations = new Map<string, Run>([
  ['insertOne', onCollection((items, { document, ...options }) => items.insertOne(document, options))],
  ['insertMany', onCollection((items, { documents, ...options }) => items.insertMany(documents, options))],
  ['updateOne', onCollection((items, { filter, update, ...options }) => items.updateOne(filter, update, options))],
  ['updateMany', onCollection((items, { filter, update, ...options }) => items.updateMany(filter, update, options))],
  [
    'replaceOne',
    onCollection((items, { filter, replacement, ...options }) => items.replaceOne(filter, replacement, options)),
  ],
  ['deleteOne', onCollection((items, { filter, ...options }) => items.deleteOne(filter, options))],
  ['deleteMany', onCollection((items, { filter, ...options }) => items.deleteMany(filter, options))],
  [
    'findOneAndUpdate',
    onCollection((items, { filter, update, ...options }) =>
      items.findOneAndUpdate(filter, update, withReturnDocument(options)),
    ),
  ],
  [
    'findOneAndReplace',
    onCollection((items, { filter, replacement, ...options }) =>
      items.findOneAndReplace(filter, replacement, withReturnDocument(options)),
    ),
  ],
  ['findOneAndDelete', onCollection((items, { filter, ...options }) => items.findOneAndDelete(filter, options))],
  ['bulkWrite', onCollection((items, { requests, ...options }) => items.bulkWrite(requests, options))],
  ['find', onCollection((items, { filter, ...options }) => items.find(filter, options).toArray())],
  ['findOne', onCollection((items, { filter, ...options }) => items.findOne(filter, options))],
  ['countDocuments', onCollection((items, { filter, ...options }) => items.countDocuments(filter, options))],
  ['count', onCollection((items, { filter, ...options }) => items.count(filter, options))],
  ['estimatedDocumentCount', onCollection((items, options) => items.estimatedDocumentCount(options))],
  [
    'distinct',
    onCollection((items, { fieldName, filter = {}, ...options }) => items.distinct(fieldName, filter, options)),
  ],
  [
    'aggregate',
    (entities, object, { pipeline, ...options }) => {
      const owner = entities.get(object);
      if (owner instanceof Db || owner instanceof Collection) return owner.aggregate(pipeline, options).toArray();
      throw new Error(`the entity ${object} cannot aggregate`);
    },
  ],
  [
    'clientBulkWrite',
    (entities, object, { models, ...options }) =>
      entities.client(object).bulkWrite(
        models.map((model: Document) => {
          const [[name, body] = ['', {}]] = Object.entries(model);
          return { name, ...body };
        }),
        options,
      ),
  ],
]);

export function onCollection(run: (items: Collection, args: Document) => unknown): Run {
  return (entities, object, args) => run(entities.collection(object), args);
}

function withReturnDocument({ returnDocument, ...options }: Document): Document {
  return returnDocument === undefined ? options : { ...options, returnDocument: String(returnDocument).toLowerCase() };
}
