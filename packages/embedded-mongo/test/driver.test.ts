import { type Db, Decimal128, Double, Long, MongoBulkWriteError, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testCollations } from './collation.contract.ts';
import { databases, randomName } from './databases.ts';
import { testPlans } from './plans.contract.ts';
import { testQueries } from './queries.contract.ts';
import { type Item, refusal } from './refusal.ts';
import { testUpdates } from './updates.contract.ts';

describe.each(databases)('through the official driver, $name', ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  let client: MongoClient;
  let db: Db;
  let made = 0;

  beforeAll(async () => {
    server = await start();
    client = new MongoClient(server.uri, { maxPoolSize: 10 });
    db = client.db(randomName());
  });
  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
    await server.stop();
  });

  async function collection(...docs: Item[]) {
    const name = `c${++made}`;
    await db.createCollection(name);
    const items = db.collection<Item>(name);
    if (docs.length > 0) await items.insertMany(docs);
    return items;
  }

  test('values come back as they were written, types and key order included', async () => {
    const items = await collection();
    const doc = {
      _id: new ObjectId(),
      int: 7,
      double: new Double(7),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      date: new Date(-1),
      none: null,
      text: 'naïve 日本 🎉',
      z: { b: 1, a: [1, 'two', { three: 3 }] },
      bytes: Buffer.from([0, 1, 255]),
      pattern: /a.b/i,
    };
    await items.insertOne(doc);
    const [found] = await items.find({}, { promoteValues: false, promoteBuffers: false }).toArray();
    expect(Object.keys(found ?? {})).toEqual(Object.keys(doc));
    expect(found?.['double']).toMatchObject({ _bsontype: 'Double', value: 7 });
    expect(found?.['int']).toMatchObject({ _bsontype: 'Int32', value: 7 });
    expect(String(found?.['long'])).toBe('9007199254740993');
    expect(String(found?.['decimal'])).toBe('1.10');
    expect(Object.keys(Object(found?.['z']))).toEqual(['b', 'a']);
    expect((await items.findOne({}))?.['text']).toBe(doc.text);
  });

  test('filters match arrays, nulls and missing fields as MongoDB does', async () => {
    const values = [[], [1], [{ b: 1 }, {}], 1, [[{}]], undefined, {}, [{ b: 1 }], null, [null], [1, { b: 1 }]];
    const more = [[[1, 2], 3], [{ b: [] }], [{ b: [{ c: 1 }] }], { b: [1, 2] }];
    const docs = [...values, ...more].map((a, at) => (a === undefined ? { _id: at + 1 } : { _id: at + 1, a }));
    const items = await collection(...docs);
    const ids = async (filter: Record<string, unknown>) =>
      (await items.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(await ids({ 'a.b': null })).toEqual([3, 4, 6, 7, 9]);
    expect(await ids({ 'a.b': { $exists: true } })).toEqual([3, 8, 11, 13, 14, 15]);
    expect(await ids({ a: null })).toEqual([6, 9, 10]);
    expect(await ids({ a: { $gte: null } })).toEqual([6, 9, 10]);
    expect(await ids({ a: { $gt: null } })).toEqual([]);
    expect(await ids({ a: [] })).toEqual([1]);
    expect(await ids({ 'a.0': 1 })).toEqual([2, 11]);
    expect(await ids({ 'a.0.0': 1 })).toEqual([12]);
    expect(await ids({ 'a.b': { $ne: 1 } })).toEqual([1, 2, 4, 5, 6, 7, 9, 10, 12, 13, 14]);
    expect(await ids({ a: { $elemMatch: { b: 1 } } })).toEqual([3, 8, 11]);
    expect(await ids({ a: { $elemMatch: { $gt: 0 } } })).toEqual([2, 11, 12]);
    expect(await ids({ a: { $not: { $gt: 0 } } })).toEqual([1, 3, 5, 6, 7, 8, 9, 10, 13, 14, 15]);
    expect(await ids({ a: { $size: 1 } })).toEqual([2, 5, 8, 10, 13, 14]);
    expect(await ids({ a: { $type: 'int' } })).toEqual([2, 4, 11, 12]);
    expect(await ids({ a: { $all: [[1]] } })).toEqual([2]);
    expect(await ids({ a: { $in: [[1], null] } })).toEqual([2, 6, 9, 10]);
    expect(await ids({ 'a.b.c': null })).toEqual([3, 4, 6, 7, 8, 9, 11]);
    expect(await ids({ a: { $mod: [2, 1] } })).toEqual([2, 4, 11, 12]);
    expect(await ids({ a: {} })).toEqual([3, 7]);
    expect(await ids({ $or: [{ a: 1 }, { 'a.b': [] }] })).toEqual([2, 4, 11, 13]);
  });

  test.each([
    [{ a: { $foo: 1 } }, 2],
    [{ $foo: 1 }, 2],
    [{ $and: [] }, 2],
    [{ a: { $in: 1 } }, 2],
    [{ a: { $size: -1 } }, 2],
    [{ a: { $regex: '(' } }, 51091],
    [{ a: { $not: 1 } }, 2],
    [{ a: { $type: 'foo' } }, 2],
    [{ a: { $ne: /x/ } }, 2],
  ])('the malformed filter %j is refused with %i', async (filter: Record<string, unknown>, code) => {
    const items = await collection({ _id: 1 });
    expect((await refusal(items.find(filter).toArray())).code).toBe(code);
  });

  test('values of all types sort in MongoDB order, forwards and backwards, with and without an index', async () => {
    const values = [null, -1, 0.5, Long.fromString('9007199254740993'), 'a', 'b', { a: 1 }, { b: 0 }, [], [1], true];
    const items = await collection(...values.map((a, at) => ({ _id: at, a })));
    const plain = (await items.find().sort({ a: 1, _id: 1 }).toArray()).map(({ _id }) => _id);
    const backwards = (await items.find().sort({ a: -1, _id: -1 }).toArray()).map(({ _id }) => _id);
    expect(plain).toEqual([8, 0, 1, 2, 9, 3, 4, 5, 6, 7, 10]);
    expect(backwards).toEqual([...plain].reverse());
    await items.createIndex({ a: 1, _id: 1 });
    expect((await items.find().sort({ a: 1, _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(plain);
  });

  testUpdates(collection);
  testQueries(collection);
  testCollations(() => db, collection);
  testPlans(() => db, collection);

  test('a duplicate is refused with 11000, its key and its value, and leaves the rest of an unordered batch standing', async () => {
    const items = await collection({ _id: 1, tenant: 't', key: 'x' });
    await items.createIndex({ tenant: 1, key: 1 }, { unique: true });
    const error = await refusal(items.insertOne({ _id: 2, tenant: 't', key: 'x' }));
    expect(error.code).toBe(11000);
    expect(error['keyPattern']).toEqual({ tenant: 1, key: 1 });
    expect(error['keyValue']).toEqual({ tenant: 't', key: 'x' });
    expect(error.message).toBe(
      `E11000 duplicate key error collection: ${items.namespace} index: tenant_1_key_1 dup key: { tenant: "t", key: "x" }`,
    );
    const batch = [3, 1, 4].map((_id) => ({ _id, tenant: 't', key: _id }));
    const failure = await items.insertMany(batch, { ordered: false }).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(MongoBulkWriteError);
    expect(failure).toMatchObject({ code: 11000, insertedCount: 2 });
    expect(await items.countDocuments()).toBe(3);
  });

  test('concurrent upserts of one unique key make one document', async () => {
    const items = await collection();
    await items.createIndex({ key: 1 }, { unique: true });
    const increment: Record<string, object> = { $inc: { n: 1 } };
    const upserts = Array.from({ length: 20 }, () =>
      items.findOneAndUpdate({ key: 'k' }, increment, { upsert: true, returnDocument: 'after' }),
    );
    await Promise.all(upserts);
    expect(await items.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ key: 'k', n: 20 }]);
  });

  test('findOneAndUpdate, findOneAndReplace and findOneAndDelete return the document asked for', async () => {
    const items = await collection({ _id: 1, a: 1, b: 2 }, { _id: 2, a: 2, b: 3 });
    const options = { sort: { a: -1 }, projection: { b: 1 } } as const;
    expect(await items.findOneAndUpdate({}, { $set: { b: 9 } }, options)).toEqual({ _id: 2, b: 3 });
    expect(await items.findOneAndReplace({ _id: 1 }, { a: 5 }, { returnDocument: 'after' })).toEqual({ _id: 1, a: 5 });
    expect(await items.findOneAndDelete({ a: 5 })).toEqual({ _id: 1, a: 5 });
    expect(await items.findOneAndDelete({ a: 5 })).toBeNull();
  });

  test('projections keep or leave out fields, inside arrays too', async () => {
    const items = await collection({ _id: 1, a: 1, list: [{ x: 1, y: 2 }, 5], deep: { p: 1, q: 2 } });
    const shown = async (projection: Record<string, unknown>) => items.findOne({}, { projection });
    expect(await shown({ a: 1, _id: 0 })).toEqual({ a: 1 });
    expect(await shown({ 'list.x': 1 })).toEqual({ _id: 1, list: [{ x: 1 }] });
    expect(await shown({ 'list.x': 0, deep: 0 })).toEqual({ _id: 1, a: 1, list: [{ y: 2 }, 5] });
    expect(await shown({ _id: 0 })).toEqual({ a: 1, list: [{ x: 1, y: 2 }, 5], deep: { p: 1, q: 2 } });
    expect(await shown({ 'deep.q': 1, list: { $slice: 1 } })).toEqual({
      _id: 1,
      list: [{ x: 1, y: 2 }],
      deep: { q: 2 },
    });
    expect((await refusal(items.findOne({}, { projection: { a: 1, b: 0 } }))).code).toBe(31254);
  });

  test('a cursor walks everything in batches, its order and limits kept, while documents go', async () => {
    const docs = Array.from({ length: 500 }, (_, at) => ({ _id: at, n: at % 7 }));
    const items = await collection(...docs);
    await items.createIndex({ n: 1, _id: -1 });
    const cursor = items.find().sort({ n: 1, _id: -1 }).skip(3).limit(400).batchSize(17);
    const ids: unknown[] = [];
    for await (const { _id } of cursor) ids.push(_id);
    const expected = [...docs].sort((a, b) => a.n - b.n || b._id - a._id).slice(3, 403);
    expect(ids).toEqual(expected.map(({ _id }) => _id));
    let seen = 0;
    for await (const { _id } of items.find().batchSize(50)) {
      await items.deleteOne({ _id });
      seen++;
    }
    expect(seen).toBe(500);
  });

  test('aggregate counts, groups and cuts', async () => {
    const items = await collection(...[1, 2, 3, 4].map((n) => ({ _id: n, n, kind: n % 2 ? 'odd' : 'even' })));
    const run = async (...pipeline: object[]) => items.aggregate(pipeline).toArray();
    expect(await items.countDocuments({ kind: 'odd' }, { limit: 1 })).toBe(1);
    expect(await run({ $match: { n: { $gt: 1 } } }, { $count: 'c' })).toEqual([{ c: 3 }]);
    const group = { _id: '$kind', sum: { $sum: '$n' }, least: { $min: '$n' }, last: { $last: '$n' } };
    expect(await run({ $sort: { n: 1 } }, { $group: group }, { $sort: { _id: 1 } })).toEqual([
      { _id: 'even', sum: 6, least: 2, last: 4 },
      { _id: 'odd', sum: 4, least: 1, last: 3 },
    ]);
    expect(await run({ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { n: 1, _id: 0 } })).toEqual([
      { n: 3 },
      { n: 2 },
    ]);
    expect(await items.distinct('kind', { n: { $lt: 4 } })).toEqual(['even', 'odd']);
    expect((await refusal(run({ $foo: 1 }))).code).toBe(40324);
  });

  test('indexes are listed, kept unique, refused when they conflict and dropped', async () => {
    const items = await collection({ _id: 1, a: 1 }, { _id: 2, a: 1 });
    expect((await refusal(items.createIndex({ a: 1 }, { unique: true }))).code).toBe(11000);
    expect((await items.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    await items.createIndex({ a: 1 });
    await items.createIndex({ a: 1 });
    expect((await refusal(items.createIndex({ a: 1 }, { name: 'other' }))).code).toBe(85);
    expect((await refusal(items.createIndex({ b: 1 }, { name: 'a_1' }))).code).toBe(86);
    await items.dropIndex('a_1');
    expect((await refusal(items.dropIndex('a_1'))).code).toBe(27);
  });

  test('sparse and partial unique indexes leave other documents alone', async () => {
    const items = await collection();
    await items.createIndex({ s: 1 }, { unique: true, sparse: true });
    await items.createIndex({ p: 1 }, { unique: true, partialFilterExpression: { p: { $type: 'string' } } });
    await items.insertMany([
      { _id: 1, p: 1 },
      { _id: 2, p: 1 },
      { _id: 3, s: 1, p: 'x' },
    ]);
    expect((await refusal(items.insertOne({ _id: 4, s: 1 }))).code).toBe(11000);
    expect((await refusal(items.insertOne({ _id: 5, p: 'x' }))).code).toBe(11000);
    expect(await items.countDocuments({ s: { $exists: false } })).toBe(2);
    expect(await items.findOne({ p: 'x' })).toMatchObject({ _id: 3 });
  });

  test('a retried write is answered from memory and done once', async () => {
    const items = await collection();
    const own = new MongoClient(server.uri);
    const command = { insert: items.collectionName, documents: [{ _id: 1 }], txnNumber: Long.fromNumber(7) };
    const first = await own.db(db.databaseName).command(command);
    expect(await own.db(db.databaseName).command(command)).toMatchObject({ n: first['n'], ok: 1 });
    await own.close();
    expect(await items.countDocuments()).toBe(1);
  });

  test('a document over 16 MiB is refused and the connection lives', async () => {
    const items = await collection();
    const text = 'x'.repeat(16 * 1024 * 1024);
    const reply = await db.command({ insert: items.collectionName, documents: [{ _id: 1, text }] });
    expect(reply['writeErrors']).toMatchObject([{ index: 0, code: 2 }]);
    await items.insertOne({ _id: 2, half: text.slice(0, text.length / 2) });
    const growth = { $set: { other: text.slice(0, text.length / 2) } };
    expect((await refusal(items.updateOne({ _id: 2 }, growth))).code).toBe(17419);
    expect(await items.countDocuments({ other: { $exists: true } })).toBe(0);
  });

  test.each([
    [{ foo: 1 }, 59],
    [{ find: 'c', foo: 1 }, 40415],
    [{ find: 1 }, 2],
    [{ insert: 'c', documents: [] }, 16],
    [{ getMore: Long.fromNumber(5), collection: 'c' }, 43],
    [{ listIndexes: 'nope' }, 26],
    [{ find: 'c', limit: -1 }, 51024],
    [{ find: 'c', sort: { a: 2 } }, 15975],
    [{ find: 'c', hint: 'nope' }, 2],
    [{ aggregate: 'c', pipeline: [] }, 9],
    [{ createIndexes: 'c', indexes: [{ key: { a: 1 } }] }, 9],
    [{ createIndexes: 'c', indexes: [{ key: { a: 'foo' }, name: 'a' }] }, 67],
    [{ findAndModify: 'c', query: {} }, 9],
  ])('the command %j is refused with %i', async (command: Record<string, unknown>, code) => {
    await db.collection<Item>('c').updateOne({ _id: 1 }, { $set: { a: 1 } }, { upsert: true });
    expect((await refusal(db.command(command))).code).toBe(code);
  });
});
