import { plainMemory } from './plain-memory.ts';
import type { RowKernel } from './row-kernel-port.ts';

const BYTES_OF_NUMBER = 4;
const COLUMNS_TOGETHER = 16;
const FEWEST_TOGETHER = 4;

/** The kernel without vector instructions: it rounds as they do after each step, so that it comes to the same numbers. */
export function createPlainRowKernel(): RowKernel {
  const memory = plainMemory(1);
  return {
    memory,
    sum(at, end, values, vector, width) {
      const { floats, integers } = viewsOf(memory.buffer);
      const target = floats.subarray(vector / BYTES_OF_NUMBER, (vector + width) / BYTES_OF_NUMBER).fill(0);
      for (let place = at, value = values; place < end; place += BYTES_OF_NUMBER, value += BYTES_OF_NUMBER) {
        const factor = floats[value / BYTES_OF_NUMBER] ?? 0;
        const row = (integers[place / BYTES_OF_NUMBER] ?? 0) / BYTES_OF_NUMBER;
        for (let i = 0; i < target.length; i += 1) {
          target[i] = (target[i] ?? 0) + Math.fround(factor * (floats[row + i] ?? 0));
        }
      }
    },
    add(at, end, values, vector, width) {
      const { floats, integers } = viewsOf(memory.buffer);
      const added = floats.subarray(vector / BYTES_OF_NUMBER, (vector + width) / BYTES_OF_NUMBER);
      const columns = columnsThatMove(integers.subarray(vector / BYTES_OF_NUMBER, (vector + width) / BYTES_OF_NUMBER));
      for (let place = at, value = values; place < end; place += BYTES_OF_NUMBER, value += BYTES_OF_NUMBER) {
        const factor = floats[value / BYTES_OF_NUMBER] ?? 0;
        const row = (integers[place / BYTES_OF_NUMBER] ?? 0) / BYTES_OF_NUMBER;
        for (const column of columns) {
          floats[row + column] = (floats[row + column] ?? 0) + Math.fround(factor * (added[column] ?? 0));
        }
      }
    },
  };
}

/** Most columns do not move in most steps; those that the machine works on together move together. */
function columnsThatMove(bits: Int32Array): number[] {
  const moving: number[] = [];
  for (let from = 0; from < bits.length; ) {
    const count = bits.length - from >= COLUMNS_TOGETHER ? COLUMNS_TOGETHER : FEWEST_TOGETHER;
    const isMoving = bits.subarray(from, from + count).some((each) => each !== 0);
    if (isMoving) for (let column = from; column < from + count; column += 1) moving.push(column);
    from += count;
  }
  return moving;
}

function viewsOf(buffer: ArrayBuffer): { readonly floats: Float32Array; readonly integers: Int32Array } {
  return { floats: new Float32Array(buffer), integers: new Int32Array(buffer) };
}
