/**
 * Multiplies matrices of small whole numbers: for each of `rows` rows of `depth` numbers at `left` and each of `columns`
 * columns of `depth` numbers at `right`, their dot product goes to `out` (32 bits, row by row). Numbers are of 16 bits and at
 * most 1023 from zero; addresses count bytes. `columns` is a multiple of four.
 */
export type Multiply = (left: number, rows: number, right: number, columns: number, out: number) => void;

export interface MatrixKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** The multiplication for rows that are `depth` long, one of the depths that the kernel was made for. */
  multiplyOf(depth: number): Multiply;
}
