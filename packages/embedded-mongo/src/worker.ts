import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { passwordOf, user } from './access/password.ts';
import { openEngine } from './open-engine.ts';
import { takeOwnership } from './ownership.ts';
import { MongoServer } from './wire/server.ts';

/** What the worker tells the thread that started it. */
export type WorkerMessage = { kind: 'held' } | { kind: 'listening'; uri: string } | { kind: 'refused'; why: string };

export const addressFile = 'mongodb.uri';

async function serve(dataDir: string, port: number, parent: MessagePort): Promise<void> {
  const ownership = takeOwnership(dataDir);
  if (!ownership) {
    say(parent, { kind: 'held' });
    return;
  }
  const path = join(dataDir, addressFile);
  rmSync(path, { force: true });
  const password = passwordOf(dataDir);
  const engine = openEngine(dataDir, password);
  const server = new MongoServer(engine);
  const bound = await server.listen(port);
  const uri = `mongodb://${user}:${password}@127.0.0.1:${bound}/?authSource=admin&replicaSet=${engine.setName}&directConnection=true`;
  writeFileSync(`${path}.new`, uri, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  say(parent, { kind: 'listening', uri });
  await new Promise<void>((resolve) => {
    parent.once('message', () => resolve());
  });
  rmSync(path, { force: true });
  await server.close();
  engine.file.close();
  ownership.release();
}

function say(parent: MessagePort, message: WorkerMessage): void {
  parent.postMessage(message);
}

const data: unknown = workerData;
if (parentPort && typeof data === 'object' && data !== null && 'dataDir' in data && 'port' in data) {
  const parent = parentPort;
  try {
    await serve(String(data.dataDir), Number(data.port), parent);
    parent.close();
  } catch (error) {
    say(parent, { kind: 'refused', why: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}
