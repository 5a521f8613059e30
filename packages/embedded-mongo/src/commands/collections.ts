import { Binary } from 'bson';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Out, Reply, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Collection } from '../storage/collection.ts';
import { type Call, collectionName, docOption, findCollection, madeCollection } from './call.ts';

export function create(call: Call): Reply {
  for (const option of [
    'capped',
    'timeseries',
    'viewOn',
    'validator',
    'collation',
    'clusteredIndex',
    'encryptedFields',
  ]) {
    const value = call.body.get(option);
    if (value !== undefined && value !== false) throw notSupported(`the collection option ${option}`);
  }
  if (findCollection(call)) {
    return { ok: 1 };
  }
  madeCollection(call);
  return { ok: 1 };
}

export function drop(call: Call): Reply {
  const collection = findCollection(call);
  if (!collection) return { ok: 1 };
  const nIndexesWas = collection.indexes.length + 1;
  dropOne(call, collection);
  return { nIndexesWas, ns: collection.namespace, ok: 1 };
}

export function dropDatabase(call: Call): Reply {
  const collections = call.engine.catalog.collections(call.db);
  for (const collection of collections) dropOne(call, collection);
  return { dropped: collections.length > 0 ? call.db : undefined, ok: 1 };
}

function dropOne(call: Call, collection: Collection): void {
  call.engine.cursors.closeWhere(({ namespace }) => namespace === collection.namespace);
  call.engine.catalog.drop(collection);
}

export function listCollections(call: Call): Reply {
  const nameOnly = isTrue(call.body.get('nameOnly'));
  const filter = parseFilter(docOption(call, 'filter'));
  const firstBatch: Out[] = call.engine.catalog
    .collections(call.db)
    .map((collection) => encodeDocument(described(collection, nameOnly)))
    .filter((bytes) => filter.matches(decodeDocument(bytes)));
  return { cursor: { id: 0n, ns: `${call.db}.$cmd.listCollections`, firstBatch }, ok: 1 };
}

function described({ name, uuid }: Collection, nameOnly: boolean): Reply {
  if (nameOnly) return { name, type: 'collection' };
  return {
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  };
}

export function listDatabases(call: Call): Reply {
  if (call.db !== 'admin') throw new CommandError(13, 'listDatabases may only be run against the admin database.');
  const { catalog } = call.engine;
  const nameOnly = isTrue(call.body.get('nameOnly'));
  const filter = parseFilter(docOption(call, 'filter'));
  const described = catalog.databases().map((name) => {
    const sizeOnDisk = nameOnly ? 0 : catalog.collections(name).reduce((sum, one) => sum + size(call, one).size, 0);
    return { name, sizeOnDisk, empty: nameOnly ? undefined : false };
  });
  const databases = described
    .filter(({ name, sizeOnDisk }) =>
      filter.matches(
        new Map<string, Value>([
          ['name', name],
          ['sizeOnDisk', sizeOnDisk],
        ]),
      ),
    )
    .map((one) => (nameOnly ? { name: one.name } : one));
  const totalSize = described.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return { databases, totalSize: nameOnly ? undefined : totalSize, ok: 1 };
}

export function size(call: Call, { table }: Collection): { count: number; size: number } {
  const found: unknown = call.engine.file
    .statement(`SELECT count(*), coalesce(sum(length(data)), 0) FROM ${table}`)
    .get();
  const [count, bytes]: unknown[] = Array.isArray(found) ? found : [];
  return { count: Number(count), size: Number(bytes) };
}

export function collStats(call: Call): Reply {
  const collection = findCollection(call);
  const ns = `${call.db}.${collectionName(call)}`;
  if (!collection) return { ns, size: 0, count: 0, storageSize: 0, nindexes: 0, capped: false, ok: 1 };
  const found = size(call, collection);
  return {
    ns,
    size: found.size,
    count: found.count,
    avgObjSize: found.count === 0 ? undefined : Math.floor(found.size / found.count),
    storageSize: found.size,
    nindexes: collection.indexes.length + 1,
    capped: false,
    ok: 1,
  };
}
