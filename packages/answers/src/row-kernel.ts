import { createPlainRowKernel } from './plain-row-kernel.ts';
import type { OverRows, RowKernel } from './row-kernel-port.ts';
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
  isNotBelow,
  isZero,
  load,
  loadNumber,
  loop,
  moduleOf,
  move,
  PAGE_BYTES,
  plus,
  set,
  simd,
  store,
} from './wasm-code.ts';

const local = { at: 0, end: 1, values: 2, vector: 3, width: 4, column: 5, row: 6, value: 7, place: 8 };
const FACTOR = 9;
const FIRST_VECTOR = 10;
const INTEGERS = FACTOR - local.column;
const BYTES_OF_NUMBER = 4;
const NUMBERS_OF_VECTOR = 4;
/** Columns are worked on this many vectors at a time, which stay in the machine's registers; the rest one by one. */
const VECTORS_AT_ONCE = 4;

const loadFactor = [...simd(9), 2, 0];
const isAny = simd(0x53);
const either = simd(0x50);
const plusFloats = simd(0xe4);
const timesFloats = simd(0xe6);
const zero = [...simd(12), ...new Array<number>(BYTES_OF_VECTOR).fill(0)];

let kernel: RowKernel | undefined;

/**
 * The kernel with at least `bytes` of memory, whatever it holds; there is one in each thread, so it is used by one at a time. Where
 * the machine has no vector instructions it calculates the same without them, many times slower.
 */
export function rowKernelOf(bytes: number): RowKernel {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  kernel ??= hasVectors() ? createRowKernel() : createPlainRowKernel();
  const missing = pages - kernel.memory.buffer.byteLength / PAGE_BYTES;
  if (missing > 0) kernel.memory.grow(missing);
  return kernel;
}

/** Lets the memory go: the next kernel begins anew. */
export function dropRowKernel(): void {
  kernel = undefined;
}

/** A matrix in the kernel's memory, all zeros; it is gone with the next use of the kernel. */
export interface KernelMatrix {
  /** Row by row, `width` apart: the columns and what is left to a multiple of four. */
  readonly numbers: Float32Array;
  readonly width: number;
  /** The sum of the rows, each times its value; the array is the same each time. */
  sum(values: Float32Array): Float32Array;
  /** Adds `vector` times its value to each row. */
  add(values: Float32Array, vector: Float32Array): void;
}

export function openMatrix(rowCount: number, columnCount: number): KernelMatrix {
  const width = Math.ceil(columnCount / NUMBERS_OF_VECTOR) * NUMBERS_OF_VECTOR;
  const rowBytes = width * BYTES_OF_NUMBER;
  const vectorAt = rowCount * rowBytes;
  const addressesAt = vectorAt + rowBytes;
  const valuesAt = addressesAt + rowCount * BYTES_OF_NUMBER;
  const { memory, sum, add } = rowKernelOf(valuesAt + rowCount * BYTES_OF_NUMBER);
  const numbers = new Float32Array(memory.buffer, 0, rowCount * width).fill(0);
  const vector = new Float32Array(memory.buffer, vectorAt, width).fill(0);
  const own = new Float32Array(memory.buffer, valuesAt, rowCount);
  new Int32Array(memory.buffer, addressesAt, rowCount).set(
    Int32Array.from({ length: rowCount }, (_, row) => row * rowBytes),
  );
  const run = (work: OverRows, values: Float32Array) => {
    own.set(values);
    work(addressesAt, valuesAt, valuesAt, vectorAt, rowBytes);
  };
  const sums = vector.subarray(0, columnCount);
  return {
    numbers,
    width,
    sum(values) {
      run(sum, values);
      return sums;
    },
    add(values, added) {
      vector.set(added);
      run(add, values);
    },
  };
}

function createRowKernel(): RowKernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(moduleOf(local.width + 1, [sumOfRows, addToRows]));
  const { exports } = new WebAssembly.Instance(module, { own: { memory } });
  const { sum, add } = exports;
  if (!isOverRows(sum) || !isOverRows(add)) throw new Error('The kernel lacks its functions');
  return { memory, sum, add };
}

function isOverRows(value: unknown): value is OverRows {
  return typeof value === 'function';
}

const address = (of: number) => [...get(of), ...get(local.column), plus];
const everyVector = (count: number) => [...new Array(count).keys()];

/** Goes through the columns, `count` vectors at a time, as long as so many are left. */
function columns(count: number, ...body: readonly number[]): number[] {
  const bytes = count * BYTES_OF_VECTOR;
  return block(
    ...loop(
      ...get(local.width),
      ...get(local.column),
      ...constant(bytes),
      plus,
      isBelow,
      ...branchIf(1),
      ...body,
      ...move(local.column, bytes),
      ...branch(0),
    ),
  );
}

/** For each row: its address within the columns in `place`, what it counts in `FACTOR`. */
function rows(...body: readonly number[]): number[] {
  return [
    ...get(local.at),
    ...set(local.row),
    ...get(local.values),
    ...set(local.value),
    ...block(
      ...loop(
        ...get(local.row),
        ...get(local.end),
        isNotBelow,
        ...branchIf(1),
        ...get(local.row),
        ...loadNumber,
        ...get(local.column),
        plus,
        ...set(local.place),
        ...get(local.value),
        ...loadFactor,
        ...set(FACTOR),
        ...body,
        ...move(local.row, BYTES_OF_NUMBER),
        ...move(local.value, BYTES_OF_NUMBER),
        ...branch(0),
      ),
    ),
  ];
}

const inPlace = (vector: number) => [...get(local.place), ...load(vector * BYTES_OF_VECTOR)];

function sumOf(count: number): number[] {
  return columns(
    count,
    ...everyVector(count).flatMap((vector) => [...zero, ...set(FIRST_VECTOR + vector)]),
    ...rows(
      ...everyVector(count).flatMap((vector) => [
        ...get(FIRST_VECTOR + vector),
        ...get(FACTOR),
        ...inPlace(vector),
        ...timesFloats,
        ...plusFloats,
        ...set(FIRST_VECTOR + vector),
      ]),
    ),
    ...everyVector(count).flatMap((vector) => [
      ...address(local.vector),
      ...get(FIRST_VECTOR + vector),
      ...store(vector * BYTES_OF_VECTOR),
    ]),
  );
}

function addOf(count: number): number[] {
  return columns(
    count,
    ...everyVector(count).flatMap((vector) => [
      ...address(local.vector),
      ...load(vector * BYTES_OF_VECTOR),
      ...set(FIRST_VECTOR + vector),
    ]),
    // Most columns do not move in most steps.
    ...block(
      ...everyVector(count).flatMap((vector) => [...get(FIRST_VECTOR + vector), ...(vector > 0 ? either : [])]),
      ...isAny,
      isZero,
      ...branchIf(0),
      ...rows(
        ...everyVector(count).flatMap((vector) => [
          ...get(local.place),
          ...get(FACTOR),
          ...get(FIRST_VECTOR + vector),
          ...timesFloats,
          ...inPlace(vector),
          ...plusFloats,
          ...store(vector * BYTES_OF_VECTOR),
        ]),
      ),
    ),
  );
}

const variables = { integers: INTEGERS, vectors: 1 + VECTORS_AT_ONCE };
const sumOfRows: FunctionCode = { name: 'sum', ...variables, body: [...sumOf(VECTORS_AT_ONCE), ...sumOf(1)] };
const addToRows: FunctionCode = { name: 'add', ...variables, body: [...addOf(VECTORS_AT_ONCE), ...addOf(1)] };
