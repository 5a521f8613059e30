/**
 * Works on rows of `width` bytes (a multiple of 16) of 32-bit floats. From `at` to `end` stand the addresses of rows and
 * from `values` on what each row counts. All are addresses in bytes.
 */
export type OverRows = (at: number, end: number, values: number, vector: number, width: number) => void;

export interface RowKernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
  /** Writes the sum of the rows, each times its value, to `vector`. */
  readonly sum: OverRows;
  /** Adds `vector` times its value to each row. */
  readonly add: OverRows;
}
