import { expect, test } from 'vitest';
import { SKETCH_DIMENSIONS, sketchQuestion } from './sketch-question.ts';

const likeness = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
const meaning = (at: number) => Float32Array.from({ length: 512 }, (_, place) => (place % 7 === at ? 1 : 0));

test('a sketch has length 1 and the same size with an embedding and without', () => {
  for (const sketch of [sketchQuestion('Where is my parcel?'), sketchQuestion('Where is my parcel?', meaning(1))]) {
    expect(sketch).toHaveLength(SKETCH_DIMENSIONS);
    expect(likeness(sketch, sketch)).toBeCloseTo(1, 5);
  }
});

test('questions that share words, or what they mean, are more alike than others, in any script', () => {
  for (const [one, like, unlike] of [
    ['Where is my parcel?', 'my parcel, where is it', 'Do you have a car park?'],
    ['我的包裹在哪里', '包裹在哪里了', '你们有停车场吗'],
    ['أين طردي؟', 'طردي أين هو', 'هل لديكم موقف سيارات؟'],
  ] as const) {
    const sketch = sketchQuestion(one);
    expect(likeness(sketch, sketchQuestion(like))).toBeGreaterThan(0.4);
    expect(likeness(sketch, sketchQuestion(like))).toBeGreaterThan(likeness(sketch, sketchQuestion(unlike)) + 0.2);
  }
  const alike = likeness(sketchQuestion('cancel it', meaning(1)), sketchQuestion('stop my plan', meaning(1)));
  expect(alike).toBeGreaterThan(
    likeness(sketchQuestion('cancel it', meaning(1)), sketchQuestion('stop my plan', meaning(2))) + 0.3,
  );
});

test('a text without a word, and an embedding that is none, spoil nothing', () => {
  expect([...sketchQuestion('?!')].every((value) => value === 0)).toBe(true);
  const broken = sketchQuestion('Where is my parcel?', new Float32Array(512).fill(Number.NaN));
  expect(broken).toEqual(sketchQuestion('Where is my parcel?'));
});
