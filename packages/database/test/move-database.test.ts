import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startEmbeddedMongo } from '@answerdesk/embedded-mongo';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectDatabase, type Moved, moveDatabase } from '../src/index.ts';
import { withoutSecrets } from '../src/move/target.ts';
import { realMongoUri } from './config.ts';

const { MongoClient } = mongoose.mongo;
const { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } =
  mongoose.mongo.BSON;
type Client = InstanceType<typeof MongoClient>;
type Id =
  | InstanceType<typeof ObjectId | typeof Long | typeof Double>
  | string
  | number
  | boolean
  | null
  | Date
  | object;
interface Item {
  _id: Id;
  [field: string]: unknown;
}

interface Numbered {
  _id: number;
  n: number;
}

interface Target {
  readonly uri: string;
  readonly client: Client;
  readonly name: string;
  stop(): Promise<void>;
}

const targets: { name: string; open(): Promise<Target> }[] = [
  {
    name: 'another embedded database',
    async open() {
      const dataDir = temporaryDir();
      const server = await startEmbeddedMongo({ dataDir });
      return targetAt(server.uri, async () => {
        await server.stop();
        rmSync(dataDir, { recursive: true, force: true });
      });
    },
  },
];
if (realMongoUri === undefined) {
  process.stderr.write('skipped: moving to a real MongoDB (TEST_MONGODB_URI is not set)\n');
} else {
  const uri = realMongoUri;
  targets.push({ name: 'a real MongoDB', open: () => targetAt(uri, async () => undefined) });
}

async function targetAt(base: string, stop: () => Promise<void>): Promise<Target> {
  const name = `move_test_${new ObjectId().toHexString()}`;
  const uri = base.replace(/\/\?/, `/${name}?`);
  const client = await new MongoClient(uri, { maxPoolSize: 4 }).connect();
  return {
    uri,
    client,
    name,
    async stop() {
      for (const db of [name, `${name}_other`]) await client.db(db).dropDatabase();
      await client.close();
      await stop();
    },
  };
}

function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), 'answerdesk-move-'));
}

async function serving(dataDir: string, work: (client: Client) => Promise<void>): Promise<void> {
  const server = await startEmbeddedMongo({ dataDir });
  const client = new MongoClient(server.uri, { maxPoolSize: 4 });
  try {
    await work(client);
  } finally {
    await client.close();
    await server.stop();
  }
}

let dataDir: string;
let target: Target;
beforeEach(() => {
  dataDir = temporaryDir();
});
afterEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await target.stop();
});

const move = (restart = false): Promise<Moved> =>
  moveDatabase({ dataDir, to: target.uri, restart, onProgress: () => undefined });

const everyType: Item[] = [
  { _id: new ObjectId(), int: 1, long: Long.fromNumber(1), double: new Double(1), minusZero: new Double(-0) },
  { _id: 'text', decimal: Decimal128.fromString('1.10'), infinite: Number.POSITIVE_INFINITY, nan: Number.NaN },
  { _id: Long.fromString('9007199254740993'), date: new Date(-1), never: null, no: false, yes: true },
  { _id: new Double(2.5), binary: new Binary(Buffer.from([1, 2, 3]), 0), uuid: new Binary(Buffer.alloc(16, 7), 4) },
  { _id: { b: 1, a: 2 }, regex: new BSONRegExp('^a', 'im'), code: new Code('x'), symbol: new BSONSymbol('s') },
  { _id: new Date(5), time: new Timestamp({ t: 5, i: 6 }), least: new MinKey(), most: new MaxKey() },
  { _id: true, z: 1, a: { z: [1, [2, { y: null }], []], a: {} }, text: 'ünïcødé \u0000 😀' },
  { _id: null, __proto__x: 1, empty: '' },
];

/** Keys that a plain object would put in another order. */
const numbered = new Map<string, unknown>([
  ['_id', 'numbered'],
  ['10', 'ten'],
  ['9', 'nine'],
  [
    'a',
    new Map([
      ['2', 2],
      ['1', 1],
    ]),
  ],
]);

async function fill(client: Client, documents: number): Promise<void> {
  const product = client.db('answerdesk');
  await product.createCollection('empty');
  await product.command({ insert: 'types', documents: [...everyType, numbered] });
  const messages = product.collection<Item>('messages');
  await messages.createIndex({ n: 1, text: -1 });
  await messages.createIndex({ key: 1 }, { unique: true, name: 'own' });
  await messages.createIndex({ maybe: 1 }, { unique: true, sparse: true });
  await messages.createIndex({ part: 1 }, { partialFilterExpression: { n: { $gt: 3 } } });
  for (let from = 0; from < documents; from += 5000) {
    const count = Math.min(5000, documents - from);
    const made = Array.from({ length: count }, (_, n) => ({
      _id: from + n,
      n: n % 9,
      key: `k${from + n}`,
      text: 'x'.repeat(300),
    }));
    await messages.insertMany(made);
  }
  await client
    .db(`${target.name}_other`)
    .collection<Item>('kept')
    .insertOne({ _id: 1, big: 'y'.repeat(1_500_000) });
}

