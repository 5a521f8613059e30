import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type ChangeStreamInsertDocument, MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';
import { openEngine } from '../src/open-engine.ts';
import { temporaryDir } from './databases.ts';
import { refusal } from './refusal.ts';

interface Item {
  _id: number;
}

const hour = 60 * 60_000;

describe('what change streams remember', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = temporaryDir();
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function withServer<T>(use: (client: MongoClient) => Promise<T>): Promise<T> {
    const server = await startEmbeddedMongo({ dataDir });
    const client = new MongoClient(server.uri);
    try {
      return await use(client);
    } finally {
      await client.close();
      await server.stop();
    }
  }

  const items = (client: MongoClient) => client.db('shop').collection<Item>('items');

  /** A token behind the first of three inserts. */
  async function watchThree(client: MongoClient): Promise<unknown> {
    const stream = items(client).watch<Item, ChangeStreamInsertDocument<Item>>();
    await stream.tryNext();
    await items(client).insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    const { _id } = await stream.next();
    await stream.close();
    return _id;
  }

  async function idsAfter(client: MongoClient, resumeAfter: unknown, count: number): Promise<number[]> {
    const stream = items(client).watch<Item, ChangeStreamInsertDocument<Item>>([], { resumeAfter });
    const found: number[] = [];
    while (found.length < count) found.push((await stream.next()).documentKey._id);
    await stream.close();
    return found;
  }

  test('a token leads on after a restart, to what was written when nobody listened too', async () => {
    const token = await withServer(watchThree);
    await withServer(async (client) => {
      await items(client).insertOne({ _id: 4 });
    });
    expect(await withServer((client) => idsAfter(client, token, 3))).toEqual([2, 3, 4]);
  });

  test('a token of what is forgotten is refused, not answered with a gap', async () => {
    const token = await withServer(watchThree);
    const engine = openEngine(dataDir);
    engine.history.trim(Date.now() + 25 * hour, [{ db: 'shop', name: 'items' }]);
    engine.file.close();
    const refused = await withServer((client) => refusal(idsAfter(client, token, 1)));
    expect([refused.code, refused.hasErrorLabel('NonResumableChangeStreamError')]).toEqual([286, true]);
  });

  test('nothing is recorded of what nobody watches', async () => {
    await withServer(async (client) => {
      await items(client).insertOne({ _id: 1 });
      await client.db('shop').collection<Item>('others').watch().tryNext();
      await items(client).insertOne({ _id: 2 });
    });
    const file = new DatabaseSync(join(dataDir, 'mongodb.sqlite'));
    expect(file.prepare('SELECT count(*) AS n FROM history').get()).toEqual({ n: 0 });
    file.close();
  });

  test('a file of the first format is brought to this one, its data kept', async () => {
    await withServer(async (client) => {
      await items(client).insertOne({ _id: 1 });
    });
    const file = new DatabaseSync(join(dataDir, 'mongodb.sqlite'));
    file.exec('DROP TABLE history; DROP TABLE watched; PRAGMA user_version = 1');
    file.close();
    await withServer(async (client) => {
      expect(await items(client).countDocuments()).toBe(1);
      const stream = items(client).watch<Item, ChangeStreamInsertDocument<Item>>();
      await stream.tryNext();
      await items(client).insertOne({ _id: 2 });
      expect((await stream.next()).documentKey._id).toBe(2);
      await stream.close();
    });
  });

  test('a transaction left open is aborted after a minute', async () => {
    const engine = openEngine(dataDir);
    const before = Date.now();
    engine.transactions.begin('session', 1n);
    const after = Date.now();
    engine.transactions.expire(before + 59_000);
    expect(engine.transactions.current('session', 1n)).toBeDefined();
    engine.transactions.expire(after + 61_000);
    expect(() => engine.transactions.current('session', 1n)).toThrow(/aborted/);
    engine.file.close();
  });
});
