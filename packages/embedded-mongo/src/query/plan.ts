import type { Index } from '../storage/index-table.ts';
import type { KeyRange } from './bounds.ts';
import type { Filter } from './parse-filter.ts';

export interface SortField {
  field: string;
  direction: 1 | -1;
}

/** How a query is answered. */
export interface Plan {
  /** The index walked, `_id` for the primary one, undefined for the whole collection in stored order. */
  readonly index: Index | '_id' | undefined;
  /** In key order, without overlap. */
  readonly ranges: readonly KeyRange[];
  readonly isReverse: boolean;
  /** What the ranges do not already guarantee. */
  readonly residual: Filter | undefined;
  readonly servesSort: boolean;
  /** Each range alone, or each branch, walks in the wanted order. */
  readonly mergesSort?: boolean;
  /** One document may appear under several keys. */
  readonly mayRepeat: boolean;
  /** The documents of all of these together, each through an index of its own, in place of one index. */
  readonly branches?: readonly Plan[];
}
