import { type Descent, descend, type Learner } from './descend.ts';
import type { RowsOfTexts } from './learn-by-kernel.ts';
import type { Random } from './random.ts';
import { sideBySide } from './side-by-side.ts';

/** For each label, what its features, rising, speak for or against: for many labels, of which a text needs few. */
export interface LinearModelOfMany {
  readonly featureCount: number;
  readonly startOfLabel: Int32Array;
  readonly features: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * Learns weights where each text has few labels that compete for it, and keeps those that are at least `smallest`. Nearly all
 * of the time is reading weights from memory, so where they stand counts (`sideBySide`). `rowOfFeature` is -1 for features
 * without weights.
 */
export function learnAmongRivals(
  task: Descent & { readonly rivalsOfText: readonly Int32Array[] },
  texts: RowsOfTexts,
  rowOfFeature: Int32Array,
  smallest: number,
  random: Random,
): LinearModelOfMany {
  const columns = sideBySide(task.rivalsOfText, task.labelCount);
  const weights = new Float32Array(texts.rowCount * task.labelCount);
  const scale = descend(task, learnerAmongRivals(texts, weights, columns), random);
  return keepSignificant({ weights, scale, smallest }, columns, rowOfFeature);
}

function learnerAmongRivals(
  { starts, rows, values }: RowsOfTexts,
  weights: Float32Array,
  columns: Int32Array,
): Learner {
  const width = columns.length;
  const sums = new Float64Array(width);
  const own = new Int32Array(width);
  const by = new Float64Array(width);
  return {
    score(text, rivals, scores) {
      const count = rivals.length;
      sums.fill(0, 0, count);
      for (let j = 0; j < count; j += 1) own[j] = columns[rivals[j] ?? 0] ?? 0;
      const to = starts[text + 1] ?? 0;
      for (let i = starts[text] ?? 0; i < to; i += 1) {
        const start = (rows[i] ?? 0) * width;
        const value = values[i] ?? 0;
        for (let j = 0; j < count; j += 1) {
          sums[j] = (sums[j] ?? 0) + value * (weights[start + (own[j] ?? 0)] ?? 0);
        }
      }
      for (let j = 0; j < count; j += 1) scores[j] = sums[j] ?? 0;
    },
    move(text, rivals, moves) {
      let count = 0;
      for (let j = 0; j < rivals.length; j += 1) {
        if (moves[j] === 0) continue;
        own[count] = columns[rivals[j] ?? 0] ?? 0;
        by[count] = moves[j] ?? 0;
        count += 1;
      }
      const to = starts[text + 1] ?? 0;
      for (let i = starts[text] ?? 0; i < to; i += 1) {
        const start = (rows[i] ?? 0) * width;
        const value = values[i] ?? 0;
        for (let j = 0; j < count; j += 1) {
          const place = start + (own[j] ?? 0);
          weights[place] = (weights[place] ?? 0) + value * (by[j] ?? 0);
        }
      }
    },
  };
}

/** The weights that are not next to nothing, label by label; most never move. */
function keepSignificant(
  { weights, scale, smallest }: { readonly weights: Float32Array; readonly scale: number; readonly smallest: number },
  columns: Int32Array,
  rowOfFeature: Int32Array,
): LinearModelOfMany {
  const least = smallest / scale;
  const width = columns.length;
  const labels = new Int32Array(width);
  for (const [label, column] of columns.entries()) labels[column] = label;
  const startOfLabel = new Int32Array(width + 1);
  for (let start = 0; start < weights.length; start += width) {
    for (let column = 0; column < width; column += 1) {
      if (Math.abs(weights[start + column] ?? 0) < least) continue;
      const label = labels[column] ?? 0;
      startOfLabel[label + 1] = (startOfLabel[label + 1] ?? 0) + 1;
    }
  }
  for (let label = 0; label < width; label += 1) {
    startOfLabel[label + 1] = (startOfLabel[label + 1] ?? 0) + (startOfLabel[label] ?? 0);
  }
  const next = startOfLabel.slice();
  const features = new Uint32Array(startOfLabel[width] ?? 0);
  const kept = new Float32Array(features.length);
  for (const [feature, row] of rowOfFeature.entries()) {
    if (row < 0) continue;
    const start = row * width;
    for (let column = 0; column < width; column += 1) {
      const weight = weights[start + column] ?? 0;
      if (Math.abs(weight) < least) continue;
      const label = labels[column] ?? 0;
      const place = next[label] ?? 0;
      next[label] = place + 1;
      features[place] = feature;
      kept[place] = scale * weight;
    }
  }
  return { featureCount: rowOfFeature.length, startOfLabel, features, weights: kept };
}
