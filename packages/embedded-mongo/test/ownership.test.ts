import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';
import { temporaryDir } from './databases.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = temporaryDir();
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

describe('one owner per directory', () => {
  test('who comes second joins the one who serves, and does not stop it', async () => {
    const [first, second] = await Promise.all([startEmbeddedMongo({ dataDir }), startEmbeddedMongo({ dataDir })]);
    expect([first.isOwner, second.isOwner].sort()).toEqual([false, true]);
    expect(second.uri).toBe(first.uri);
    await (first.isOwner ? second : first).stop();
    const client = new MongoClient(first.uri);
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await (first.isOwner ? first : second).stop();
  });

  test('the address is readable by its user alone while the server runs and gone when it stopped', async () => {
    const nested = join(dataDir, 'made', 'here');
    const server = await startEmbeddedMongo({ dataDir: nested });
    const path = join(nested, 'mongodb.uri');
    expect(readFileSync(path, 'utf8')).toBe(server.uri);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(nested).mode & 0o777).toBe(0o700);
    await server.stop();
    expect(existsSync(path)).toBe(false);
  });

  test('an address left behind by a killed owner is replaced, even when something else listens there now', async () => {
    const stranger = createServer((socket) => socket.end('hello'));
    await new Promise<void>((resolve) => {
      stranger.listen(0, '127.0.0.1', resolve);
    });
    const address = stranger.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    writeFileSync(
      join(dataDir, 'mongodb.uri'),
      `mongodb://127.0.0.1:${port}/?replicaSet=embedded-0&directConnection=true`,
    );
    const server = await startEmbeddedMongo({ dataDir });
    expect(server.isOwner).toBe(true);
    expect(server.uri).not.toContain(`:${port}/`);
    await server.stop();
    await new Promise((resolve) => {
      stranger.close(resolve);
    });
  });

  test('what was stored is there after a stop and a start', async () => {
    for (const round of [1, 2, 3]) {
      const server = await startEmbeddedMongo({ dataDir });
      const client = new MongoClient(server.uri);
      const items = client.db('kept').collection<{ _id: number }>('items');
      await items.insertOne({ _id: round });
      expect(await items.countDocuments()).toBe(round);
      await client.close();
      await server.stop();
    }
  });
});

describe('a file that is not ours', () => {
  test.each([
    ['text', (path: string) => writeFileSync(path, 'this is no database at all. '.repeat(200))],
    ['torn', (path: string) => truncateSync(path, 20_000)],
  ])('a %s file stops the start with a message that names it', async (_kind, spoil) => {
    const server = await startEmbeddedMongo({ dataDir });
    const client = new MongoClient(server.uri);
    await client.db('x').createCollection('y');
    await client.close();
    await server.stop();
    const path = join(dataDir, 'mongodb.sqlite');
    spoil(path);
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow(path);
  });
});
