import {
  BYTES_OF_VECTOR,
  block,
  branch,
  branchIf,
  constant,
  type FunctionCode,
  get,
  hasVectors,
  isBelow,
  isBelowSigned,
  load,
  loop,
  minus,
  moduleOf,
  move,
  PAGE_BYTES,
  plus,
  set,
  simd,
  store,
  times,
} from '../../wasm-code.ts';
import type { MatrixKernel, Multiply } from './matrix-kernel-port.ts';
import { createPlainMatrixKernel } from './plain-matrix-kernel.ts';

const BYTES_OF_NUMBER = 2;
/** Two rows by four columns fill the machine's registers and no more. */
const ROWS_AT_ONCE = 2;
const COLUMNS_AT_ONCE = 4;

/**
 * Builds the one loop that takes nearly all of an embedding's time as WebAssembly with vector instructions (the W3C's
 * SIMD proposal): whole numbers, so that every machine gives the same, one without vector instructions too, many times slower.
 * `depths` are multiples of eight.
 */
export function createMatrixKernel(depths: readonly number[], memoryBytes: number): MatrixKernel {
  if (!hasVectors()) return createPlainMatrixKernel(depths, memoryBytes);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(memoryBytes / PAGE_BYTES) });
  const module = new WebAssembly.Module(moduleOf(local.out + 1, depths.map(functionOf)));
  const { exports } = new WebAssembly.Instance(module, { own: { memory } });
  return {
    memory,
    multiplyOf(depth) {
      const multiply = exports[nameOf(depth)];
      if (!isMultiply(multiply)) throw new Error(`The kernel was not made for rows of ${depth}`);
      return multiply;
    },
  };
}

function isMultiply(value: unknown): value is Multiply {
  return typeof value === 'function';
}

const nameOf = (depth: number) => `rowsOf${depth}`;

/** The numbers of the function's parameters and variables; vectors come after. */
const local = { left: 0, rows: 1, right: 2, columns: 3, out: 4, at: 5, column: 6, end: 7, rowsLeft: 8, columnsDone: 9 };
const TARGET = 10;
const FIRST_VECTOR = 11;
const INTEGERS = FIRST_VECTOR - local.at;
const VECTORS = ROWS_AT_ONCE * COLUMNS_AT_ONCE + ROWS_AT_ONCE + 1;
const zero = [...simd(12), ...new Array<number>(BYTES_OF_VECTOR).fill(0)];
const shuffle = (bytes: readonly number[]) => [...simd(13), ...bytes];
const dotOfPairs = simd(0xba);
const plusVector = simd(0xae);

/** Lanes of two vectors: the first or second halves, by numbers (`pairs`) or by pairs of numbers. */
const lanes = (first: readonly number[]) =>
  shuffle(first.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)));
const firstInterleaved = lanes([0, 4, 1, 5]);
const lastInterleaved = lanes([2, 6, 3, 7]);
const firstHalves = lanes([0, 1, 4, 5]);
const lastHalves = lanes([2, 3, 6, 7]);

function functionOf(depth: number): FunctionCode {
  const stride = depth * BYTES_OF_NUMBER;
  const eachRow = (rows: number, whenDone: readonly number[]) =>
    block(...loop(...whenDone, ...dotsOf(stride, rows), ...move(local.rowsLeft, -rows), ...branch(0)));
  const body = [
    ...get(local.right),
    ...set(local.column),
    ...loop(
      ...get(local.left),
      ...set(local.at),
      ...get(local.out),
      ...get(local.columnsDone),
      ...constant(4),
      times,
      plus,
      ...set(TARGET),
      ...get(local.rows),
      ...set(local.rowsLeft),
      ...eachRow(ROWS_AT_ONCE, [...get(local.rowsLeft), ...constant(ROWS_AT_ONCE), isBelowSigned, ...branchIf(1)]),
      ...eachRow(1, [...get(local.rowsLeft), ...constant(1), isBelowSigned, ...branchIf(1)]),
      ...move(local.column, COLUMNS_AT_ONCE * stride),
      ...move(local.columnsDone, COLUMNS_AT_ONCE),
      ...get(local.columnsDone),
      ...get(local.columns),
      isBelow,
      ...branchIf(0),
    ),
  ];
  return { name: nameOf(depth), integers: INTEGERS, vectors: VECTORS, body };
}

/** The dot products of `rows` rows from `at` on with the four columns from `column` on; goes on to the next rows. */
function dotsOf(stride: number, rows: number): number[] {
  const sumOf = (row: number, column: number) => FIRST_VECTOR + row * COLUMNS_AT_ONCE + column;
  const rowVector = FIRST_VECTOR + ROWS_AT_ONCE * COLUMNS_AT_ONCE;
  const columnVector = rowVector + ROWS_AT_ONCE;
  const everyRow = [...new Array(rows).keys()];
  const everyColumn = [...new Array(COLUMNS_AT_ONCE).keys()];
  const folded = (row: number, one: number, other: number) => [
    ...get(sumOf(row, one)),
    ...get(sumOf(row, other)),
    ...firstInterleaved,
    ...get(sumOf(row, one)),
    ...get(sumOf(row, other)),
    ...lastInterleaved,
    ...plusVector,
  ];
  return [
    ...everyRow.flatMap((row) => everyColumn.flatMap((column) => [...zero, ...set(sumOf(row, column))])),
    ...get(local.column),
    ...constant(stride),
    plus,
    ...set(local.end),
    ...loop(
      ...everyRow.flatMap((row) => [...get(local.at), ...load(row * stride), ...set(rowVector + row)]),
      ...everyColumn.flatMap((column) => [
        ...get(local.column),
        ...load(column * stride),
        ...set(columnVector),
        ...everyRow.flatMap((row) => [
          ...get(rowVector + row),
          ...get(columnVector),
          ...dotOfPairs,
          ...get(sumOf(row, column)),
          ...plusVector,
          ...set(sumOf(row, column)),
        ]),
      ]),
      ...move(local.at, BYTES_OF_VECTOR),
      ...move(local.column, BYTES_OF_VECTOR),
      ...get(local.column),
      ...get(local.end),
      isBelow,
      ...branchIf(0),
    ),
    // The four sums of a row, each spread over a vector, become one vector of sums.
    ...everyRow.flatMap((row) => [
      ...folded(row, 0, 1),
      ...set(rowVector),
      ...folded(row, 2, 3),
      ...set(columnVector),
      ...get(TARGET),
      ...get(rowVector),
      ...get(columnVector),
      ...firstHalves,
      ...get(rowVector),
      ...get(columnVector),
      ...lastHalves,
      ...plusVector,
      ...store(0),
      ...get(TARGET),
      ...get(local.columns),
      ...constant(4),
      times,
      plus,
      ...set(TARGET),
    ]),
    ...move(local.at, (rows - 1) * stride),
    ...get(local.column),
    ...constant(stride),
    minus,
    ...set(local.column),
  ];
}
