import type { Sparse } from './features.ts';
import type { Random } from './random.ts';

/** For each feature, the labels it speaks for or against: `labels[starts[f]…starts[f+1]]` with `weights` beside. */
export interface LinearModel {
  readonly starts: Int32Array;
  readonly labels: Int32Array;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

const COST = 6;
const ROUNDS = 12;
const SMALLEST_WEIGHT = 0.004;

/**
 * Trains one support vector machine for each label against the rest, by dual coordinate descent with squared hinge
 * loss (Hsieh et al., ICML 2008, algorithm 1). The same data and seed give the same model.
 */
export async function trainLinear(
  vectors: readonly Sparse[],
  labels: Int32Array,
  labelCount: number,
  featureCount: number,
  random: Random,
  breathe: () => Promise<void>,
): Promise<LinearModel> {
  const squares = vectors.map(({ value }) => 1 + value.reduce((sum, v) => sum + v * v, 0));
  const order = Int32Array.from(vectors, (_, index) => index);
  const biases = new Float32Array(labelCount);
  const kept: { label: number; at: Int32Array; weight: Float32Array }[] = [];
  const w = new Float64Array(featureCount);
  for (let label = 0; label < labelCount; label += 1) {
    w.fill(0);
    biases[label] = trainOne(vectors, labels, label, squares, order, w, random);
    kept.push({ label, ...significant(w) });
    await breathe();
  }
  return gather(kept, biases, featureCount);
}

function trainOne(
  vectors: readonly Sparse[],
  labels: Int32Array,
  label: number,
  squares: readonly number[],
  order: Int32Array,
  w: Float64Array,
  random: Random,
): number {
  const alpha = new Float64Array(vectors.length);
  const diagonal = 0.5 / COST;
  let bias = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    random.shuffle(order);
    let largest = 0;
    for (const index of order) {
      const vector = vectors[index];
      if (!vector) continue;
      const y = labels[index] === label ? 1 : -1;
      const current = alpha[index] ?? 0;
      const gradient = y * (dot(w, vector) + bias) - 1 + diagonal * current;
      if (current === 0 && gradient >= 0) continue;
      const next = Math.max(0, current - gradient / ((squares[index] ?? 1) + diagonal));
      const step = (next - current) * y;
      if (step === 0) continue;
      alpha[index] = next;
      largest = Math.max(largest, Math.abs(gradient));
      bias += step;
      const { at, value } = vector;
      for (let i = 0; i < at.length; i += 1) {
        const feature = at[i] ?? 0;
        w[feature] = (w[feature] ?? 0) + step * (value[i] ?? 0);
      }
    }
    if (largest < 0.05) break;
  }
  return bias;
}

function dot(w: Float64Array, { at, value }: Sparse): number {
  let sum = 0;
  for (let i = 0; i < at.length; i += 1) sum += (w[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
  return sum;
}

function significant(w: Float64Array): { at: Int32Array; weight: Float32Array } {
  const at: number[] = [];
  for (let feature = 0; feature < w.length; feature += 1) {
    if (Math.abs(w[feature] ?? 0) >= SMALLEST_WEIGHT) at.push(feature);
  }
  return { at: Int32Array.from(at), weight: Float32Array.from(at, (feature) => w[feature] ?? 0) };
}

function gather(
  kept: readonly { label: number; at: Int32Array; weight: Float32Array }[],
  biases: Float32Array,
  featureCount: number,
): LinearModel {
  const starts = new Int32Array(featureCount + 1);
  for (const { at } of kept) for (const feature of at) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1;
  for (let feature = 0; feature < featureCount; feature += 1) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  }
  const next = starts.slice();
  const labels = new Int32Array(starts[featureCount] ?? 0);
  const weights = new Float32Array(labels.length);
  for (const { label, at, weight } of kept) {
    for (let i = 0; i < at.length; i += 1) {
      const feature = at[i] ?? 0;
      const place = next[feature] ?? 0;
      next[feature] = place + 1;
      labels[place] = label;
      weights[place] = weight[i] ?? 0;
    }
  }
  return { starts, labels, weights, biases };
}

/** Each label's margin for a text. */
export function marginsOf(model: LinearModel, { at, value }: Sparse): Float32Array {
  const margins = model.biases.slice();
  for (let i = 0; i < at.length; i += 1) {
    const feature = at[i] ?? 0;
    const v = value[i] ?? 0;
    const end = model.starts[feature + 1] ?? 0;
    for (let place = model.starts[feature] ?? 0; place < end; place += 1) {
      const label = model.labels[place] ?? 0;
      margins[label] = (margins[label] ?? 0) + v * (model.weights[place] ?? 0);
    }
  }
  return margins;
}
