import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '../src/index.ts';
import { realMongoUri } from './config.ts';

export interface TestDatabase {
  name: string;
  start(): Promise<{ uri: string; stop(): Promise<void> }>;
}

export const embedded: TestDatabase = {
  name: 'the embedded database',
  async start() {
    const dataDir = temporaryDir();
    const server = await startEmbeddedMongo({ dataDir });
    return {
      uri: server.uri,
      async stop() {
        await server.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
};

const real: TestDatabase = {
  name: 'a real MongoDB',
  start: async () => ({ uri: realMongoUri ?? '', stop: async () => undefined }),
};

/** What every driver test runs on: the embedded database, and the real one where TEST_MONGODB_URI names it. */
export const databases: readonly TestDatabase[] = realMongoUri === undefined ? [embedded] : [embedded, real];

export function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
}

export function randomName(): string {
  return `em_test_${Math.random().toString(36).slice(2)}`;
}
