import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embedded, randomName } from './databases.ts';
import { type Item, refusal } from './refusal.ts';

// Not on a real MongoDB: there the parameter would hit the other test files that share the server.
let server: Awaited<ReturnType<typeof embedded.start>>;
let client: MongoClient;
let db: Db;

beforeAll(async () => {
  server = await embedded.start();
  client = new MongoClient(server.uri, { maxPoolSize: 10 });
  db = client.db(randomName());
  const items = db.collection<Item>('t');
  await items.insertMany([1, 2, 3].map((_id) => ({ _id, a: _id, b: _id })));
  await items.createIndex({ a: 1 });
  await items.createIndex({ s: 1 }, { sparse: true });
  await client.db('admin').command({ setParameter: 1, notablescan: true });
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

const match = (filter: object) => ({ aggregate: 't', pipeline: [{ $match: filter }], cursor: {} });
const count = [{ $match: { b: 1 } }, { $group: { _id: 1, n: { $sum: 1 } } }];

test.each([
  { find: 't', filter: { b: 1 } },
  { find: 't', filter: { b: 1 }, limit: 1 },
  { find: 't', filter: { $and: [{}] } },
  { find: 't', filter: { $or: [{ a: 1 }, { b: 1 }] } },
  { find: 't', filter: { s: null } },
  { find: 't', filter: { b: { $in: [] } } },
  { find: 't', filter: { b: 1 }, hint: { $natural: 1 } },
  { find: 't', filter: { b: 1 }, sort: { $natural: -1 } },
  { count: 't', query: { b: 1 } },
  { distinct: 't', key: 'a', query: { b: 1 } },
  match({ b: 1 }),
  { aggregate: 't', pipeline: count, cursor: {} },
  { findAndModify: 't', query: { b: 1 }, update: { $set: { z: 1 } } },
  { findAndModify: 't', query: { b: 99 }, remove: true },
  { explain: { find: 't', filter: { b: 1 } } },
  { explain: match({ b: 1 }) },
])('without an index %j is refused', async (command: object) => {
  expect((await refusal(db.command(command))).code).toBe(291);
});

test.each([
  { update: 't', updates: [{ q: { b: 1 }, u: { $set: { z: 1 } } }] },
  { update: 't', updates: [{ q: { b: 99 }, u: { $set: { z: 1 } }, upsert: true }] },
  { delete: 't', deletes: [{ q: { b: 1 }, limit: 0 }] },
])('without an index %j writes nothing and says so in writeErrors', async (command: object) => {
  const reply = await db.command(command);
  expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 291 }] });
});

test.each([
  { find: 't' },
  { find: 't', filter: {}, sort: { b: 1 } },
  { find: 't', sort: { $natural: 1 } },
  { find: 't', filter: { a: 1 } },
  { find: 't', filter: { b: 1 }, sort: { a: 1 } },
  { find: 't', filter: { b: 1 }, hint: { _id: 1 } },
  { find: 't', filter: { a: { $in: [] } } },
  { find: 'nope', filter: { b: 1 } },
  { count: 't' },
  { distinct: 't', key: 'b' },
  match({}),
  match({ a: 1 }),
  { aggregate: 't', pipeline: [{ $group: { _id: '$b' } }], cursor: {} },
  { update: 't', updates: [{ q: {}, u: { $set: { z: 1 } }, multi: true }] },
  { createIndexes: 't', indexes: [{ key: { later: 1 }, name: 'later' }] },
])('%j needs no index or has one', async (command: object) => {
  const reply = await db.command(command);
  expect(reply['ok']).toBe(1);
  expect(reply['writeErrors']).toBeUndefined();
});

test("the server's own databases are exempt, and everything is once the parameter is off", async () => {
  const admin = client.db('admin');
  await admin.collection<Item>('t').insertOne({ _id: 1, b: 1 });
  expect(await admin.collection('t').countDocuments({ b: 1 })).toBe(1);
  await admin.command({ setParameter: 1, notablescan: false });
  expect(await db.collection('t').countDocuments({ b: 1 })).toBe(1);
});
