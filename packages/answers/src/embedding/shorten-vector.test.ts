import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { shortenVector } from './shorten-vector.ts';

const cosineOf = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

test.each([1_024, 1_536, 3_072])('vectors of %d dimensions keep their cosines in 512', (dimensions) => {
  const random = createRandom(dimensions);
  const draw = () => Float32Array.from({ length: dimensions }, () => random.next() - 0.5);
  const base = draw();
  for (const share of [0, 0.3, 0.6, 0.9, 1]) {
    const other = draw().map((value, i) => (1 - share) * value + share * (base[i] ?? 0));
    const [one, two] = [unit(base), unit(other)];
    const [short, alike] = [shortenVector(one), shortenVector(two)];
    expect(short).toHaveLength(512);
    expect(Math.hypot(...short)).toBeCloseTo(1, 5);
    expect(Math.abs(cosineOf(short, alike) - cosineOf(one, two))).toBeLessThan(0.15);
    expect(shortenVector(one)).toEqual(short);
  }
});

test('shorter vectors stay as they are', () => {
  const vector = unit(Float32Array.from({ length: 384 }, (_, i) => i));
  expect(shortenVector(vector)).toBe(vector);
});
