import { BSONRegExp, ObjectId } from 'bson';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Reply } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import { typeName } from '../query/type-names.ts';
import { type Collection, maxDocumentBytes } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import { type Call, madeCollection } from './call.ts';
import { runBatch } from './write-batch.ts';

export function insert(call: Call): Reply {
  const collection = madeCollection(call);
  let n = 0;
  const writeErrors = runBatch(call, (bytes) => {
    insertBytes(call.engine.file, collection, bytes);
    n++;
  });
  return { n, writeErrors: writeErrors.length > 0 ? writeErrors : undefined, ok: 1 };
}

function insertBytes(file: DatabaseFile, collection: Collection, bytes: Uint8Array): void {
  const doc = decodeDocument(bytes);
  const id = doc.get('_id');
  if (id instanceof Map) refuseDollarNames(id, true);
  const [first] = doc.keys();
  if (first === '_id') store(file, collection, bytes, doc);
  else insertDocument(file, collection, doc);
}

/** Stores the document, `_id` first and made if missing. Returns it as stored. */
export function insertDocument(file: DatabaseFile, collection: Collection, doc: Doc): Doc {
  const [first] = doc.keys();
  const complete: Doc = first === '_id' ? doc : withId(doc);
  store(file, collection, encodeDocument(complete), complete);
  return complete;
}

/** Names of operators cannot be within an `_id`, unless it is a DBRef; only what is inserted is looked through. */
function refuseDollarNames(id: Doc, isDeep: boolean): void {
  const isRef = id.has('$ref') && id.has('$id');
  for (const [name, value] of id) {
    if (name.startsWith('$') && !isRef) {
      throw new CommandError(52, `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
    }
    if (isDeep && value instanceof Map) refuseDollarNames(value, true);
  }
}

function withId(doc: Doc): Doc {
  const id = doc.get('_id');
  return new Map([['_id', id === undefined ? new ObjectId() : id], ...doc]);
}

function store(file: DatabaseFile, collection: Collection, bytes: Uint8Array, doc: Doc): void {
  refuseTooLarge(bytes);
  const id = doc.get('_id');
  if (Array.isArray(id) || id instanceof BSONRegExp) {
    throw new CommandError(53, `The '_id' value cannot be of type ${typeName(id)}`);
  }
  if (id instanceof Map) refuseDollarNames(id, false);
  file.atomically(() => collection.insert(bytes, doc));
}

function refuseTooLarge(bytes: Uint8Array): void {
  if (bytes.length <= maxDocumentBytes) return;
  throw badValue(`object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentBytes}`);
}
