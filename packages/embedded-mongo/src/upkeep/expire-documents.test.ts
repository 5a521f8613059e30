import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/value.ts';
import { checkIntegrity } from '../check-integrity.ts';
import type { Engine } from '../commands/call.ts';
import { insertDocument } from '../commands/insert.ts';
import { readIndexSpec } from '../keys/index-spec.ts';
import { openEngine } from '../open-engine.ts';
import type { Collection } from '../storage/collection.ts';
import { expireDocuments } from './expire-documents.ts';

const now = Date.UTC(2030, 0, 1);
const limits = { documents: 2, bytes: 1_000_000, ms: 600_000 };
let dataDir: string;
let engine: Engine;
let items: Collection;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
  engine = openEngine(dataDir);
  items = engine.catalog.findOrCreate('db', 'items');
  addIndex('at', 10);
});
afterEach(() => {
  engine.file.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function addIndex(field: string, expireAfterSeconds: number): void {
  const document: Doc = new Map<string, Value>([
    ['key', new Map([[field, 1]])],
    ['name', field],
    ['expireAfterSeconds', expireAfterSeconds],
  ]);
  engine.catalog.createIndexes(items, [readIndexSpec(document)]);
}

function add(id: number, secondsAgo: number): void {
  insertDocument(
    engine.file,
    items,
    new Map<string, Value>([
      ['_id', id],
      ['at', new Date(now - secondsAgo * 1000)],
    ]),
  );
}

function documents(): number {
  return checkIntegrity(engine.file, engine.catalog).documents;
}

test('what expired at this very millisecond goes, what lives one more stays, and no index entry is left behind', () => {
  add(1, 10);
  add(2, 9.999);
  expect([...expireDocuments(engine, now)]).toEqual([1]);
  expect(checkIntegrity(engine.file, engine.catalog)).toEqual({ documents: 1, entries: 1, problems: [] });
});

test('a sweep goes in groups, and clients may write, also to what is about to go, between two of them', () => {
  for (let id = 1; id <= 5; id++) add(id, 100 - id);
  const groups = expireDocuments(engine, now, limits);
  expect(groups.next().value).toBe(2);
  add(6, 200);
  items.remove(3, new Map<string, Value>([['_id', 3]]).set('at', new Date(now - 97_000)));
  expect([...groups]).toEqual([2]);
  expect(documents()).toBe(1);
});

test('a group ends after so many bytes', () => {
  for (let id = 1; id <= 3; id++) add(id, 100);
  expect([...expireDocuments(engine, now, { ...limits, bytes: 1 })].filter((removed) => removed > 0)).toEqual([
    1, 1, 1,
  ]);
});

test('a document with several expired dates goes once', () => {
  const past = [90, 80, 70].map((seconds) => new Date(now - seconds * 1000));
  for (const _id of [1, 2]) insertDocument(engine.file, items, new Map<string, Value>([['_id', _id]]).set('at', past));
  expect([...expireDocuments(engine, now, { ...limits, documents: 1 })]).toEqual([1, 1]);
  add(3, 100);
  const groups = expireDocuments(engine, now, { ...limits, documents: 10 });
  insertDocument(engine.file, items, new Map<string, Value>([['_id', 4]]).set('at', past));
  expect([...groups]).toEqual([2]);
});

test('an index or collection dropped between two groups ends its part of the sweep', () => {
  for (let id = 1; id <= 5; id++) add(id, 100);
  const groups = expireDocuments(engine, now, limits);
  groups.next();
  engine.catalog.dropIndexes(items, [...items.indexes]);
  expect([...groups]).toEqual([]);
  expect(documents()).toBe(3);
  addIndex('at', 10);
  const again = expireDocuments(engine, now, limits);
  again.next();
  engine.catalog.drop(items);
  expect([...again]).toEqual([]);
});

test('a document that cannot be read stays, and those behind it go all the same', async () => {
  for (let id = 1; id <= 5; id++) add(id, 100 - id);
  engine.file.statement(`UPDATE ${items.table} SET data = ? WHERE row <= 2`).run(Buffer.from([9, 0, 0, 0, 99]));
  const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
  expect([...expireDocuments(engine, now, limits)]).toEqual([0, 2, 1]);
  expect((await warned).message).toContain('An expired document of db.items stays');
  expect(engine.file.statement(`SELECT count(*) FROM ${items.table}`).get()).toEqual([2]);
  expect(engine.counters.ttl).toEqual({ deletedDocuments: 3, passes: 1 });
});

test('an index that cannot be read keeps no other collection from its sweep', async () => {
  add(1, 100);
  const broken = items.indexes[0]?.table;
  items = engine.catalog.findOrCreate('db', 'others');
  addIndex('at', 10);
  add(1, 100);
  engine.file.exec(`DROP TABLE ${broken}`);
  const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
  expect([...expireDocuments(engine, now)]).toEqual([1]);
  expect((await warned).message).toContain('The index at of db.items cannot be read');
});

test('a date too far ahead for JavaScript is no reason to delete', () => {
  add(1, 0);
  const bytes = encodeDocument(new Map([['at', new Date(now)]]));
  bytes.writeBigInt64LE(2n ** 62n, 8);
  const doc = new Map<string, Value>([
    ['_id', 1],
    ['at', new Date(Number.NaN)],
  ]);
  const before = new Map<string, Value>([['_id', 1]]).set('at', new Date(now));
  items.replace(1, { before, bytes, after: doc, isWhole: true });
  expect([...expireDocuments(engine, now)].every((removed) => removed === 0)).toBe(true);
  expect(engine.file.statement(`SELECT count(*) FROM ${items.table}`).get()).toEqual([1]);
});
