import { type ClientSession, type Collection, type Db, Long, MongoClient, type MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, randomName } from './databases.ts';
import { type Item, refusal } from './refusal.ts';

describe.each(databases)('multi-document transactions, $name', ({ start }) => {
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

  interface Account {
    _id: number;
    email: string;
    shop?: string;
    balance?: number;
    tags?: string[];
    by?: string;
  }

  async function accounts(): Promise<Collection<Account>> {
    const items = db.collection<Account>(`accounts${++made}`);
    await db.createCollection(items.collectionName);
    await items.createIndex({ email: 1 }, { unique: true });
    await items.createIndex({ shop: 1, balance: -1 });
    await items.insertMany([
      { _id: 1, email: 'a', shop: 's', balance: 100, tags: ['x'] },
      { _id: 2, email: 'b', shop: 's', balance: 50, tags: ['y', 'z'] },
      { _id: 3, email: 'c', shop: 't', balance: 0, tags: [] },
    ]);
    return items;
  }

  async function within<T>(act: (session: ClientSession) => Promise<T>): Promise<T> {
    const session = client.startSession();
    try {
      session.startTransaction();
      return await act(session);
    } finally {
      if (session.inTransaction()) await session.abortTransaction();
      await session.endSession();
    }
  }

  const labels = (error: MongoServerError) => error.hasErrorLabel('TransientTransactionError');

  test('what is written is seen inside at once, outside after the commit, all of it together', async () => {
    const items = await accounts();
    const others = await accounts();
    await within(async (session) => {
      await items.insertOne({ _id: 4, email: 'd', shop: 's', balance: 70 }, { session });
      await items.updateOne({ _id: 1 }, { $inc: { balance: -30 } }, { session });
      await others.updateMany({ shop: 's' }, { $inc: { balance: 15 } }, { session });
      await items.deleteOne({ email: 'c' }, { session });
      const inside = items.find({ shop: 's' }, { session }).sort({ balance: -1 });
      expect(await inside.map(({ _id, balance }) => [_id, balance]).toArray()).toEqual([
        [1, 70],
        [4, 70],
        [2, 50],
      ]);
      expect(await items.countDocuments({}, { session })).toBe(3);
      expect(await items.findOne({ email: 'c' }, { session })).toBeNull();
      expect(await items.distinct('email', {}, { session })).toEqual(['a', 'b', 'd']);
      expect(await items.findOne({ email: 'd' })).toBeNull();
      expect(await items.countDocuments({ email: 'c' })).toBe(1);
      await session.commitTransaction();
    });
    expect(await items.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, email: 'a', shop: 's', balance: 70, tags: ['x'] },
      { _id: 2, email: 'b', shop: 's', balance: 50, tags: ['y', 'z'] },
      { _id: 4, email: 'd', shop: 's', balance: 70 },
    ]);
    expect(await others.countDocuments({ balance: { $gte: 65 } })).toBe(2);
  });

  test('an aborted one leaves nothing, whatever it did', async () => {
    const items = await accounts();
    const before = await items.find().toArray();
    await within(async (session) => {
      await items.insertMany(
        [
          { _id: 8, email: 'x' },
          { _id: 9, email: 'y' },
        ],
        { session },
      );
      await items.replaceOne({ _id: 1 }, { email: 'z' }, { session });
      await items.findOneAndDelete({ _id: 2 }, { session });
      await items.findOneAndUpdate({ _id: 3 }, { $push: { tags: 'n' } }, { session });
      await session.abortTransaction();
    });
    expect(await items.find().toArray()).toEqual(before);
    await items.insertOne({ _id: 8, email: 'x' });
    expect((await items.findOne({ email: 'x' }))?._id).toBe(8);
  });

  test('reads see one moment, whatever is written meanwhile', async () => {
    const items = await accounts();
    await within(async (session) => {
      expect(await items.countDocuments({ shop: 's' }, { session })).toBe(2);
      await items.updateOne({ _id: 2 }, { $set: { balance: 1_000 } });
      await items.insertOne({ _id: 5, email: 'e', shop: 's' });
      await items.deleteOne({ _id: 3 });
      expect((await items.findOne({ _id: 2 }, { session }))?.balance).toBe(50);
      const seen = await items.find({}, { session, batchSize: 1 }).sort({ _id: 1 }).toArray();
      expect(seen.map(({ _id }) => _id)).toEqual([1, 2, 3]);
      await session.commitTransaction();
    });
    expect(await items.countDocuments({ shop: 's' })).toBe(3);
  });

  test('who changes what another changed since is told to start again', async () => {
    const items = await accounts();
    await within(async (session) => {
      await items.findOne({ _id: 1 }, { session });
      await items.updateOne({ _id: 1 }, { $inc: { balance: 1 } });
      const refused = await refusal(items.updateOne({ _id: 1 }, { $inc: { balance: 1 } }, { session }));
      expect([refused.code, labels(refused)]).toEqual([112, true]);
      const ended = await refusal(items.findOne({ _id: 1 }, { session }));
      expect([ended.code, labels(ended)]).toEqual([251, true]);
    });
    expect((await items.findOne({ _id: 1 }))?.balance).toBe(101);
  });

  test('of two that change one document, or insert one key, the second is refused', async () => {
    const items = await accounts();
    await within(async (first) => {
      await items.updateOne({ _id: 1 }, { $set: { by: 'first' } }, { session: first });
      await within(async (second) => {
        const refused = await refusal(items.deleteOne({ _id: 1 }, { session: second }));
        expect([refused.code, labels(refused)]).toEqual([112, true]);
      });
      await first.commitTransaction();
    });
    expect((await items.findOne({ _id: 1 }))?.by).toBe('first');
    await within(async (first) => {
      await items.insertOne({ _id: 7, email: 'same', by: 'first' }, { session: first });
      await within(async (second) => {
        const refused = await refusal(
          items.insertOne({ _id: 7, email: 'same', by: 'second' }, { session: second }).then(async () => {
            await first.commitTransaction();
            await second.commitTransaction();
          }),
        );
        expect([refused.code, labels(refused)]).toEqual([112, true]);
      });
      if (first.inTransaction()) await first.commitTransaction();
    });
    expect((await items.findOne({ _id: 7 }))?.by).toBe('first');
  });

  test('withTransaction: sixteen transfers at once keep the sum', async () => {
    const items = await accounts();
    await Promise.all(
      Array.from({ length: 16 }, (_, at) =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            const [from, to] = at % 2 === 0 ? [1, 2] : [2, 3];
            await items.updateOne({ _id: from }, { $inc: { balance: -1 } }, { session });
            await items.updateOne({ _id: to }, { $inc: { balance: 1 } }, { session });
          }),
        ),
      ),
    );
    const found = await items.find().sort({ _id: 1 }).toArray();
    expect(found.map(({ balance }) => balance)).toEqual([92, 50, 8]);
  });

  test('a clash with a unique index ends it', async () => {
    const items = await accounts();
    await within(async (session) => {
      expect((await refusal(items.insertOne({ _id: 9, email: 'a' }, { session }))).code).toBe(11000);
      expect((await refusal(items.insertOne({ _id: 10, email: 'free' }, { session }))).code).toBe(251);
    });
    await within(async (session) => {
      await items.updateOne({ _id: 1 }, { $set: { email: 'free' } }, { session });
      await items.updateOne({ _id: 2 }, { $set: { email: 'a' } }, { session });
      await items.updateOne({ _id: 1 }, { $set: { email: 'b' } }, { session });
      await session.commitTransaction();
    });
    expect((await items.findOne({ email: 'b' }))?._id).toBe(1);
  });

  test('a collection, and an index on it, may be made inside', async () => {
    const name = `fresh${++made}`;
    const fresh = db.collection<Item>(name);
    await within(async (session) => {
      await db.createCollection(name, { session });
      await fresh.createIndex({ email: 1 }, { unique: true, session });
      await fresh.insertOne({ _id: 1, email: 'a' }, { session });
      expect(await fresh.findOne({ email: 'a' }, { session })).toEqual({ _id: 1, email: 'a' });
      await session.commitTransaction();
    });
    expect((await refusal(fresh.insertOne({ _id: 2, email: 'a' }))).code).toBe(11000);
    const upserted = db.collection<Item>(`fresh${++made}`);
    await within(async (session) => {
      await upserted.updateOne({ _id: 1 }, { $set: { a: 1 } }, { session, upsert: true });
      await session.abortTransaction();
    });
    expect(await upserted.countDocuments()).toBe(0);
  });

  test('what ended cannot go on, and a commit may be asked for twice', async () => {
    const items = await accounts();
    const plain = new MongoClient(server.uri, { retryWrites: false, maxPoolSize: 2 });
    const session = plain.startSession({ causalConsistency: false });
    const txnNumber = (number: bigint) => Long.fromBigInt(number);
    const run = (command: object, number: bigint, more: object = { autocommit: false }) =>
      plain.db(db.databaseName).command({ ...command, txnNumber: txnNumber(number), ...more }, { session });
    const insert = (id: number) => ({ insert: items.collectionName, documents: [{ _id: id, email: `n${id}` }] });
    const first = { autocommit: false, startTransaction: true };
    const commit = { commitTransaction: 1 };
    const admin = plain.db('admin');
    // The driver writes its own number into these two commands.
    let count = 0n;
    const end = (command: object, number: bigint) => {
      for (; count < number; count++) session.incrementTransactionNumber();
      return admin.command({ ...command, autocommit: false }, { session });
    };
    await run(insert(21), 5n, first);
    await run(insert(22), 5n);
    await end(commit, 5n);
    await end(commit, 5n);
    expect((await refusal(run(insert(23), 5n))).code).toBe(256);
    expect((await refusal(end({ abortTransaction: 1 }, 5n))).code).toBe(256);
    expect((await refusal(run(insert(24), 4n))).code).toBe(225);
    expect((await refusal(run(insert(25), 6n))).code).toBe(251);
    await run(insert(26), 6n, first);
    await end({ abortTransaction: 1 }, 6n);
    expect((await refusal(end(commit, 6n))).code).toBe(251);
    expect((await refusal(end({ abortTransaction: 1 }, 6n))).code).toBe(251);
    await run(insert(27), 7n, first);
    await run(insert(28), 8n, first);
    await end(commit, 8n);
    const kept = await items.find({ _id: { $gt: 20 } }).toArray();
    expect(kept.map(({ _id }) => _id).sort()).toEqual([21, 22, 28]);
    await session.endSession();
    await plain.close();
  });

  test('what has no place inside is refused by name', async () => {
    const items = await accounts();
    const misplaced: ((session: ClientSession) => Promise<unknown>)[] = [
      (session) => items.estimatedDocumentCount({ session }),
      (session) => db.listCollections({}, { session }).toArray(),
      (session) => items.drop({ session }),
      (session) => items.createIndex({ balance: 1 }, { session }),
      (session) => items.aggregate([{ $out: 'elsewhere' }], { session }).toArray(),
      (session) => items.aggregate([{ $merge: 'elsewhere' }], { session }).toArray(),
    ];
    for (const act of misplaced) {
      const refused = await refusal(within(act));
      expect(refused.code).toBe(263);
    }
    await within(async (session) => {
      const refused = await refusal(items.watch([], { session }).next());
      expect(refused.code).toBe(263);
    });
  });
});
