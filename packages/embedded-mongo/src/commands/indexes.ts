import { equalValues } from '../bson/compare.ts';
import { print } from '../bson/read-value.ts';
import type { Out, Reply, Value } from '../bson/value.ts';
import { CommandError, failedToParse, typeMismatch } from '../command-error.ts';
import type { IndexSpec } from '../keys/index-spec.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-table.ts';
import { type Call, collectionName, findCollection, madeCollection } from './call.ts';
import { parseIndexOptions } from './index-options.ts';

const maxIndexes = 64;

export function createIndexes(call: Call): Reply {
  const wanted = call.body.get('indexes');
  if (!Array.isArray(wanted)) throw typeMismatch("BSON field 'createIndexes.indexes' must be an array");
  if (wanted.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
  const specs = wanted.map(parseIndexOptions);
  const createdCollectionAutomatically = findCollection(call) === undefined;
  const collection = madeCollection(call);
  const numIndexesBefore = collection.indexes.length + 1;
  const added: IndexSpec[] = [];
  for (const spec of specs) if (!isThere(collection, added, spec)) added.push(spec);
  if (numIndexesBefore + added.length > maxIndexes) {
    throw new CommandError(67, `add index fails, too many indexes for ${collection.namespace}`);
  }
  if (added.length > 0 && call.transaction?.isOwn(collection) === false) {
    throw new CommandError(
      263,
      `Cannot create new indexes on existing collection ${collection.namespace} in a transaction`,
    );
  }
  call.engine.catalog.createIndexes(collection, added);
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes.length + 1,
    createdCollectionAutomatically: added.length === 0 ? undefined : createdCollectionAutomatically,
    commitQuorum: 'votingMembers',
    note: added.length === 0 ? 'all indexes already exist' : undefined,
    ok: 1,
  };
}

function isThere(collection: Collection, added: readonly IndexSpec[], spec: IndexSpec): boolean {
  const key = spec.document.get('key');
  if (isIdIndex(key)) return true;
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

function isIdIndex(key: Value | undefined): boolean {
  return equalValues(key, new Map([['_id', 1]]));
}

/** What makes an index another one; with these equal there is only one, whatever its name and other options. */
const identity = ['key', 'partialFilterExpression', 'unique', 'sparse', 'collation'];

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
      : (Array.isArray(wanted) ? wanted : [wanted]).map((one) => namedIndex(collection, one));
  call.engine.cursors.closeReaders(collection.namespace);
  call.engine.catalog.dropIndexes(collection, dropped);
  const msg = wanted === '*' ? 'non-_id indexes dropped for collection' : undefined;
  return { nIndexesWas, msg, ok: 1 };
}

/** The index a command names by its name or key. Throws IndexNotFound (27), 72 for the one on `_id`. */
export function namedIndex(collection: Collection, wanted: Value): Index {
  if (wanted === '_id_' || isIdIndex(wanted)) throw new CommandError(72, 'cannot drop _id index');
  const [found, other] = collection.indexes.filter(
    ({ spec }) => spec.name === wanted || equalValues(spec.document.get('key'), wanted),
  );
  if (found && other) {
    throw new CommandError(
      181,
      `indexes found for key: ${print(wanted)}, must identify by name. Conflicting indexes: ${print(found.spec.document)}, ${print(other.spec.document)}`,
    );
  }
  if (found) return found;
  throw typeof wanted === 'string'
    ? new CommandError(27, `index not found with name [${wanted}]`)
    : new CommandError(27, `can't find index with key: ${print(wanted)}`);
}
