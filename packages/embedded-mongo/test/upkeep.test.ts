import { type Db, Decimal128, Double, Long, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, randomName } from './databases.ts';
import { type Item, refusal } from './refusal.ts';

describe.each(databases)('upkeep, $name', ({ start }) => {
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

  test.each([
    [0, 0],
    [2_147_483_647, 2_147_483_647],
    [new Double(1.5), 1],
    [new Double(-0.5), 0],
    [Long.fromNumber(7), 7],
    [Decimal128.fromString('3.7'), 4],
    [Decimal128.fromString('2.5'), 2],
  ])('a TTL index after %s seconds is listed with %i, as an int', async (expireAfterSeconds, listed) => {
    const items = await collection();
    const command = { createIndexes: items.collectionName, indexes: [{ key: { at: -1 }, name: 'at', unique: true }] };
    await db.command({ ...command, indexes: command.indexes.map((index) => ({ ...index, expireAfterSeconds })) });
    const options = { promoteValues: false } as const;
    const reply = await db.command({ listIndexes: items.collectionName }, options);
    const index = reply['cursor'].firstBatch[1];
    expect(Object.keys(index)).toEqual(['v', 'key', 'name', 'unique', 'expireAfterSeconds']);
    expect(index.expireAfterSeconds).toMatchObject({ _bsontype: 'Int32', value: listed });
  });

  test.each([
    [{ a: 1 }, -1, 67],
    [{ a: 1 }, 2_147_483_648, 67],
    [{ a: 1 }, Number.NaN, 67],
    [{ a: 1 }, 'x', 67],
    [{ a: 1 }, null, 67],
    [{ a: 1 }, true, 67],
    [{ a: 1, b: 1 }, 5, 67],
    [{ a: 1, b: 1 }, 'x', 67],
    [{ _id: 1 }, 5, 197],
    [{ _id: -1 }, 5, 197],
  ])('a TTL index on %j after %s seconds is refused with %i', async (key, expireAfterSeconds, code) => {
    const items = await collection();
    const indexes = [{ key, name: 'refused', expireAfterSeconds }];
    const error = await refusal(db.command({ createIndexes: items.collectionName, indexes }));
    expect(error.code).toBe(code);
    expect(await items.indexes()).toHaveLength(1);
  });

  const plain = { key: { a: 1 }, name: 'a_1' };
  const ttl = { ...plain, expireAfterSeconds: 5 };
  test.each([
    ['plain, then expiring', plain, ttl, 85],
    ['expiring, then plain', ttl, plain, 85],
    ['another time', ttl, { ...plain, expireAfterSeconds: 6 }, 85],
    ['another time and name', ttl, { ...ttl, name: 'n', expireAfterSeconds: 6 }, 85],
    ['another name', ttl, { ...ttl, name: 'n' }, 85],
    ['the same again', ttl, { ...ttl, expireAfterSeconds: new Double(5) }, 'there already'],
    ['unique under the same name', plain, { ...plain, unique: true }, 86],
    ['sparse under the same name', plain, { ...plain, sparse: true }, 86],
    ['unique under another name', plain, { ...plain, name: 'n', unique: true }, 'made'],
    ['sparse under another name', plain, { ...plain, name: 'n', sparse: true }, 'made'],
    ['partial under another name', ttl, { ...ttl, name: 'n', partialFilterExpression: { b: 1 } }, 'made'],
  ])('two indexes on one key: %s', async (_what, first, second, outcome) => {
    const items = await collection();
    const make = (index: object) => db.command({ createIndexes: items.collectionName, indexes: [index] });
    await make(first);
    if (typeof outcome === 'number') {
      expect((await refusal(make(second))).code).toBe(outcome);
      return;
    }
    const reply = await make(second);
    expect(reply['numIndexesAfter']).toBe(outcome === 'made' ? 3 : 2);
  });

  test('a sweep deletes what has expired, by the oldest date of an array, and nothing else', async () => {
    const past = new Date(Date.now() - 3_600_000);
    const future = new Date(Date.now() + 3_600_000);
    const values = [past, future, [future, past], [future], past.getTime(), 'x', null, [], { past }, [[past]]];
    const docs = values.map((at, place) => ({ _id: place, at }));
    const items = await collection(...docs, { _id: 'missing' }, { _id: 'old', at: new Date(-1) });
    await items.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const nested = await collection({ _id: 1, list: [{ at: past }, {}] }, { _id: 2, list: [{ at: future }] });
    await nested.createIndex({ 'list.at': -1 }, { expireAfterSeconds: 60 });
    const partial = await collection({ _id: 1, at: past, done: true }, { _id: 2, at: past });
    await partial.createIndex({ at: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { done: true } });
    const later = await collection({ _id: 1, at: past });
    await later.createIndex({ at: 1 }, { expireAfterSeconds: 7200 });
    const last = await collection({ _id: 1, at: past });
    await last.createIndex({ at: 1 }, { expireAfterSeconds: 0 });

    const admin = client.db('admin');
    await admin.command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    try {
      await expect.poll(() => last.countDocuments(), { timeout: 60_000, interval: 100 }).toBe(0);
      await expect.poll(() => nested.countDocuments(), { timeout: 60_000, interval: 100 }).toBe(1);
      await expect.poll(() => partial.countDocuments(), { timeout: 60_000, interval: 100 }).toBe(1);
      await expect.poll(() => items.countDocuments(), { timeout: 60_000, interval: 100 }).toBe(9);
    } finally {
      await admin.command({ setParameter: 1, ttlMonitorSleepSecs: 60 });
    }
    const left = (await items.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(left).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 'missing']);
    expect(await partial.findOne()).toMatchObject({ _id: 2 });
    expect(await later.countDocuments()).toBe(1);
  });

  test.each([
    [{ setParameter: 1, foo: 1 }, 72],
    [{ setParameter: 1 }, 72],
    [{ setParameter: 1, ttlMonitorSleepSecs: 0 }, 2],
    [{ setParameter: 1, ttlMonitorSleepSecs: '5' }, 2],
    [{ setParameter: 1, ttlMonitorSleepSecs: 9_000_000_000 }, 2],
    [{ setParameter: 1, ttlMonitorSleepSecs: 30, foo: 1 }, 72],
    [{ setParameter: 1, featureCompatibilityVersion: '7.0' }, 20],
    [{ getParameter: 1, foo: 1 }, 72],
    [{ getParameter: 1 }, 72],
    [{ getLog: 'foo' }, 96],
    [{ getLog: 1 }, 14],
    [{ dbStats: 1, scale: 0 }, 2],
    [{ dbStats: 1, scale: 'x' }, 14],
    [{ dbStats: 1, foo: 1 }, 40415],
    [{ validate: 'nope' }, 26],
    [{ validate: 1 }, 73],
  ])('the command %j on admin is refused with %i', async (command: Record<string, unknown>, code) => {
    expect((await refusal(client.db('admin').command(command))).code).toBe(code);
    expect(await client.db('admin').command({ getParameter: 1, ttlMonitorSleepSecs: 1 })).toMatchObject({
      ttlMonitorSleepSecs: 60,
    });
  });

  test.each(['setParameter', 'getParameter', 'getLog', 'getCmdLineOpts'])('%s is for admin alone', async (name) => {
    expect((await refusal(db.command({ [name]: 1, ttlMonitorSleepSecs: 60 }))).code).toBe(13);
  });

  test('a parameter is set for as long as the server runs, and says what it was', async () => {
    const admin = client.db('admin');
    const set = (value: unknown) => admin.command({ setParameter: 1, ttlMonitorSleepSecs: value, comment: 'test' });
    expect(await set(new Double(45.9))).toMatchObject({ was: 60, ok: 1 });
    expect(await set(60)).toMatchObject({ was: 45, ok: 1 });
    const asked = { getParameter: 1, notablescan: 1, featureCompatibilityVersion: 1, foo: 1 };
    expect(await admin.command(asked)).toMatchObject({ notablescan: false, featureCompatibilityVersion: {}, ok: 1 });
  });

  test('dbStats and validate count what is there', async () => {
    const other = client.db(randomName());
    expect(await other.command({ dbStats: 1 })).toMatchObject({ db: other.databaseName, collections: 0, objects: 0 });
    await other.createCollection<Item>('c');
    await other.collection<Item>('c').insertMany([{ _id: 1, a: [1, 2] }, { _id: 2 }]);
    await other.collection<Item>('c').createIndex({ a: 1 });
    const stats = { collections: 1, views: 0, objects: 2, avgObjSize: 25, dataSize: 50, indexes: 2, scaleFactor: 1 };
    expect(await other.command({ dbStats: 1 })).toMatchObject(stats);
    expect(await other.command({ dbStats: 1, scale: 2 })).toMatchObject({ dataSize: 25, scaleFactor: 2 });
    expect(await other.command({ validate: 'c' })).toMatchObject({
      ns: `${other.databaseName}.c`,
      nrecords: 2,
      nIndexes: 2,
      keysPerIndex: { _id_: 2, a_1: 3 },
      indexDetails: { _id_: { valid: true }, a_1: { valid: true } },
      valid: true,
      errors: [],
    });
    await other.dropDatabase();
  });

  test('serverStatus counts connections and operations', async () => {
    const counts = async () => (await client.db('admin').command({ serverStatus: 1 }))['opcounters'];
    const items = await collection();
    const before = await counts();
    const write = { ordered: false } as const;
    await items.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }], write);
    await items.find().toArray();
    await items.deleteMany({});
    const after = await counts();
    expect(after.insert - before.insert).toBeGreaterThanOrEqual(3);
    expect(after.query - before.query).toBeGreaterThanOrEqual(1);
    expect(after.delete - before.delete).toBeGreaterThanOrEqual(1);
    const status = await client.db('admin').command({ serverStatus: 1, repl: 0 });
    expect(status['repl']).toBeUndefined();
    expect(status['connections'].current).toBeGreaterThan(0);
    expect(status['connections'].totalCreated).toBeGreaterThanOrEqual(status['connections'].current);
    expect(status['localTime']).toBeInstanceOf(Date);
    expect(Number(status['uptimeMillis'])).toBeGreaterThan(0);
    expect(status['mem'].resident).toBeGreaterThan(0);
  });
});
