import { equalValues } from '../bson/compare.ts';
import { asNumber, isTrue, print } from '../bson/read-value.ts';
import type { Doc, Out, Reply, Value } from '../bson/value.ts';
import { CommandError, failedToParse, notSupported, typeMismatch } from '../command-error.ts';
import { type IndexSpec, readIndexSpec } from '../keys/index-spec.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';
import { type Call, collectionName, findCollection, madeCollection } from './call.ts';
import { expiry } from './expiry-option.ts';

const maxIndexes = 64;

export function createIndexes(call: Call): Reply {
  const wanted = call.body.get('indexes');
  if (!Array.isArray(wanted)) throw typeMismatch("BSON field 'createIndexes.indexes' must be an array");
  if (wanted.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
  const specs = wanted.map(parseSpec);
  const createdCollectionAutomatically = findCollection(call) === undefined;
  const collection = madeCollection(call);
  const numIndexesBefore = collection.indexes.length + 1;
  const added: IndexSpec[] = [];
  for (const spec of specs) if (!isThere(collection, added, spec)) added.push(spec);
  if (numIndexesBefore + added.length > maxIndexes) {
    throw new CommandError(67, `add index fails, too many indexes for ${collection.namespace}`);
  }
  call.engine.catalog.createIndexes(collection, added);
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes.length + 1,
    createdCollectionAutomatically,
    note: added.length === 0 ? 'all indexes already exist' : undefined,
    ok: 1,
  };
}

const refusedOptions = ['collation', 'hidden', 'weights', 'wildcardProjection', 'clustered'];
const knownOptions = new Set(
  ['v', 'key', 'name', 'unique', 'sparse', 'partialFilterExpression', 'background', 'ns'].concat('expireAfterSeconds'),
);

function parseSpec(spec: Value): IndexSpec {
  if (!(spec instanceof Map)) throw typeMismatch('index specifications must be documents');
  const failed = (code: number, why: string) =>
    new CommandError(code, `Error in specification ${print(spec)} :: caused by :: ${why}`);
  const key = spec.get('key');
  if (!(key instanceof Map)) {
    throw failed(9, "The 'key' field is a required property of an index specification");
  }
  if (typeof spec.get('name') !== 'string') {
    throw failed(9, "The 'name' field is a required property of an index specification");
  }
  if (key.size === 0) throw failed(67, 'Index keys cannot be empty.');
  if (key.size > 31) throw failed(67, 'an index has at most 31 fields');
  for (const [field, kind] of key) {
    if (typeof kind === 'string') throw unknownKind(kind, failed);
    if (field.split('.').includes('$**')) throw notSupported('a wildcard index');
    if (field === '' || field.startsWith('$')) throw failed(67, 'Index key contains an illegal field name');
    const direction = asNumber(kind);
    if (Number.isNaN(direction) || direction === 0)
      throw failed(67, 'Values in the index key pattern must be numbers other than 0');
  }
  for (const option of spec.keys()) {
    if (refusedOptions.includes(option)) throw notSupported(`the index option ${option}`);
    if (!knownOptions.has(option)) {
      throw failed(197, `The field '${option}' is not valid for an index specification. Specification: ${print(spec)}`);
    }
  }
  if (spec.has('sparse') && isTrue(spec.get('sparse')) && spec.has('partialFilterExpression')) {
    throw failed(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  const document = stored(spec, key);
  if (spec.has('expireAfterSeconds')) document.set('expireAfterSeconds', expiry(spec, key));
  refuseIdIndex(spec, key, failed);
  return readIndexSpec(document);
}

/** The index on `_id` is what it is. */
function refuseIdIndex(spec: Doc, key: Doc, failed: (code: number, why: string) => CommandError): void {
  const isOnId = key.size === 1 && key.has('_id');
  const isAscending = asNumber(key.get('_id')) > 0;
  if (!isOnId) {
    if (spec.get('name') !== '_id_') return;
    throw failed(2, `The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}`);
  }
  if (!isAscending) throw failed(2, `The field 'key' for an _id index must be {_id: 1}, but got ${print(key)}`);
  for (const option of ['unique', 'sparse', 'partialFilterExpression', 'background']) {
    if (spec.has(option)) throw failed(197, `The field '${option}' is not valid for an _id index specification.`);
  }
}

function unknownKind(kind: string, failed: (code: number, why: string) => CommandError): CommandError {
  const isKnown = ['text', '2d', '2dsphere', 'hashed', 'geoHaystack'].includes(kind);
  return isKnown ? notSupported(`a ${kind} index`) : failed(67, `Unknown index plugin '${kind}'`);
}

/** The specification as listIndexes shows it: options that are off are left out. */
function stored(spec: Doc, key: Doc): Doc {
  const document: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
    ['name', spec.get('name') ?? null],
  ]);
  for (const option of ['unique', 'sparse']) if (isTrue(spec.get(option))) document.set(option, true);
  const partial = spec.get('partialFilterExpression');
  if (partial !== undefined) document.set('partialFilterExpression', partial);
  return document;
}

