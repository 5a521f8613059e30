import { once } from 'node:events';
import { type ChangeStreamDocument, type Collection, type Db, MongoClient, Timestamp } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, randomName } from './databases.ts';
import { refusal } from './refusal.ts';

interface Item {
  _id: number;
  list?: number[];
  [field: string]: unknown;
}

describe.each(databases)('change streams, $name', ({ start }) => {
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

  async function collection(): Promise<Collection<Item>> {
    const name = `c${++made}`;
    await db.createCollection(name);
    return db.collection<Item>(name);
  }

  type Watched = Pick<Collection<Item>, 'watch'> | Pick<Db, 'watch'> | Pick<MongoClient, 'watch'>;
  /** Opens a stream, acts, and gives as many events as asked for without what differs from run to run. */
  async function eventsOf(
    watched: Watched,
    count: number,
    act: () => Promise<unknown>,
    options: object = {},
    pipeline: object[] = [],
  ) {
    const stream = watched.watch(pipeline, { maxAwaitTimeMS: 200, ...options });
    try {
      const found: ChangeStreamDocument[] = [];
      const first = await stream.tryNext();
      if (first) found.push(first);
      await act();
      while (found.length < count) found.push(await stream.next());
      return found;
    } finally {
      await stream.close();
    }
  }

  function plain(event: ChangeStreamDocument): object {
    const { _id, clusterTime, wallTime, ...rest } = event as ChangeStreamDocument & { wallTime?: Date };
    expect(clusterTime).toBeInstanceOf(Timestamp);
    expect(wallTime).toBeInstanceOf(Date);
    expect(_id).toEqual({ _data: expect.any(String) });
    return rest;
  }

  test('each change is told once, in order, as what it was', async () => {
    const items = await collection();
    const ns = { db: db.databaseName, coll: items.collectionName };
    const documentKey = { _id: 1 };
    const events = await eventsOf(items, 5, async () => {
      await items.insertOne({ _id: 1, a: { b: 1, c: 2 }, list: [1, 2, 3], gone: true });
      await items.updateOne({ _id: 1 }, { $set: { 'a.b': 5, fresh: 'x' }, $unset: { gone: 1 } });
      await items.updateOne({ _id: 1 }, { $set: { fresh: 'x' } });
      await items.updateOne({ _id: 1 }, { $set: { 'list.3': 4 } });
      await items.replaceOne({ _id: 1 }, { whole: 1 });
      await items.deleteOne({ _id: 1 });
    });
    expect(events.map(plain)).toEqual([
      {
        operationType: 'insert',
        fullDocument: { _id: 1, a: { b: 1, c: 2 }, list: [1, 2, 3], gone: true },
        ns,
        documentKey,
      },
      {
        operationType: 'update',
        ns,
        documentKey,
        updateDescription: { updatedFields: { 'a.b': 5, fresh: 'x' }, removedFields: ['gone'], truncatedArrays: [] },
      },
      {
        operationType: 'update',
        ns,
        documentKey,
        updateDescription: { updatedFields: { 'list.3': 4 }, removedFields: [], truncatedArrays: [] },
      },
      { operationType: 'replace', fullDocument: { _id: 1, whole: 1 }, ns, documentKey },
      { operationType: 'delete', ns, documentKey },
    ]);
    const keys = Object.keys(events[0] ?? {});
    expect(keys).toEqual(['_id', 'operationType', 'clusterTime', 'wallTime', 'fullDocument', 'ns', 'documentKey']);
  });

  test('a stream goes on behind any of its events, and from a time', async () => {
    const items = await collection();
    const events = await eventsOf(items, 3, async () => {
      await items.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    });
    const ids = (found: ChangeStreamDocument[]) =>
      found.map((event) => ('documentKey' in event ? event.documentKey._id : undefined));
    const [first, second] = events;
    const nothing = async () => undefined;
    expect(ids(await eventsOf(items, 2, nothing, { resumeAfter: first?._id }))).toEqual([2, 3]);
    expect(ids(await eventsOf(items, 1, nothing, { startAfter: second?._id }))).toEqual([3]);
    const startAtOperationTime = first && 'clusterTime' in first ? first.clusterTime : undefined;
    expect(ids(await eventsOf(items, 3, nothing, { startAtOperationTime }))).toEqual([1, 2, 3]);
  });

  test('a quiet stream has a token that misses nothing', async () => {
    const items = await collection();
    const other = await collection();
    const stream = items.watch([], { maxAwaitTimeMS: 50 });
    expect(await stream.tryNext()).toBeNull();
    await other.insertOne({ _id: 1 });
    expect(await stream.tryNext()).toBeNull();
    const { resumeToken } = stream;
    await stream.close();
    expect(resumeToken).toBeDefined();
    await items.insertOne({ _id: 7 });
    const [event] = await eventsOf(items, 1, async () => undefined, { resumeAfter: resumeToken });
    expect(event && plain(event)).toMatchObject({ operationType: 'insert', documentKey: { _id: 7 } });
  });

  test('a waiting stream hears at once, not at its deadline', async () => {
    const items = await collection();
    const stream = items.watch([], { maxAwaitTimeMS: 60_000 });
    const opened = once(stream, 'resumeTokenChanged');
    const heard = stream.next();
    await opened;
    await items.insertOne({ _id: 1 });
    expect((await heard).operationType).toBe('insert');
    await stream.close();
  });

  test('the document as it is now comes with an update', async () => {
    const items = await collection();
    await items.insertOne({ _id: 1, a: 1 });
    await items.insertOne({ _id: 2, a: 1 });
    const act = async () => {
      await items.updateOne({ _id: 1 }, { $set: { a: 2 } });
      await items.updateOne({ _id: 2 }, { $set: { a: 2 } });
      await items.updateOne({ _id: 1 }, { $set: { b: 3 } });
      await items.deleteOne({ _id: 2 });
    };
    const events = await eventsOf(items, 4, act, { fullDocument: 'updateLookup', batchSize: 100 });
    const [one, two, three] = events.map((event) => ('fullDocument' in event ? event.fullDocument : undefined));
    expect(three).toEqual({ _id: 1, a: 2, b: 3 });
    expect([one?.['_id'], two]).toEqual([1, null]);
  });

  test('a pipeline chooses and shapes, but keeps the token', async () => {
    const items = await collection();
    const act = async () => {
      await items.deleteMany({});
      await items.insertMany([1, 2, 3, 4].map((id) => ({ _id: id, even: id % 2 === 0 })));
    };
    const pipeline = [{ $match: { 'fullDocument.even': true } }, { $project: { 'fullDocument._id': 1 } }];
    const events = await eventsOf(items, 2, act, {}, pipeline);
    expect(events.map((event) => ('fullDocument' in event ? event.fullDocument : undefined))).toEqual([
      { _id: 2 },
      { _id: 4 },
    ]);
    expect((await refusal(eventsOf(items, 1, act, {}, [{ $project: { _id: 0 } }]))).code).toBe(280);
    expect((await refusal(items.watch([{ $limit: 1 }]).next())).code).toBe(20);
  });

  test('a database tells of its collections, and of its end', async () => {
    const own = client.db(randomName());
    await own.createCollection('a');
    await own.createCollection('b');
    const events = await eventsOf(own, 6, async () => {
      await own.collection<Item>('a').insertOne({ _id: 1 });
      await own.collection<Item>('b').insertOne({ _id: 2 });
      await own.collection('a').drop();
      await own.dropDatabase();
    });
    expect(events.map(({ operationType }) => operationType)).toEqual([
      'insert',
      'insert',
      'drop',
      'drop',
      'dropDatabase',
      'invalidate',
    ]);
  });

  test('a collection that is dropped ends its stream; only startAfter goes on behind', async () => {
    const items = await collection();
    const [insert, drop, invalidate] = await eventsOf(items, 3, async () => {
      await items.insertOne({ _id: 1 });
      await items.drop();
    });
    expect([insert, drop, invalidate].map((event) => event?.operationType)).toEqual(['insert', 'drop', 'invalidate']);
    expect((await refusal(items.watch([], { resumeAfter: invalidate?._id }).next())).code).toBe(260);
    const again = await eventsOf(items, 1, () => items.insertOne({ _id: 2 }), { startAfter: invalidate?._id });
    expect(again[0]?.operationType).toBe('insert');
    const [after] = await eventsOf(items, 1, async () => undefined, { resumeAfter: drop?._id });
    expect(after?.operationType).toBe('invalidate');
  });

  test('a transaction is told after its commit, as one', async () => {
    const items = await collection();
    const events = await eventsOf(items, 3, async () => {
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await items.insertOne({ _id: 1, a: 1 }, { session });
          await items.updateOne({ _id: 1 }, { $set: { a: 2 } }, { session });
        }),
      );
      const aborted = client.startSession();
      aborted.startTransaction();
      await items.insertOne({ _id: 2 }, { session: aborted });
      await aborted.abortTransaction();
      await aborted.endSession();
      await items.insertOne({ _id: 3 });
    });
    const marks = events.map((event) => ('txnNumber' in event ? String(event.txnNumber) : 'none'));
    expect(events.map(({ operationType }) => operationType)).toEqual(['insert', 'update', 'insert']);
    expect(marks[0]).toBe(marks[1]);
    expect(marks[2]).toBe('none');
    const times = events.map((event) => ('clusterTime' in event ? String(event.clusterTime) : ''));
    expect(times[0]).toBe(times[1]);
    expect(times[2]).not.toBe(times[1]);
  });

  test('many events come in portions without loss', async () => {
    const items = await collection();
    const events = await eventsOf(
      items,
      1_300,
      () => items.insertMany(Array.from({ length: 1_300 }, (_, at) => ({ _id: at }))),
      { batchSize: 70 },
    );
    expect(events.map((event) => ('documentKey' in event ? event.documentKey._id : -1))).toEqual(
      Array.from({ length: 1_300 }, (_, at) => at),
    );
  });
});
