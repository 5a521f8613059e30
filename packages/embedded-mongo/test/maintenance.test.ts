import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  backupDatabase,
  checkDatabase,
  MaintenanceRefusal,
  restoreDatabase,
  startEmbeddedMongo,
} from '../src/index.ts';
import { temporaryDir } from './databases.ts';
import type { Item } from './refusal.ts';

let dataDir: string;
let elsewhere: string;
beforeEach(() => {
  dataDir = temporaryDir();
  elsewhere = temporaryDir();
});
afterEach(() => {
  for (const dir of [dataDir, elsewhere]) rmSync(dir, { recursive: true, force: true });
});

const path = () => join(dataDir, 'mongodb.sqlite');

/** Filled once for each number of documents, served no more, and only copied from. */
const filled = new Map<number, Promise<string>>();
afterAll(async () => {
  for (const dir of await Promise.all(filled.values())) rmSync(dir, { recursive: true, force: true });
});

/** Leaves in an empty directory the database of a server that was filled and stopped. */
async function fill(dir: string, documents: number): Promise<void> {
  const made = filled.get(documents) ?? makeFilled(documents);
  filled.set(documents, made);
  cpSync(await made, dir, { recursive: true });
}

async function makeFilled(documents: number): Promise<string> {
  const dir = temporaryDir();
  await add(dir, documents, 'items');
  return dir;
}

async function add(dir: string, documents: number, name: string): Promise<void> {
  await serving(dir, async (client) => {
    const items = client.db('shop').collection<Item>(name);
    await items.createIndex({ n: 1, tags: 1 });
    await items.createIndex({ mail: 1 }, { unique: true });
    const made = Array.from({ length: documents }, (_, n) => ({
      _id: n,
      n: n % 7,
      tags: ['a', `t${n}`],
      mail: `m${n}@shop.example`,
      text: 'word '.repeat(30),
    }));
    await items.insertMany(made);
  });
}

async function serving<T>(dir: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const server = await startEmbeddedMongo({ dataDir: dir });
  const client = new MongoClient(server.uri, { maxPoolSize: 10 });
  try {
    return await work(client);
  } finally {
    await client.close();
    await server.stop();
  }
}

function refusedBy(work: () => unknown): MaintenanceRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof MaintenanceRefusal) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

const spoilers: [string, (file: string) => void][] = [
  ['truncated', (file) => truncateSync(file, 5 * 8192)],
  ['cut inside a page', (file) => truncateSync(file, statSync(file).size - 100)],
  ['empty', (file) => truncateSync(file, 0)],
  ['text', (file) => writeFileSync(file, 'this is no database at all. '.repeat(2000))],
  ['overwritten in the middle', (file) => overwrite(file, 8 * 8192, 4 * 8192)],
  ['overwritten at its start', (file) => overwrite(file, 0, 100)],
  ['another program’s', makeForeign],
];

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, at);
  closeSync(handle);
}

function makeForeign(file: string): void {
  rmSync(file);
  const foreign = new DatabaseSync(file);
  foreign.exec('CREATE TABLE notes (text)');
  foreign.close();
}