function isThere(collection: Collection, added: readonly IndexSpec[], spec: IndexSpec): boolean {
  const key = spec.document.get('key');
  if (spec.name === '_id_' || print(key) === '{ _id: 1 }') return true;
  for (const known of [...collection.indexes.map((index) => index.spec), ...added]) {
    const isSameIndex = identity.every((field) => areSame(known.document.get(field), spec.document.get(field)));
    const isSameName = known.name === spec.name;
    if (!isSameIndex && !isSameName) continue;
    const both = `Requested index: ${print(spec.document)}, existing index: ${print(known.document)}`;
    if (!isSameIndex) {
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${both}`,
      );
    }
    if (known.expireAfterSeconds !== spec.expireAfterSeconds) {
      const how = isSameName ? 'the same name but different options' : 'a different name and options';
      throw new CommandError(85, `An equivalent index already exists with ${how}. ${both}`);
    }
    if (!isSameName) throw new CommandError(85, `Index already exists with a different name: ${known.name}`);
    return true;
  }
  return false;
}

/** What makes an index another one; with these equal there is only one, whatever its name and other options. */
const identity = ['key', 'partialFilterExpression', 'unique', 'sparse'];

function areSame(left: Value | undefined, right: Value | undefined): boolean {
  return (left === undefined) === (right === undefined) && equalValues(left, right);
}

export function listIndexes(call: Call): Reply {
  const collection = findCollection(call);
  const ns = `${call.db}.${collectionName(call)}`;
  if (!collection) throw new CommandError(26, `ns does not exist: ${ns}`);
  const id: Reply = { v: 2, key: { _id: 1 }, name: '_id_' };
  const firstBatch: Out[] = [id, ...collection.indexes.map(({ spec }) => spec.document)];
  return { cursor: { id: 0n, ns, firstBatch }, ok: 1 };
}

export function dropIndexes(call: Call): Reply {
  const collection = findCollection(call);
  if (!collection) throw new CommandError(26, `ns not found ${call.db}.${collectionName(call)}`);
  const nIndexesWas = collection.indexes.length + 1;
  const wanted = call.body.get('index');
  if (wanted === undefined) throw failedToParse("BSON field 'dropIndexes.index' is missing but a required field");
  const dropped =
    wanted === '*'
      ? [...collection.indexes]
      : (Array.isArray(wanted) ? wanted : [wanted]).map((one) => named(collection, one));
  call.engine.cursors.closeReaders(collection.namespace);
  call.engine.catalog.dropIndexes(collection, dropped);
  return { nIndexesWas, ok: 1 };
}

function named(collection: Collection, wanted: Value): Index {
  if (wanted === '_id_' || print(wanted) === '{ _id: 1 }') throw new CommandError(72, 'cannot drop _id index');
  const found = collection.indexes.find(
    ({ spec }) => spec.name === wanted || equalValues(spec.document.get('key'), wanted),
  );
  if (found) return found;
  throw typeof wanted === 'string'
    ? new CommandError(27, `index not found with name [${wanted}]`)
    : new CommandError(27, `can't find index with key: ${print(wanted)}`);
}
