import { createMatrixKernel } from './matrix-kernel.ts';
import type { MatrixKernel } from './matrix-kernel-port.ts';

/** A learnt step `y = xW + b` over rows of numbers. */
export interface Layer {
  /** Writes the result for each of `rows` rows of `input` to `output`, both row by row. */
  apply(input: Float32Array, rows: number, output: Float32Array): void;
}

export interface LayerWeights {
  /** Row by row: `weights[i * columns + j]` leads from input `i` to output `j`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** 1023² times 1536, the longest row, is still a number of 32 bits. */
const LARGEST = 1_023;
const ABOVE_ZERO = LARGEST + 0.5;
const BYTES_OF_NUMBER = 2;
const BYTES_OF_SUM = 4;
const ALIGNED = 16;

/**
 * Makes layers that calculate with whole numbers: each column of weights and each row of input is scaled to ±1023, which
 * keeps cosines to the reference above 0.999 and halves the time. `mostRows` at a time. They share memory and do not
 * run at the same time.
 */
export function createLayers(all: readonly LayerWeights[], mostRows: number): Layer[] {
  const shapes = all.map(({ weights, bias }) => ({ columns: bias.length, depth: weights.length / bias.length }));
  const mostDepth = Math.max(...shapes.map(({ depth }) => depth));
  const mostColumns = Math.max(...shapes.map(({ columns }) => columns));
  const inputBytes = aligned(mostRows * mostDepth * BYTES_OF_NUMBER);
  const sumBytes = aligned(mostRows * mostColumns * BYTES_OF_SUM);
  let end = inputBytes + sumBytes;
  const starts = shapes.map(({ columns, depth }) => {
    const start = end;
    end += aligned(columns * depth * BYTES_OF_NUMBER);
    return start;
  });
  const kernel = createMatrixKernel([...new Set(shapes.map(({ depth }) => depth))], end);
  return all.map((weights, index) => layerOf(kernel, weights, starts[index] ?? 0, inputBytes));
}

function layerOf(kernel: MatrixKernel, { weights, bias }: LayerWeights, rightAt: number, sumsAt: number): Layer {
  const columns = bias.length;
  const depth = weights.length / columns;
  const right = new Int16Array(kernel.memory.buffer, rightAt, weights.length);
  const columnScale = new Float64Array(columns);
  for (let column = 0; column < columns; column += 1) {
    let furthest = 0;
    for (let i = 0; i < depth; i += 1) furthest = Math.max(furthest, Math.abs(weights[i * columns + column] ?? 0));
    columnScale[column] = furthest / LARGEST;
    const scale = furthest > 0 ? LARGEST / furthest : 0;
    for (let i = 0; i < depth; i += 1) {
      right[column * depth + i] = Math.round((weights[i * columns + column] ?? 0) * scale);
    }
  }
  const multiply = kernel.multiplyOf(depth);
  return {
    apply(input, rows, output) {
      const left = new Int16Array(kernel.memory.buffer, 0, rows * depth);
      const sums = new Int32Array(kernel.memory.buffer, sumsAt, rows * columns);
      const rowScale = new Float64Array(rows);
      for (let row = 0; row < rows; row += 1) rowScale[row] = scaleInto(left, input, row * depth, depth);
      multiply(0, rows, rightAt, columns, sumsAt);
      for (let row = 0; row < rows; row += 1) {
        const scale = rowScale[row] ?? 0;
        const start = row * columns;
        for (let column = 0; column < columns; column += 1) {
          output[start + column] =
            (sums[start + column] ?? 0) * scale * (columnScale[column] ?? 0) + (bias[column] ?? 0);
        }
      }
    },
  };
}

/** Scales a row to whole numbers; returns what they are to be multiplied by. */
function scaleInto(left: Int16Array, input: Float32Array, start: number, depth: number): number {
  let furthest = 0;
  for (let i = start; i < start + depth; i += 1) {
    const size = Math.abs(input[i] ?? 0);
    if (size > furthest) furthest = size;
  }
  const scale = furthest > 0 ? LARGEST / furthest : 0;
  // Cutting off what was moved above zero rounds, and takes a fraction of what Math.round does.
  for (let i = 0; i < depth; i += 1) left[start + i] = (((input[start + i] ?? 0) * scale + ABOVE_ZERO) | 0) - LARGEST;
  return furthest / LARGEST;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED;
}
