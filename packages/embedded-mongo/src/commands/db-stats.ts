import { statfsSync } from 'node:fs';
import { Double } from 'bson';
import { asNumber } from '../bson/read-value.ts';
import type { Reply } from '../bson/value.ts';
import { badValue } from '../command-error.ts';
import type { Index } from '../storage/index-table.ts';
import { type Call, countOption } from './call.ts';
import { size } from './collections.ts';

/** How much a database holds. Sizes are those of the documents and keys themselves, without what SQLite adds. */
export function dbStats(call: Call): Reply {
  const { catalog, file } = call.engine;
  const wanted = call.body.get('scale');
  if (asNumber(wanted) < 1) throw badValue('Scale factor must be greater than zero');
  const scale = countOption(call, 'scale', 1);
  const collections = catalog.collections(call.db);
  const indexes = collections.flatMap((collection) => collection.indexes);
  const found = collections.map((collection) => size(call, collection));
  const objects = sum(found.map(({ count }) => count));
  const bytes = sum(found.map((one) => one.size));
  const indexBytes = sum(indexes.map((index) => keyBytes(call, index)));
  const disk = collections.length > 0 ? statfsSync(file.path) : { blocks: 0, bfree: 0, bsize: 0 };
  const scaled = (number: number) => new Double(number / scale);
  return {
    db: call.db,
    collections: BigInt(collections.length),
    views: 0n,
    objects: BigInt(objects),
    avgObjSize: new Double(objects === 0 ? 0 : bytes / objects),
    dataSize: scaled(bytes),
    storageSize: scaled(bytes),
    indexes: BigInt(indexes.length + collections.length),
    indexSize: scaled(indexBytes),
    totalSize: scaled(bytes + indexBytes),
    scaleFactor: BigInt(scale),
    fsUsedSize: scaled((disk.blocks - disk.bfree) * disk.bsize),
    fsTotalSize: scaled(disk.blocks * disk.bsize),
    ok: 1,
  };
}

function keyBytes(call: Call, { table }: Index): number {
  const found: unknown = call.engine.file.statement(`SELECT coalesce(sum(length(key)), 0) FROM ${table}`).get();
  return Number(Array.isArray(found) ? found[0] : 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
