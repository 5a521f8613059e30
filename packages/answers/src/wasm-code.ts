/** Pieces of WebAssembly's binary form (W3C core specification, chapter 5) for small loops that are written by hand. */
const typeOf = { i32: 0x7f, v128: 0x7b } as const;
export const BYTES_OF_VECTOR = 16;
export const PAGE_BYTES = 65_536;

export const get = (index: number): number[] => [0x20, ...unsigned(index)];
export const set = (index: number): number[] => [0x21, ...unsigned(index)];
export const constant = (value: number): number[] => [0x41, ...signed(value)];
export const plus = 0x6a;
export const minus = 0x6b;
export const times = 0x6c;
export const isBelowSigned = 0x48;
export const isBelow = 0x49;
export const isNotBelow = 0x4f;
export const isZero = 0x45;
export const loadNumber: readonly number[] = [0x28, 2, 0];
export const simd = (operation: number): number[] => [0xfd, ...unsigned(operation)];
export const load = (offset: number): number[] => [...simd(0), 4, ...unsigned(offset)];
export const store = (offset: number): number[] => [...simd(11), 4, ...unsigned(offset)];
export const block = (...body: readonly number[]): number[] => [0x02, 0x40, ...body, 0x0b];
export const loop = (...body: readonly number[]): number[] => [0x03, 0x40, ...body, 0x0b];
export const branch = (depth: number): number[] => [0x0c, depth];
export const branchIf = (depth: number): number[] => [0x0d, depth];
export const move = (index: number, by: number): number[] => [...get(index), ...constant(by), plus, ...set(index)];

export interface FunctionCode {
  readonly name: string;
  /** Its variables beyond the parameters: so many whole numbers, then so many vectors. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: readonly number[];
}

/** A module of functions that all take `parameters` whole numbers, give nothing back, and share `own.memory`. */
export function moduleOf(parameters: number, functions: readonly FunctionCode[]): Uint8Array<ArrayBuffer> {
  const types = new Array<number>(parameters).fill(typeOf.i32);
  const named = (text: string) => [...unsigned(text.length), ...Buffer.from(text)];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, types.length, ...types, 0]]),
    ...section(2, [[...named('own'), ...named('memory'), 2, 0, 1]]),
    ...section(
      3,
      functions.map(() => [0]),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...named(name), 0, index]),
    ),
    ...section(
      10,
      functions.map(({ integers, vectors, body }) => {
        const code = [2, ...unsigned(integers), typeOf.i32, ...unsigned(vectors), typeOf.v128, ...body, 0x0b];
        return [...unsigned(code.length), ...code];
      }),
    ),
  ]);
}

/** Whether WebAssembly, with vector instructions, is to be had here: not on old processors and where code is only interpreted. */
export function hasVectors(): boolean {
  const nothing = moduleOf(0, [
    { name: 'none', integers: 0, vectors: 1, body: [...simd(12), ...zeroVector, ...set(0)] },
  ]);
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(nothing);
}

const zeroVector = new Array<number>(BYTES_OF_VECTOR).fill(0);

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const body = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(body.length), ...body];
}

/** LEB128. */
function unsigned(value: number): number[] {
  const rest = value >>> 7;
  return rest === 0 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(rest)];
}

function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
