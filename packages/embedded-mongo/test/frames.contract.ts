import { rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { expect } from 'vitest';
import { temporaryDir } from './databases.ts';
import { sendFrames } from './send-frames.ts';
import { serve } from './served.ts';

const mib = 1024 * 1024;

/** Whatever arrives at the port, the server lives, answers or closes, keeps nothing of it, and still serves a driver. */
export async function survivesFrames(count: number, seed: number): Promise<void> {
  console.log(`frames ${count}, seed ${seed}`);
  const dataDir = temporaryDir();
  const server = await serve(dataDir);
  const { frames, answered, closed, unheard, grownBytes } = await sendFrames(server, count, seed);
  console.log(
    `frames ${frames}, answers ${answered}, connections closed ${closed}, neither ${unheard.length}, memory ${(grownBytes / mib).toFixed(1)} MiB more at the end than after a fifth`,
  );
  expect(unheard).toEqual([]);
  expect(server.isAlive()).toBe(true);
  expect(frames).toBeGreaterThanOrEqual(count);
  expect(Math.min(answered, closed)).toBeGreaterThan(count / 20);
  expect(grownBytes).toBeLessThan(48 * mib);
  const client = await MongoClient.connect(server.uri);
  const seen = client.db('frames').collection<{ _id: number }>('seen');
  await seen.insertOne({ _id: 1 });
  expect(await seen.countDocuments()).toBe(1);
  await client.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
