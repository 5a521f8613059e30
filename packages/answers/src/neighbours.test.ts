import fc from 'fast-check';
import { expect, it } from 'vitest';
import { learnNeighbours, likenessOf } from './neighbours.ts';

const FEATURES = 12;
const vectors = fc.uniqueArray(fc.record({ feature: fc.nat(FEATURES - 1), value: fc.float({ min: 0.125, max: 1 }) }), {
  selector: ({ feature }) => feature,
  maxLength: FEATURES,
});
const lessons = fc.record({
  texts: fc.array(fc.record({ vector: vectors, label: fc.nat(4) }), { minLength: 1, maxLength: 30 }),
  asked: vectors,
});
const LABELS = 6;

type Vector = readonly { readonly feature: number; readonly value: number }[];
const rising = (vector: Vector) => [...vector].sort((a, b) => a.feature - b.feature);

function weighed(vector: Vector) {
  const sorted = rising(vector);
  return {
    at: Int32Array.from(sorted, ({ feature }) => feature),
    value: Float32Array.from(sorted, ({ value }) => value),
  };
}

function inRowOf(all: readonly Vector[]) {
  const starts = new Int32Array(all.length + 1);
  for (const [text, vector] of all.entries()) starts[text + 1] = (starts[text] ?? 0) + vector.length;
  const entries = all.flatMap(rising);
  return {
    starts,
    at: Int32Array.from(entries, ({ feature }) => feature),
    value: Float32Array.from(entries, ({ value }) => value),
  };
}

function cosineOf(one: Vector, other: Vector): number {
  let sum = 0;
  for (const { feature, value } of rising(one)) {
    const same = other.find((each) => each.feature === feature);
    if (same) sum = Math.fround(sum + value * same.value);
  }
  return sum;
}

it('a label is as like a question as its two nearest texts are on average, in whatever order texts come, and one may not count', () => {
  fc.assert(
    fc.property(lessons, fc.nat(30), ({ texts, asked }, left) => {
      const except = left < texts.length ? left : -1;
      const model = learnNeighbours(
        inRowOf(texts.map(({ vector }) => vector)),
        Int32Array.from(texts, ({ label }) => label),
        FEATURES,
      );
      const expected = Float32Array.from({ length: LABELS }, (_, label) => {
        const cosines = texts
          .flatMap(({ vector, label: own }, text) =>
            own === label && text !== except ? [cosineOf(asked, vector)] : [],
          )
          .sort((a, b) => b - a);
        const [nearest = 0, second] = cosines;
        return second === undefined ? nearest : (nearest + second) / 2;
      });
      expect(likenessOf(model, weighed(asked), LABELS, except)).toEqual(expected);
      // What was compared before leaves nothing behind.
      expect(likenessOf(model, weighed([]), LABELS)).toEqual(new Float32Array(LABELS));
    }),
  );
});
