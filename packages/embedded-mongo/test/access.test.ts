import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/index.ts';
import { temporaryDir } from './databases.ts';

let dataDir: string;
let server: EmbeddedMongo;
beforeAll(async () => {
  dataDir = temporaryDir();
  server = await startEmbeddedMongo({ dataDir });
});
afterAll(() => server.stop());

async function answerTo(uri: string, command: Record<string, unknown>): Promise<unknown> {
  const client = new MongoClient(uri);
  try {
    return await client.db('shop').command(command);
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error);
  } finally {
    await client.close();
  }
}

const withoutUser = (uri: string) => uri.replace(/\/\/[^@]+@/, '//').replace('authSource=admin&', '');
const withPassword = (uri: string, password: string) => uri.replace(/:[^:@]+@/, `:${password}@`);

test('who does not know the password reads and writes nothing', async () => {
  const stranger = withoutUser(server.uri);
  for (const command of [
    { find: 'customers' },
    { insert: 'customers', documents: [{ _id: 1 }] },
    { listDatabases: 1 },
    { aggregate: 1, pipeline: [{ $changeStream: {} }], cursor: {} },
    { dropDatabase: 1 },
    { serverStatus: 1 },
    { nonsense: 1 },
  ]) {
    expect(await answerTo(stranger, command)).toBe(13);
  }
  expect(await answerTo(stranger, { ping: 1 })).toMatchObject({ ok: 1 });
});

test('a wrong password and a wrong user are refused alike', async () => {
  expect(await answerTo(withPassword(server.uri, 'wrong'), { ping: 1 })).toBe(18);
  expect(await answerTo(server.uri.replace('//answerdesk:', '//somebody:'), { ping: 1 })).toBe(18);
  expect(await answerTo(server.uri, { find: 'customers' })).toMatchObject({ ok: 1 });
});

test('password, address and data are readable by their user alone; the password outlives a restart', async () => {
  const kept = readFileSync(join(dataDir, 'mongodb.password'), 'utf8').trim();
  expect(server.uri).toContain(`:${kept}@`);
  for (const name of [
    'mongodb.password',
    'mongodb.uri',
    'mongodb.sqlite',
    'mongodb.sqlite-wal',
    'mongodb.sqlite-shm',
  ]) {
    expect([name, statSync(join(dataDir, name)).mode & 0o077]).toEqual([name, 0]);
  }
  await server.stop();
  server = await startEmbeddedMongo({ dataDir });
  expect(server.uri).toContain(`:${kept}@`);
});
