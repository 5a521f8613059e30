import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';

test('a guest is told when the process it joined ends, and not when it leaves by itself', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-mongo-guest-'));
  const owner = await startEmbeddedMongo({ dataDir });
  let toldAfterLeaving = false;
  const leaving = await startEmbeddedMongo({
    dataDir,
    onFailure: () => {
      toldAfterLeaving = true;
    },
  });
  expect(leaving.isOwner).toBe(false);
  await leaving.stop();
  const told = new Promise<Error>((resolve) => {
    startEmbeddedMongo({ dataDir, onFailure: resolve }).then(() => owner.stop(), resolve);
  });
  expect((await told).message).toMatch(/ended$/);
  expect(toldAfterLeaving).toBe(false);
  await rm(dataDir, { recursive: true });
});
