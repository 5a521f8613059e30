import { expect, test } from 'vitest';
import { hostileEmbeddings } from './hostile-embeddings.ts';
import type { HostileEmbeddings } from './hostility.ts';

const texts = ['when do you open', 'when do you close', 'blue suede shoes'];

function read(hostility?: HostileEmbeddings, more: { encoding_format?: string; dimensions?: number } = {}) {
  const { data } = JSON.parse(hostileEmbeddings(hostility, { input: texts, ...more }, 16));
  return data as { index?: number; embedding: number[] }[];
}

function floatsOf(packed: unknown): number[] {
  const bytes = Buffer.from(String(packed), 'base64');
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readFloatLE(at * 4));
}

const near = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

test('honest vectors have length 1, in which like texts are nearer than unlike ones', () => {
  const [open = [], close = [], shoes = []] = read().map(({ embedding }) => embedding);
  expect(Math.hypot(...open)).toBeCloseTo(1);
  expect(near(open, close)).toBeGreaterThan(near(open, shoes));
  expect(read(undefined, { dimensions: 5 })[0]?.embedding).toHaveLength(5);
});

test('packed as base64 they are the same vectors', () => {
  const packed = read(undefined, { encoding_format: 'base64' }).map(({ embedding }) => floatsOf(embedding));
  expect(packed.map((vector) => vector.map((value) => value.toFixed(5)))).toEqual(
    read().map(({ embedding }) => embedding.map((value) => value.toFixed(5))),
  );
});

test('values are no numbers in the way the encoding has for it', () => {
  expect(read({ kind: 'values', are: 'nan' })[0]?.embedding[0]).toBeNull();
  const packed = read({ kind: 'values', are: 'nan' }, { encoding_format: 'base64' });
  expect(floatsOf(packed[0]?.embedding)[0]).toBeNaN();
  expect(() => read({ kind: 'values', are: 'nan-literal' })).toThrow(SyntaxError);
  expect(read({ kind: 'values', are: 'infinite' })[0]?.embedding[0]).toBe(Number.POSITIVE_INFINITY);
  expect(read({ kind: 'values', are: 'zero' })[0]?.embedding).toEqual(new Array(16).fill(0));
  expect(read({ kind: 'values', are: 'words' })[0]?.embedding[0]).toEqual(expect.any(String));
  expect(Math.hypot(...(read({ kind: 'values', are: 'huge' })[0]?.embedding ?? []))).toBeGreaterThan(3e38);
});

test('vectors are of another length than they should be, or of two', () => {
  expect(read({ kind: 'dimension', is: 3 }).map(({ embedding }) => embedding.length)).toEqual([3, 3, 3]);
  expect(read({ kind: 'mixed-dimensions' }).map(({ embedding }) => embedding.length)).toEqual([16, 15, 16]);
});

test('there are too few, too many, or the same for all', () => {
  expect(read({ kind: 'too-few' })).toHaveLength(2);
  expect(read({ kind: 'too-many' })).toHaveLength(4);
  expect(new Set(read({ kind: 'same-for-all' }).map(({ embedding }) => embedding.join()))).toHaveProperty('size', 1);
});

test('out of order they still are right for who reads the index', () => {
  const backwards = read({ kind: 'out-of-order' });
  expect(backwards.map(({ index }) => index)).toEqual([2, 1, 0]);
  expect(backwards.toReversed()).toEqual(read());
});

test('the index is doubled, absent, beyond or negative', () => {
  const indexes = (is: 'doubled' | 'absent' | 'beyond' | 'negative') =>
    read({ kind: 'index', is }).map(({ index }) => index);
  expect(indexes('doubled')).toEqual([0, 0, 0]);
  expect(indexes('absent')).toEqual([undefined, undefined, undefined]);
  expect(indexes('beyond')).toEqual([3, 4, 5]);
  expect(indexes('negative')).toEqual([-1, -2, -3]);
});

test('the encoding is ignored, or torn inside a number', () => {
  expect(read({ kind: 'ignores-encoding' }, { encoding_format: 'base64' })[0]?.embedding).toHaveLength(16);
  const torn = Buffer.from(
    String(read({ kind: 'torn-base64' }, { encoding_format: 'base64' })[0]?.embedding),
    'base64',
  );
  expect(torn.length % 4).not.toBe(0);
});
