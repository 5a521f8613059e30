import { expect, test } from 'vitest';
import { playAll } from './takeover-races/takeover-races.ts';

const CHUNK = 10_000;
const base = (Date.now() % 1_000_000) * 1_000;
const chunks = Array.from({ length: 10 }, (_, index) => base + index * CHUNK);

test.each(chunks)('nothing breaks in 10,000 interleavings from seed %i on', async (firstSeed) => {
  const { runs, steps, repeats } = await playAll(firstSeed, CHUNK);
  process.stdout.write(`seeds from ${firstSeed}: ${runs} interleavings, ${steps} steps, ${repeats} arrived again\n`);
  expect(runs).toBe(CHUNK);
});
