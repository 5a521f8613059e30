import { descend } from './descend.ts';
import { learnByKernel } from './learn-by-kernel.ts';
import { dotOf } from './projection.ts';
import type { Random } from './random.ts';

export interface DenseTask {
  /** Vectors of length 1 in a row, of `dimensions` numbers each. */
  readonly rows: Float32Array;
  readonly dimensions: number;
  /** The places of the vectors to learn from. */
  readonly texts: Int32Array;
  readonly labelOfText: Int32Array;
  readonly labelCount: number;
  /** For each text the labels that compete for it; missing: all of them. */
  readonly rivalsOfText?: readonly Int32Array[];
}

/** Learns as `linear.ts` does, over dense vectors: each label's weights in a row. */
export function trainDense(task: DenseTask, random: Random): Float32Array {
  const { rows, dimensions, labelCount, labelOfText } = task;
  const weights = new Float32Array(labelCount * dimensions);
  if (!task.rivalsOfText) {
    const places = {
      starts: Int32Array.from({ length: labelOfText.length + 1 }, (_, text) => text * dimensions),
      rows: Int32Array.from({ length: rows.length }, (_, place) => place % dimensions),
      values: rows,
      rowCount: dimensions,
    };
    learnByKernel(task, places, random, (learnt, width, scale) => {
      for (let label = 0; label < labelCount; label += 1) {
        for (let i = 0; i < dimensions; i += 1) {
          weights[label * dimensions + i] = scale * (learnt[i * width + label] ?? 0);
        }
      }
    });
    return weights;
  }
  const learner = {
    score(text: number, rivals: Int32Array, scores: Float32Array) {
      for (let j = 0; j < rivals.length; j += 1) {
        scores[j] = dotOf(weights, (rivals[j] ?? 0) * dimensions, rows, text * dimensions, dimensions);
      }
    },
    move(text: number, rivals: Int32Array, moves: Float32Array) {
      const start = text * dimensions;
      for (let j = 0; j < rivals.length; j += 1) {
        const move = moves[j] ?? 0;
        if (move === 0) continue;
        const line = (rivals[j] ?? 0) * dimensions;
        for (let i = 0; i < dimensions; i += 1) {
          weights[line + i] = (weights[line + i] ?? 0) + move * (rows[start + i] ?? 0);
        }
      }
    },
  };
  const scale = descend(task, learner, random);
  return weights.map((weight) => weight * scale);
}
