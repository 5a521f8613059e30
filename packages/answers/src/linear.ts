import type { Random } from './random.ts';
import type { Vectors, Weighed } from './vocabulary.ts';

/** For each feature, the labels it speaks for or against: `labels` and `weights` from `starts[f]` to `starts[f + 1]`. */
export interface LinearModel {
  readonly starts: Int32Array;
  readonly labels: Uint16Array;
  readonly weights: Float32Array;
}

export interface LinearTask {
  readonly vectors: Vectors;
  readonly labelOfText: Int32Array;
  readonly labelCount: number;
  readonly featureCount: number;
  /** For each text the labels that compete for it; missing: all of them. */
  readonly rivalsOfText?: readonly Int32Array[];
}

const COST = 20;
const FEWEST_ROUNDS = 12;
const MOST_ROUNDS = 50;
const FEWEST_STEPS = 4_000;
const FIRST_STEP = 4;
const SMALLEST_GRADIENT = 0.002;
const SMALLEST_WEIGHT = 0.05;
/** 128 MB while it learns. */
const MOST_WEIGHTS = 32_000_000;

/**
 * Multinomial logistic regression with an L2 penalty, by stochastic gradient descent over shuffled texts. The same task
 * and seed give the same model.
 */
export function trainLinear(task: LinearTask, random: Random): LinearModel {
  const { vectors, labelOfText, labelCount } = task;
  const rowOf = rowsOf(task);
  const weights = new Float32Array(rowOf.count * labelCount);
  const textCount = labelOfText.length;
  const penalty = 1 / (COST * Math.max(1, textCount));
  const everyLabel = Int32Array.from({ length: labelCount }, (_, label) => label);
  const scores = new Float64Array(labelCount);
  const moved = new Int32Array(labelCount);
  const moves = new Float64Array(labelCount);
  const order = Int32Array.from({ length: textCount }, (_, text) => text);
  const rounds = Math.min(MOST_ROUNDS, Math.max(FEWEST_ROUNDS, Math.ceil(FEWEST_STEPS / Math.max(1, textCount))));
  let scale = 1;
  let steps = 0;
  for (let round = 0; round < rounds; round += 1) {
    random.shuffle(order);
    for (const text of order) {
      const from = vectors.starts[text] ?? 0;
      const to = vectors.starts[text + 1] ?? 0;
      const rivals = task.rivalsOfText?.[text] ?? everyLabel;
      const count = rivals.length;
      scores.fill(0, 0, count);
      for (let i = from; i < to; i += 1) {
        const row = rowOf.rows[vectors.at[i] ?? 0] ?? -1;
        if (row < 0) continue;
        const start = row * labelCount;
        const value = vectors.value[i] ?? 0;
        if (count === labelCount) {
          for (let j = 0; j < count; j += 1) scores[j] = (scores[j] ?? 0) + value * (weights[start + j] ?? 0);
        } else {
          for (let j = 0; j < count; j += 1) {
            scores[j] = (scores[j] ?? 0) + value * (weights[start + (rivals[j] ?? 0)] ?? 0);
          }
        }
      }
      softmax(scores, count, scale);
      const step = FIRST_STEP / (1 + FIRST_STEP * penalty * steps);
      steps += 1;
      scale *= 1 - step * penalty;
      let movedCount = 0;
      for (let j = 0; j < count; j += 1) {
        const label = rivals[j] ?? 0;
        const gradient = (scores[j] ?? 0) - (label === labelOfText[text] ? 1 : 0);
        if (Math.abs(gradient) < SMALLEST_GRADIENT) continue;
        moved[movedCount] = label;
        moves[movedCount] = (-step * gradient) / scale;
        movedCount += 1;
      }
      for (let i = from; i < to; i += 1) {
        const row = rowOf.rows[vectors.at[i] ?? 0] ?? -1;
        if (row < 0) continue;
        const start = row * labelCount;
        const value = vectors.value[i] ?? 0;
        for (let j = 0; j < movedCount; j += 1) {
          const place = start + (moved[j] ?? 0);
          weights[place] = (weights[place] ?? 0) + value * (moves[j] ?? 0);
        }
      }
    }
  }
  return keepSignificant(weights, scale, rowOf.rows, labelCount, task.rivalsOfText !== undefined);
}

/** The row of weights of each feature; when memory does not allow one for all, the rarest features have none (-1). */
function rowsOf({ vectors, labelCount, featureCount }: LinearTask): { rows: Int32Array; count: number } {
  const seen = new Int32Array(featureCount);
  for (const feature of vectors.at) seen[feature] = (seen[feature] ?? 0) + 1;
  const most = Math.floor(MOST_WEIGHTS / Math.max(1, labelCount));
  const byFrequency = Int32Array.from(seen).sort().reverse();
  const least = featureCount > most ? (byFrequency[most] ?? 0) + 1 : 1;
  const rows = new Int32Array(featureCount).fill(-1);
  let count = 0;
  for (let feature = 0; feature < featureCount; feature += 1) {
    if ((seen[feature] ?? 0) < least) continue;
    rows[feature] = count;
    count += 1;
  }
  return { rows, count };
}

function softmax(scores: Float64Array, count: number, scale: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < count; j += 1) highest = Math.max(highest, scores[j] ?? 0);
  let sum = 0;
  for (let j = 0; j < count; j += 1) {
    const power = Math.exp(scale * ((scores[j] ?? 0) - highest));
    scores[j] = power;
    sum += power;
  }
  for (let j = 0; j < count; j += 1) scores[j] = (scores[j] ?? 0) / sum;
}

/**
 * Probabilities do not change when a feature's weights all move by the same; so, where all labels compete, the most
 * common move is taken out. Among rivals most weights never move.
 */
function keepSignificant(
  weights: Float32Array,
  scale: number,
  rows: Int32Array,
  labelCount: number,
  isAmongRivals: boolean,
): LinearModel {
  const starts = new Int32Array(rows.length + 1);
  const labels: number[] = [];
  const kept: number[] = [];
  for (const [feature, row] of rows.entries()) {
    if (row >= 0) {
      const own = weights.subarray(row * labelCount, (row + 1) * labelCount);
      const middle = isAmongRivals || labelCount < 3 ? 0 : (own.slice().sort()[labelCount >> 1] ?? 0);
      for (let label = 0; label < labelCount; label += 1) {
        const weight = scale * ((own[label] ?? 0) - middle);
        if (Math.abs(weight) < SMALLEST_WEIGHT) continue;
        labels.push(label);
        kept.push(weight);
      }
    }
    starts[feature + 1] = labels.length;
  }
  return { starts, labels: Uint16Array.from(labels), weights: Float32Array.from(kept) };
}

/** Each label's score for a text: the logarithm of its odds but for a constant. */
export function scoresOf(
  model: LinearModel,
  { at, value }: Pick<Weighed, 'at' | 'value'>,
  labelCount: number,
): Float32Array {
  const scores = new Float32Array(labelCount);
  for (let i = 0; i < at.length; i += 1) {
    const feature = at[i] ?? 0;
    const v = value[i] ?? 0;
    const end = model.starts[feature + 1] ?? 0;
    for (let place = model.starts[feature] ?? 0; place < end; place += 1) {
      const label = model.labels[place] ?? 0;
      scores[label] = (scores[label] ?? 0) + v * (model.weights[place] ?? 0);
    }
  }
  return scores;
}