describe('check', () => {
  test('a whole database is whole, served or not, and reading it changes nothing', async () => {
    await fill(dataDir, 500);
    const before = readFileSync(path());
    expect(checkDatabase(dataDir)).toEqual({
      path: path(),
      collections: 1,
      documents: 500,
      indexes: 2,
      entries: 1500,
      problems: [],
    });
    expect(readFileSync(path()).equals(before)).toBe(true);
    await serving(dataDir, async (client) => {
      await client.db('shop').collection<Item>('items').insertOne({ _id: 'new', mail: 'new' });
      expect(checkDatabase(dataDir)).toMatchObject({ documents: 501, entries: 1502, problems: [] });
    });
  });

  test.each(spoilers)('a file that is %s is named as damaged', async (_how, spoil) => {
    await fill(dataDir, 500);
    spoil(path());
    const { problems } = checkDatabase(dataDir);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain('mongodb.sqlite');
  });

  test.each<[string, string, RegExp]>([
    ['a lost entry', 'DELETE FROM entries_1 WHERE row = 3', /shop\.items row 3: missing from n_1_tags_1/],
    ['an entry too many', "INSERT INTO entries_1 VALUES (x'00', 9999)", /n_1_tags_1: 1001 entries for 1000 keys/],
    ['a document under another _id', "UPDATE documents_1 SET key = x'00' WHERE row = 5", /row 5: not under its _id/],
    ['a torn document', "UPDATE documents_1 SET data = x'0500' WHERE row = 5", /row 5: invalid BSON/],
    [
      'a unique key twice',
      'INSERT INTO entries_2 SELECT key, 9 FROM entries_2 WHERE row = 3',
      /mail_1: 501 entries for 500 keys/,
    ],
    ['arrays an index does not know of', 'UPDATE indexes SET multikey = 0', /n_1_tags_1: holds keys of arrays/],
    ['a table that is gone', 'DROP TABLE entries_2', /entries_2/],
  ])('%s is found and named', async (_what, sql, words) => {
    await fill(dataDir, 500);
    const sqlite = new DatabaseSync(path());
    sqlite.exec(sql);
    sqlite.close();
    expect(checkDatabase(dataDir).problems.join('\n')).toMatch(words);
  });

  test('a unique index with one key of two documents is found, though each has its entry', async () => {
    await serving(dataDir, async (client) => {
      const items = client.db('shop').collection<Item>('items');
      await items.createIndex({ mail: 1 });
      await items.insertMany([
        { _id: 1, mail: 'same' },
        { _id: 2, mail: 'same' },
      ]);
      await client.db('shop').collection('other').createIndex({ mail: 1 }, { unique: true });
    });
    const sqlite = new DatabaseSync(path());
    sqlite.exec('UPDATE indexes SET spec = (SELECT spec FROM indexes WHERE id = 2) WHERE id = 1');
    sqlite.close();
    expect(checkDatabase(dataDir).problems).toEqual([
      'shop.items mail_1: is unique, yet 1 keys belong to several documents',
    ]);
  });

  test('where there is no database, none is made', () => {
    expect(refusedBy(() => checkDatabase(dataDir)).reason).toBe('missing');
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('start', () => {
  test.each(spoilers.filter(([how]) => how !== 'overwritten in the middle'))(
    'a file that is %s stops it, and is left as it was',
    async (_how, spoil) => {
      await fill(dataDir, 500);
      spoil(path());
      const before = readFileSync(path());
      await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow(path());
      expect(readFileSync(path()).equals(before)).toBe(true);
    },
  );

  test('a log without its database stops it', () => {
    writeFileSync(`${path()}-wal`, 'something');
    return expect(startEmbeddedMongo({ dataDir })).rejects.toThrow(/put the file back/);
  });
});

describe('backup', () => {
  test('made while 8 writers write, it is whole and has every write acknowledged before it began', async () => {
    await fill(dataDir, 200);
    const file = join(elsewhere, 'copy');
    await serving(dataDir, async (client) => {
      const items = client.db('shop').collection<Item>('items');
      let isOver = false;
      let written = 0;
      const acknowledged: string[] = [];
      const write = async (writer: number): Promise<void> => {
        for (let n = 0; !isOver; n++) {
          const _id = `${writer}-${n}`;
          await items.insertOne({ _id, n, tags: [writer, n], mail: _id });
          acknowledged.push(_id);
          written++;
        }
      };
      const writers = Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
      for (let round = 0; round < 3; round++) {
        const goal = written + 300;
        while (written < goal) await items.findOne({ _id: 0 });
        const sure = [...acknowledged];
        await inThread(dataDir, file);
        const restored = temporaryDir();
        restoreDatabase(restored, file, new Date());
        expect(checkDatabase(restored).problems).toEqual([]);
        const kept = await serving(restored, (copy) =>
          copy
            .db('shop')
            .collection<Item>('items')
            .distinct('_id', { _id: { $type: 'string' } }),
        );
        const there = new Set(kept.map(String));
        expect(sure.filter((id) => !there.has(id))).toEqual([]);
        rmSync(restored, { recursive: true, force: true });
      }
      isOver = true;
      await writers;
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(elsewhere)).toEqual(['copy']);
    const password = readFileSync(join(dataDir, 'mongodb.password'), 'utf8').trim();
    expect(readFileSync(file).includes(password)).toBe(false);
  });

  test('it has the last writes of a server that was killed, whose log was never folded in', async () => {
    await fill(dataDir, 10);
    const server = await startEmbeddedMongo({ dataDir });
    const client = new MongoClient(server.uri);
    await client.db('shop').collection<Item>('items').insertOne({ _id: 'last', mail: 'last' });
    for (const end of ['', '-wal']) copyFileSync(path() + end, join(elsewhere, `mongodb.sqlite${end}`));
    await client.close();
    await server.stop();
    expect(backupDatabase(elsewhere, join(elsewhere, 'copy')).documents).toBe(11);
  });

  test('it overwrites nothing unless forced, and never what belongs to the database', async () => {
    await fill(dataDir, 10);
    const file = join(elsewhere, 'copy');
    writeFileSync(file, 'precious');
    expect(refusedBy(() => backupDatabase(dataDir, file)).reason).toBe('exists');
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(backupDatabase(dataDir, file, { force: true }).documents).toBe(10);
    for (const name of ['mongodb.sqlite', 'mongodb.sqlite-wal', 'mongodb.password', 'secret.key']) {
      expect(refusedBy(() => backupDatabase(dataDir, join(dataDir, name), { force: true })).reason).toBe('wrong-place');
    }
    expect(refusedBy(() => backupDatabase(dataDir, elsewhere, { force: true })).reason).toBe('wrong-place');
    expect(checkDatabase(dataDir).problems).toEqual([]);
  });

  test.each(spoilers)('of a database that is %s none is kept', async (_how, spoil) => {
    await fill(dataDir, 500);
    spoil(path());
    expect(refusedBy(() => backupDatabase(dataDir, join(elsewhere, 'copy'))).reason).toBe('unusable');
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe('restore', () => {
  test('what was backed up is served again, and what was there before is kept', async () => {
    await fill(dataDir, 10);
    const file = join(elsewhere, 'copy');
    backupDatabase(dataDir, file);
    await add(dataDir, 20, 'later');
    const { keptAs, documents } = restoreDatabase(dataDir, file, new Date('2026-01-02T03:04:05Z'));
    expect(documents).toBe(10);
    expect(keptAs).toBe(`${path()}.before-restore-2026-01-02T03-04-05-000Z`);
    await serving(dataDir, async (client) => {
      const names = (await client.db('shop').listCollections().toArray()).map(({ name }) => name);
      expect(names).toEqual(['items']);
      expect(await client.db('shop').collection('items').countDocuments({ mail: 'm3@shop.example' })).toBe(1);
      await expect(
        client.db('shop').collection<Item>('items').insertOne({ _id: 'x', mail: 'm3@shop.example' }),
      ).rejects.toThrow(/E11000/);
    });
    const again = temporaryDir();
    expect(restoreDatabase(again, keptAs ?? '', new Date()).documents).toBe(30);
    rmSync(again, { recursive: true, force: true });
  });

  test('while a server runs it is refused, and nothing changes', async () => {
    await fill(dataDir, 10);
    const file = join(elsewhere, 'copy');
    backupDatabase(dataDir, file);
    await serving(dataDir, async (client) => {
      await client.db('shop').collection<Item>('items').insertOne({ _id: 'new', mail: 'new' });
      const refused = refusedBy(() => restoreDatabase(dataDir, file, new Date()));
      expect(refused.reason).toBe('in-use');
      expect(refused.message).toContain(dataDir);
      expect(await client.db('shop').collection('items').countDocuments()).toBe(11);
    });
  });

  test.each(spoilers)('a file that is %s is refused by its name, and nothing changes', async (_how, spoil) => {
    await fill(dataDir, 500);
    const file = join(elsewhere, 'copy');
    backupDatabase(dataDir, file);
    spoil(file);
    const before = readdirSync(dataDir);
    const refused = refusedBy(() => restoreDatabase(dataDir, file, new Date()));
    expect(refused.reason).toBe('unusable');
    expect(refused.message).toContain(file);
    expect(refused.message).not.toContain('.restoring');
    expect(readdirSync(dataDir)).toEqual(before);
    expect(checkDatabase(dataDir)).toMatchObject({ documents: 500, problems: [] });
  });

  test('a live database’s file, whose log is not in it, is refused', async () => {
    await fill(elsewhere, 10);
    await serving(elsewhere, async (client) => {
      await client.db('shop').collection<Item>('items').insertOne({ _id: 'new', mail: 'new' });
      const refused = refusedBy(() => restoreDatabase(dataDir, join(elsewhere, 'mongodb.sqlite'), new Date()));
      expect(refused.message).toContain('db backup');
    });
    expect(existsSync(path())).toBe(false);
  });

  test.each(spoilers)('it replaces a database that is %s, which is kept as it is', async (_how, spoil) => {
    await fill(dataDir, 500);
    const file = join(elsewhere, 'copy');
    backupDatabase(dataDir, file);
    spoil(path());
    const before = readFileSync(path());
    const { keptAs } = restoreDatabase(dataDir, file, new Date());
    expect(checkDatabase(dataDir)).toMatchObject({ documents: 500, problems: [] });
    const kept = readFileSync(keptAs ?? '');
    expect(kept.length).toBe(before.length);
  });
});

/** The backup runs beside the writers, as the command does in a process of its own. */
async function inThread(dir: string, file: string): Promise<void> {
  const worker = new Worker(new URL('./backup-thread.ts', import.meta.url), { workerData: { dir, file } });
  await once(worker, 'exit');
}
