import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { backupDatabase, checkDatabase, startEmbeddedMongo } from '../src/index.ts';
import { temporaryDir } from './databases.ts';

const rounds = 12;

test('killed at any moment of a restore, the one or the other database is there, whole', async () => {
  const dataDir = temporaryDir();
  const elsewhere = temporaryDir();
  const files = [300, 700].map((documents) => join(elsewhere, String(documents)));
  for (const [at, file] of files.entries()) {
    await add(dataDir, at === 0 ? 300 : 400);
    backupDatabase(dataDir, file);
  }
  for (let round = 0; round < rounds; round++) {
    await restoreUntilKilled(dataDir, files, (round * 3) % 17);
    const { documents, problems } = checkDatabase(dataDir);
    expect(problems).toEqual([]);
    expect([300, 700]).toContain(documents);
  }
  await add(dataDir, 1);
  for (const dir of [dataDir, elsewhere]) rmSync(dir, { recursive: true, force: true });
});

async function add(dataDir: string, documents: number): Promise<void> {
  const server = await startEmbeddedMongo({ dataDir });
  const client = new MongoClient(server.uri);
  const items = client.db('shop').collection('items');
  await items.insertMany(Array.from({ length: documents }, (_, n) => ({ n, text: 'x'.repeat(500) })));
  await client.close();
  await server.stop();
}

/** Kills it `afterMs` after it has done two. */
async function restoreUntilKilled(dataDir: string, files: string[], afterMs: number): Promise<void> {
  const script = join(import.meta.dirname, 'restore-child.ts');
  const child = spawn(process.execPath, [script, dataDir, ...files], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let done = 0;
  for await (const kept of createInterface({ input: child.stdout })) {
    rmSync(kept, { force: true });
    if (++done === 2) setTimeout(() => child.kill('SIGKILL'), afterMs);
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
}
