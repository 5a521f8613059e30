import { learnByKernel, type RowsOfTexts } from './learn-by-kernel.ts';
import { type LinearModelOfMany, learnAmongRivals } from './linear-among-rivals.ts';
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

const SMALLEST_WEIGHT = 0.05;
/** So many labels show what is the most common move. */
const LABELS_LOOKED_AT = 32;
/** 128 MB while it learns. */
const MOST_WEIGHTS = 32_000_000;

/**
 * Learns to tell labels apart by their texts' features (`descend.ts`), label by label where there are rivals. The same task
 * and seed give the same model.
 */
export function trainLinear(task: LinearTask, random: Random): LinearModel | LinearModelOfMany {
  const { labelOfText, labelCount, rivalsOfText } = task;
  const { rows, count } = rowsOf(task);
  const placed = placeInRows(task.vectors, rows, count);
  const texts = Int32Array.from(labelOfText.keys());
  const descent = { texts, labelOfText, labelCount };
  if (!rivalsOfText) {
    return learnByKernel(descent, placed, random, (weights, width, scale) =>
      keepSignificant({ weights, width, scale }, rows, labelCount),
    );
  }
  return learnAmongRivals({ ...descent, rivalsOfText }, placed, rows, SMALLEST_WEIGHT, random);
}

/** Texts' numbers that have a row of weights. */
function placeInRows({ starts, at, value }: Vectors, rowOfFeature: Int32Array, rowCount: number): RowsOfTexts {
  const kept = new Int32Array(starts.length);
  const rows = new Int32Array(at.length);
  const values = new Float32Array(at.length);
  let end = 0;
  for (let text = 0; text + 1 < starts.length; text += 1) {
    const to = starts[text + 1] ?? 0;
    for (let i = starts[text] ?? 0; i < to; i += 1) {
      const row = rowOfFeature[at[i] ?? 0] ?? -1;
      if (row < 0) continue;
      rows[end] = row;
      values[end] = value[i] ?? 0;
      end += 1;
    }
    kept[text + 1] = end;
  }
  return { starts: kept, rows: rows.subarray(0, end), values: values.subarray(0, end), rowCount };
}

/**
 * The row of weights of each feature, the most frequent first, as what most texts read is fast where it stands together; when
 * memory does not allow one for all, the rarest features have none (-1).
 */
function rowsOf({ vectors, labelCount, featureCount }: LinearTask): { rows: Int32Array; count: number } {
  const seen = new Int32Array(featureCount);
  for (const feature of vectors.at) seen[feature] = (seen[feature] ?? 0) + 1;
  const most = Math.floor(MOST_WEIGHTS / Math.max(1, labelCount));
  const byFrequency = Int32Array.from(seen.keys()).sort((a, b) => (seen[b] ?? 0) - (seen[a] ?? 0) || a - b);
  const rarest = seen[byFrequency[most] ?? -1] ?? 0;
  const rows = new Int32Array(featureCount).fill(-1);
  let count = 0;
  for (const feature of byFrequency) {
    if ((seen[feature] ?? 0) <= rarest) break;
    rows[feature] = count;
    count += 1;
  }
  return { rows, count };
}

/**
 * Keeps the weights that are not next to nothing. Probabilities do not change when a feature's weights all move by the
 * same; so the most common move is taken out.
 */
function keepSignificant(
  { weights, width, scale }: { readonly weights: Float32Array; readonly width: number; readonly scale: number },
  rows: Int32Array,
  labelCount: number,
): LinearModel {
  const hasMiddle = labelCount > 2;
  const smallest = SMALLEST_WEIGHT / scale;
  const middles = new Float32Array(rows.length);
  const every = Math.ceil(labelCount / LABELS_LOOKED_AT);
  const some = new Float32Array(Math.ceil(labelCount / every));
  const starts = new Int32Array(rows.length + 1);
  let end = 0;
  for (let feature = 0; feature < rows.length; feature += 1) {
    const start = (rows[feature] ?? -1) * width;
    if (start >= 0) {
      if (hasMiddle) {
        for (let i = 0; i < some.length; i += 1) some[i] = weights[start + i * every] ?? 0;
        middles[feature] = middleOf(some);
      }
      const middle = middles[feature] ?? 0;
      for (let label = 0; label < labelCount; label += 1) {
        if (Math.abs((weights[start + label] ?? 0) - middle) >= smallest) end += 1;
      }
    }
    starts[feature + 1] = end;
  }
  const labels = new Uint16Array(end);
  const kept = new Float32Array(end);
  for (let feature = 0; feature < rows.length; feature += 1) {
    let next = starts[feature] ?? 0;
    if (next === starts[feature + 1]) continue;
    const start = (rows[feature] ?? -1) * width;
    const middle = middles[feature] ?? 0;
    for (let label = 0; label < labelCount; label += 1) {
      const weight = (weights[start + label] ?? 0) - middle;
      if (Math.abs(weight) < smallest) continue;
      labels[next] = label;
      kept[next] = scale * weight;
      next += 1;
    }
  }
  return { starts, labels, weights: kept };
}

/** The value in the middle of the sorted values; brings `values` into another order (Hoare's quickselect). */
function middleOf(values: Float32Array): number {
  const middle = values.length >> 1;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const kept = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = kept;
      i += 1;
      j -= 1;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else break;
  }
  return values[middle] ?? 0;
}

/**
 * Each label's score for a text: the logarithm of its odds but for a constant. Among many labels those that are not in
 * `wanted` cannot be it: -infinity.
 */
export function scoresOf(
  model: LinearModel | LinearModelOfMany,
  text: Pick<Weighed, 'at' | 'value'>,
  labelCount: number,
  wanted?: readonly number[],
): Float32Array {
  const scores = new Float32Array(labelCount);
  if ('startOfLabel' in model) {
    if (wanted) scores.fill(Number.NEGATIVE_INFINITY);
    setScoresAmongMany(scores, model, text, wanted ?? scores.keys());
    return scores;
  }
  const { at, value } = text;
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

/** One text's values by feature, everything else 0; at rest all of it. */
let valueOfFeature = new Float32Array();

function setScoresAmongMany(
  scores: Float32Array,
  { featureCount, startOfLabel, features, weights }: LinearModelOfMany,
  { at, value }: Pick<Weighed, 'at' | 'value'>,
  wanted: Iterable<number>,
): void {
  if (valueOfFeature.length < featureCount) valueOfFeature = new Float32Array(featureCount);
  const values = valueOfFeature;
  for (let i = 0; i < at.length; i += 1) values[at[i] ?? 0] = value[i] ?? 0;
  for (const label of wanted) {
    let score = 0;
    const end = startOfLabel[label + 1] ?? 0;
    for (let place = startOfLabel[label] ?? 0; place < end; place += 1) {
      score += (values[features[place] ?? 0] ?? 0) * (weights[place] ?? 0);
    }
    scores[label] = score;
  }
  for (const feature of at) values[feature] = 0;
}
