import type { Random } from './random.ts';
import { type KernelMatrix, openMatrix } from './row-kernel.ts';

/** Vectors in a row, each of `dimensions` numbers; one of zeros stands for a text that has none. */
export interface Embeddings {
  readonly dimensions: number;
  readonly rows: Float32Array;
}

/** Fewer dimensions that keep what tells a tenant's texts apart: `axes` in a row, around `centre`. */
export interface Projection {
  readonly from: number;
  readonly dimensions: number;
  readonly centre: Float32Array;
  readonly axes: Float32Array;
}

const MOST_DIMENSIONS = 128;
const MOST_TEXTS = 2_000;
const ROUNDS = 3;

export function rowOf({ dimensions, rows }: Embeddings, place: number): Float32Array {
  return rows.subarray(place * dimensions, (place + 1) * dimensions);
}

export function hasEmbedding(embedding: Float32Array): boolean {
  return embedding.some((value) => value !== 0);
}

/** The main axes of the texts' embeddings, by subspace iteration; undefined where hardly any text has one. */
export function learnProjection(embeddings: readonly Embeddings[], random: Random): Projection | undefined {
  const from = embeddings[0]?.dimensions ?? 0;
  const vectors = embeddings.flatMap((each) =>
    Array.from({ length: each.rows.length / from }, (_, place) => rowOf(each, place)).filter(hasEmbedding),
  );
  const every = Math.ceil(vectors.length / MOST_TEXTS);
  const sample = vectors.filter((_, place) => place % every === 0);
  const dimensions = Math.min(MOST_DIMENSIONS, from, sample.length - 1);
  if (dimensions < 1) return undefined;
  const centre = new Float32Array(from);
  for (const vector of sample)
    for (let i = 0; i < from; i += 1) centre[i] = at(centre, i) + at(vector, i) / sample.length;
  const spread = openSpread(sample, centre);
  const axes = Float32Array.from({ length: dimensions * from }, () => random.next() - 0.5);
  orthonormalise(axes, dimensions, from);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let axis = 0; axis < dimensions; axis += 1) {
      axes.set(spread.sum(axes.subarray(axis * from, (axis + 1) * from)), axis * from);
    }
    orthonormalise(axes, dimensions, from);
  }
  return { from, dimensions, centre, axes };
}

/** An embedding in the projection's dimensions, of length 1; zeros stay zeros. */
export function project({ from, dimensions, centre, axes }: Projection, embedding: Float32Array): Float32Array {
  const projected = new Float32Array(dimensions);
  if (embedding.length !== from || !hasEmbedding(embedding)) return projected;
  const moved = embedding.map((value, i) => value - at(centre, i));
  let square = 0;
  for (let axis = 0; axis < dimensions; axis += 1) {
    const value = dotOf(axes, axis * from, moved, 0, from);
    projected[axis] = value;
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  return projected.map((value) => value / length);
}

/** An embedding around the projection's centre, in all its dimensions, of length 1; zeros stay zeros. */
export function centred({ from, centre }: Projection, embedding: Float32Array): Float32Array {
  if (embedding.length !== from || !hasEmbedding(embedding)) return new Float32Array(from);
  const moved = embedding.map((value, i) => value - at(centre, i));
  const length = Math.sqrt(dotOf(moved, 0, moved, 0, from)) || 1;
  return moved.map((value) => value / length);
}

export function centreAll(projection: Projection, embeddings: Embeddings): Float32Array {
  const rows = new Float32Array(embeddings.rows.length);
  for (let place = 0; place * projection.from < rows.length; place += 1) {
    rows.set(centred(projection, rowOf(embeddings, place)), place * projection.from);
  }
  return rows;
}

export function projectAll({ from, dimensions, centre, axes }: Projection, embeddings: Embeddings): Float32Array {
  const count = embeddings.rows.length / embeddings.dimensions;
  const projected = new Float32Array(count * dimensions);
  if (embeddings.dimensions !== from) return projected;
  const matrix = openMatrix(from, dimensions);
  for (let axis = 0; axis < dimensions; axis += 1) {
    for (let i = 0; i < from; i += 1) matrix.numbers[i * matrix.width + axis] = at(axes, axis * from + i);
  }
  for (let place = 0; place < count; place += 1) {
    const embedding = rowOf(embeddings, place);
    if (!hasEmbedding(embedding)) continue;
    const own = matrix.sum(embedding.map((value, i) => value - at(centre, i)));
    const length = Math.sqrt(dotOf(own, 0, own, 0, dimensions)) || 1;
    projected.set(
      own.map((value) => value / length),
      place * dimensions,
    );
  }
  return projected;
}

/** The dot product of `length` numbers of each, from a place on. */
export function dotOf(a: Float32Array, atA: number, b: Float32Array, atB: number, length: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < length; i += 2) {
    even += at(a, atA + i) * at(b, atB + i);
    odd += at(a, atA + i + 1) * at(b, atB + i + 1);
  }
  return i < length ? even + odd + at(a, atA + i) * at(b, atB + i) : even + odd;
}

/** The covariance of a sample, but for a factor, in the kernel's memory. */
function openSpread(sample: readonly Float32Array[], centre: Float32Array): KernelMatrix {
  const spread = openMatrix(centre.length, centre.length);
  for (const vector of sample) {
    const moved = vector.map((value, i) => value - at(centre, i));
    spread.add(moved, moved);
  }
  return spread;
}

/** Gram-Schmidt; an axis that others make up already becomes zeros. */
function orthonormalise(axes: Float32Array, count: number, size: number): void {
  for (let axis = 0; axis < count; axis += 1) {
    const start = axis * size;
    for (let earlier = 0; earlier < axis; earlier += 1) {
      const overlap = dotOf(axes, start, axes, earlier * size, size);
      for (let i = 0; i < size; i += 1) axes[start + i] = at(axes, start + i) - overlap * at(axes, earlier * size + i);
    }
    const length = Math.sqrt(dotOf(axes, start, axes, start, size));
    for (let i = 0; i < size; i += 1) axes[start + i] = length > 1e-12 ? at(axes, start + i) / length : 0;
  }
}

function at(values: Float32Array, place: number): number {
  return values[place] ?? 0;
}