async function bytesOf(client: Client, db: string, name: string): Promise<string[]> {
  const found: string[] = [];
  for await (const one of client.db(db).collection(name).find({}, { raw: true })) {
    const bytes: unknown = one;
    if (!(bytes instanceof Uint8Array)) throw new Error('expected raw bytes');
    found.push(Buffer.from(bytes).toString('hex'));
  }
  return found;
}

describe.each(targets)('to $name', ({ open }) => {
  beforeEach(async () => {
    target = await open();
  });

  test('everything arrives: databases, empty collections, indexes with their options, documents byte for byte', async () => {
    let types: string[] = [];
    let indexes: unknown[] = [];
    await serving(dataDir, async (client) => {
      await fill(client, 3000);
      types = await bytesOf(client, 'answerdesk', 'types');
      indexes = await client.db('answerdesk').collection('messages').listIndexes().toArray();
    });
    const moved = await move();
    expect(
      moved.collections.map(({ namespace, documents, indexes }) => [namespace, documents, indexes]).sort(),
    ).toEqual([
      [`${target.name}.empty`, 0, 1],
      [`${target.name}.messages`, 3000, 5],
      [`${target.name}.types`, 9, 1],
      [`${target.name}_other.kept`, 1, 1],
    ]);
    expect(await bytesOf(target.client, target.name, 'types')).toEqual(types);
    expect(await target.client.db(target.name).collection('messages').listIndexes().toArray()).toEqual(indexes);
    const names = (await target.client.db(target.name).listCollections().toArray()).map(({ name }) => name).sort();
    expect(names).toEqual(['empty', 'messages', 'types']);
    await serving(dataDir, async (client) => {
      expect(await client.db('answerdesk').collection('messages').countDocuments()).toBe(3000);
    });
  });

  test('killed in the middle, again and again, it goes on and ends with the same', async () => {
    await serving(dataDir, (client) => fill(client, 30_000));
    for (const at of [1, 2, 2]) await moveUntilKilled(at);
    await expect(connectDatabase({ uri: target.uri, dataDir })).rejects.toMatchObject({ code: 'conflict' });
    const moved = await move();
    expect(moved.isResumed).toBe(true);
    const messages = moved.collections.find(({ namespace }) => namespace.endsWith('.messages'));
    expect(messages?.documents).toBe(30_000);
    expect(messages?.copied).toBeLessThan(30_000);
    expect(await target.client.db(target.name).collection('messages').countDocuments()).toBe(30_000);
    expect(await target.client.db(target.name).listCollections({ name: 'answerdesk_move' }).toArray()).toEqual([]);
  });

  test('what was written here or there since it was killed is found, and --restart copies anew', async () => {
    await serving(dataDir, (client) => fill(client, 30_000));
    await moveUntilKilled(2);
    await serving(dataDir, async (client) => {
      await client
        .db('answerdesk')
        .collection<Numbered>('messages')
        .updateOne({ _id: 5 }, { $set: { n: 77 } });
    });
    await expect(move()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('--restart') });
    const moved = await move(true);
    expect(moved.isResumed).toBe(false);
    expect(await target.client.db(target.name).collection<Numbered>('messages').findOne({ _id: 5 })).toMatchObject({
      n: 77,
    });
  });

  test('it is refused where anything is already, and that is left alone, also with --restart', async () => {
    await serving(dataDir, (client) => fill(client, 10));
    await target.client.db(target.name).collection<Item>('theirs').insertOne({ _id: 1 });
    for (const restart of [false, true]) {
      await expect(move(restart)).rejects.toMatchObject({
        code: 'already-exists',
        message: expect.stringContaining('theirs'),
      });
    }
    const names = (await target.client.db(target.name).listCollections().toArray()).map(({ name }) => name);
    expect(names).toEqual(['theirs']);
  });

  test('it is refused while a server runs on the data, and nothing is copied', async () => {
    await serving(dataDir, async (client) => {
      await fill(client, 10);
      await expect(move()).rejects.toMatchObject({ code: 'conflict' });
    });
    expect(await target.client.db(target.name).listCollections().toArray()).toEqual([]);
  });
});

/** Kills the move when it has said `lines` times that it copied a part of the messages. */
async function moveUntilKilled(lines: number): Promise<void> {
  const script = join(import.meta.dirname, 'move-child.ts');
  const child = spawn(process.execPath, [script, dataDir, target.uri], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('copying') && line.includes('.messages ')) seen++;
    if (seen === lines && child.pid) process.kill(child.pid, 'SIGKILL');
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
}

test.each([
  ['mongodb://u:p%40ss@h1:1,h2:2/shop?tls=true', 'mongodb://u:***@h1:1,h2:2/shop?tls=true'],
  ['mongodb+srv://u:p/a:b@c@host/', 'mongodb+srv://u:***@host/'],
  ['mongodb://host:27017/shop', 'mongodb://host:27017/shop'],
  ['mongodb://host/?tlsCertificateKeyFilePassword=abc&x=1', 'mongodb://host/?tlsCertificateKeyFilePassword=***&x=1'],
])('%s is shown without its secrets', async (uri, shown) => {
  target = { uri, client: new MongoClient('mongodb://unused'), name: '', stop: async () => undefined };
  expect(withoutSecrets(uri)).toBe(shown);
});
