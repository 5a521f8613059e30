import { plainMemory } from '../../plain-memory.ts';
import { PAGE_BYTES } from '../../wasm-code.ts';
import type { MatrixKernel, Multiply } from './matrix-kernel-port.ts';

/** The kernel without vector instructions; it comes to the same numbers. */
export function createPlainMatrixKernel(depths: readonly number[], memoryBytes: number): MatrixKernel {
  const memory = plainMemory(Math.ceil(memoryBytes / PAGE_BYTES));
  const multiplyOf =
    (depth: number): Multiply =>
    (left, rows, right, columns, out) => {
      const rowsIn = new Int16Array(memory.buffer, left, rows * depth);
      const columnsIn = new Int16Array(memory.buffer, right, columns * depth);
      const sums = new Int32Array(memory.buffer, out, rows * columns);
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          let sum = 0;
          for (let i = 0; i < depth; i += 1) {
            sum += (rowsIn[row * depth + i] ?? 0) * (columnsIn[column * depth + i] ?? 0);
          }
          sums[row * columns + column] = sum;
        }
      }
    };
  return {
    memory,
    multiplyOf(depth) {
      if (!depths.includes(depth)) throw new Error(`The kernel was not made for rows of ${depth}`);
      return multiplyOf(depth);
    },
  };
}
