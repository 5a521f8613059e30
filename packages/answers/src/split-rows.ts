import { createRandom, type Random } from './random.ts';
import type { LabelledRow } from './read-rows.ts';

const HELD_OUT_SHARE = 0.2;

/** Holds a fifth of each label's rows out, at least one and never the last. The same seed holds the same ones out. */
export function splitRows(rows: readonly LabelledRow[], seed: number): { train: LabelledRow[]; test: LabelledRow[] } {
  const train: LabelledRow[] = [];
  const test: LabelledRow[] = [];
  for (const group of shuffledByLabel(rows, seed)) {
    const held = Math.min(group.length - 1, Math.max(1, Math.round(group.length * HELD_OUT_SHARE)));
    test.push(...group.slice(0, held));
    train.push(...group.slice(held));
  }
  return { train, test };
}

/** So many rows of each label. */
export function pickRows(rows: readonly LabelledRow[], shots: number, seed: number): LabelledRow[] {
  return shuffledByLabel(rows, seed + 1).flatMap((group) => group.slice(0, shots));
}

/**
 * What FAQs begin with (`shots` rows of each label), what customers ask meanwhile in no order, and what is never learnt from, a
 * fifth of all, `mostTest` of them at most.
 */
export function splitForLearning(
  rows: readonly LabelledRow[],
  { shots, mostTest, seed }: { readonly shots: number; readonly mostTest: number; readonly seed: number },
): { train: LabelledRow[]; stream: LabelledRow[]; test: LabelledRow[] } {
  const { train: rest, test } = splitRows(rows, seed);
  const train = pickRows(rest, shots, seed);
  const begun = new Set(train);
  const stream = rest.filter((row) => !begun.has(row));
  return {
    train,
    stream: shuffled(stream, createRandom(seed + 2)),
    test: shuffled(test, createRandom(seed + 3)).slice(0, mostTest),
  };
}

function shuffledByLabel(rows: readonly LabelledRow[], seed: number): LabelledRow[][] {
  const random = createRandom(seed);
  return [...Map.groupBy(rows, ({ label }) => label).values()].map((group) => shuffled(group, random));
}

function shuffled(rows: readonly LabelledRow[], random: Random): LabelledRow[] {
  const order = Int32Array.from(rows, (_, index) => index);
  random.shuffle(order);
  return [...order].flatMap((index) => rows[index] ?? []);
}
