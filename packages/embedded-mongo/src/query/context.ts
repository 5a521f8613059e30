import type { Value } from '../bson/value.ts';

/** How strings are compared: `strength` 1 ignores case and accents, 2 ignores case, 3 is all of them. */
export interface Collation {
  readonly locale: string;
  readonly strength: 1 | 2 | 3;
}

/** What surrounds a filter, projection or update in its command. */
export interface QueryContext {
  readonly collation?: Collation | undefined;
  /** What `let` defines, by name without `$$`; undefined is a variable without a value. */
  readonly variables?: ReadonlyMap<string, Value | undefined> | undefined;
  /** Where the filter stands if `$expr` is refused there before it is read. */
  readonly refusesExpressions?:
    | 'an upsert'
    | 'a partial index'
    | '$pull'
    | 'an array filter'
    | 'an array element'
    | undefined;
  /** When constants in expressions are worked out: never if it drops what it gets; at once without it. */
  readonly settle?: ((workOut: () => void) => void) | undefined;
}
