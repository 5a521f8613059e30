import type { Doc, Value } from '../bson/value.ts';
import { reach, reachedElement, type ValueTest } from './reach.ts';

/** One condition on what a path leads to. */
export interface FieldMatch {
  matches(doc: Doc): boolean;
  /** The condition on one value itself, as `$elemMatch` asks it of an element. */
  matchesValue(value: Value | undefined): boolean;
  /** Which element of the first array on the path satisfied it: what the positional `$` stands for. */
  elementIn(doc: Doc): number | undefined;
}

/** Holds when the test does for something the path leads to, elements of an array at its end included if `opens`. */
export function someMatch(path: readonly string[], test: ValueTest, opens = true): FieldMatch {
  const [name] = path;
  const matches =
    path.length === 1 && name !== undefined
      ? (doc: Doc) => {
          const value = doc.get(name);
          return test(value) || (opens && Array.isArray(value) && value.some(test));
        }
      : (doc: Doc) => reach(doc, path, 0, test, opens);
  return { matches, matchesValue: test, elementIn: (doc) => reachedElement(doc, path, test, opens) };
}

/** Holds when not all of the others do. */
export function notAll(others: readonly FieldMatch[]): FieldMatch {
  const [only] = others;
  if (only && others.length === 1) {
    const { matches, matchesValue } = only;
    return {
      matches: (doc) => !matches(doc),
      matchesValue: (value) => !matchesValue(value),
      elementIn: () => undefined,
    };
  }
  return {
    matches: (doc) => !others.every((one) => one.matches(doc)),
    matchesValue: (value) => !others.every((one) => one.matchesValue(value)),
    elementIn: () => undefined,
  };
}

/** Holds when there are others and all of them do. */
export function allMatch(others: readonly FieldMatch[]): FieldMatch {
  return {
    matches: (doc) => others.length > 0 && others.every((one) => one.matches(doc)),
    matchesValue: (value) => others.length > 0 && others.every((one) => one.matchesValue(value)),
    elementIn: (doc) => others.map((one) => one.elementIn(doc)).findLast((position) => position !== undefined),
  };
}

/** Holds when an array at the end of the path has an element that satisfies the test. */
export function elementMatch(path: readonly string[], test: (element: Value) => boolean): FieldMatch {
  const inArray = (value: Value | undefined) => Array.isArray(value) && value.some(test);
  const some = someMatch(path, inArray, false);
  return {
    ...some,
    elementIn(doc) {
      const outer = some.elementIn(doc);
      if (outer !== undefined) return outer;
      let inner: number | undefined;
      reach(
        doc,
        path,
        0,
        (value) => {
          const at = Array.isArray(value) ? value.findIndex(test) : -1;
          if (at >= 0) inner = at;
          return at >= 0;
        },
        false,
      );
      return inner;
    },
  };
}
