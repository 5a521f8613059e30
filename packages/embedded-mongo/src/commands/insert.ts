import { BSONRegExp, ObjectId } from 'bson';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
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
  if (id instanceof Map || Array.isArray(id)) refuseOperators(id);
  file.atomically(() => collection.insert(bytes, doc));
}

function refuseOperators(id: Doc | Value[]): void {
  for (const [name, value] of id.entries()) {
    if (typeof name === 'string' && name.startsWith('$')) {
      throw new CommandError(52, `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
    }
    if (value instanceof Map || Array.isArray(value)) refuseOperators(value);
  }
}

function refuseTooLarge(bytes: Uint8Array): void {
  if (bytes.length <= maxDocumentBytes) return;
  throw badValue(`object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentBytes}`);
}
