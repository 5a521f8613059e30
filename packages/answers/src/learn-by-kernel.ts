import { type Descent, descend, type Learner } from './descend.ts';
import type { Random } from './random.ts';
import { dropRowKernel, rowKernelOf } from './row-kernel.ts';

const BYTES_OF_NUMBER = 4;
const NUMBERS_OF_VECTOR = 4;
/** More memory than this is not kept for the next lesson. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024;

/** Numbers of texts, of which text `i` has those from `starts[i]` to `starts[i + 1]`; each stands in a row of weights. */
export interface RowsOfTexts {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly rowCount: number;
}

/**
 * Learns weights where all labels compete for every text, in WebAssembly: `read` gets the weight of each label in each
 * row, row by row, `width` apart, and what they are to be multiplied by. They are gone afterwards.
 */
export function learnByKernel<T>(
  task: Omit<Descent, 'rivalsOfText'>,
  { starts, rows, values, rowCount }: RowsOfTexts,
  random: Random,
  read: (weights: Float32Array, width: number, scale: number) => T,
): T {
  const width = Math.ceil(task.labelCount / NUMBERS_OF_VECTOR) * NUMBERS_OF_VECTOR;
  const rowBytes = width * BYTES_OF_NUMBER;
  const vectorAt = rowCount * rowBytes;
  const rowsAt = vectorAt + rowBytes;
  const valuesAt = rowsAt + rows.length * BYTES_OF_NUMBER;
  const bytes = valuesAt + values.length * BYTES_OF_NUMBER;
  const { memory, sum, add } = rowKernelOf(bytes);
  const weights = new Float32Array(memory.buffer, 0, rowCount * width).fill(0);
  const vector = new Float32Array(memory.buffer, vectorAt, width).fill(0);
  const addresses = new Int32Array(memory.buffer, rowsAt, rows.length);
  for (let i = 0; i < rows.length; i += 1) addresses[i] = (rows[i] ?? 0) * rowBytes;
  new Float32Array(memory.buffer, valuesAt, values.length).set(values);
  const run = (work: typeof sum, text: number) => {
    const from = (starts[text] ?? 0) * BYTES_OF_NUMBER;
    const to = (starts[text + 1] ?? 0) * BYTES_OF_NUMBER;
    work(rowsAt + from, rowsAt + to, valuesAt + from, vectorAt, rowBytes);
  };
  const learner: Learner = {
    score(text, _, scores) {
      run(sum, text);
      scores.set(vector.subarray(0, scores.length));
    },
    move(text, _, moves) {
      vector.set(moves);
      run(add, text);
    },
  };
  const learnt = read(weights, width, descend(task, learner, random));
  if (bytes > MOST_KEPT_BYTES) dropRowKernel();
  return learnt;
}
