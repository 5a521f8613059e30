import fc from 'fast-check';
import { anything, bool, documentId, element, fieldValues, number, plainNumber, scalar, weighted } from './values.ts';

/** Where filters, sorts and updates point, with values that may well be there. */
export const paths: Record<string, fc.Arbitrary<unknown>> = {
  ...fieldValues,
  _id: documentId,
  'l.0': plainNumber,
  'l.1': plainNumber,
  'o.a': scalar,
  'o.b': scalar,
  'o.b.c': scalar,
  'd.k': number,
  'd.v': scalar,
  'd.0': element,
  'd.0.k': number,
  'd.1.v': scalar,
  'x.a': scalar,
  'x.k': number,
  y: anything,
  'y.z': bool,
};

const pathNames = Object.keys(paths);
export const path = fc.constantFrom(...pathNames);
export const writablePath = fc.constantFrom(...pathNames.filter((name) => name !== '_id'));

/** Paths whose values are mostly numbers, and so on: operators that want one find it there more often than not. */
export const numberPath = fc.constantFrom('n', 'm', 'n', 'm', 'l.0', 'o.a', 'd.0.k', 'x', 'y', 's');
export const arrayPath = fc.constantFrom('l', 'd', 'l', 'd', 'l', 'd', 'x', 'y', 'o.b', 'n');
export const textPath = fc.constantFrom('s', 's', 's', 'o.a', 'x', 'l', 'd.v');

export function valueAt(name: string): fc.Arbitrary<unknown> {
  return paths[name] ?? anything;
}

/** A path with a value that belongs there. */
export const pathAndValue: fc.Arbitrary<[string, unknown]> = path.chain((name) =>
  fc.tuple(fc.constant(name), valueAt(name)),
);

/** A total order: whatever is asked for, then the id. */
export const totalSort: fc.Arbitrary<Record<string, unknown>> = fc
  .array(fc.tuple(path, fc.constantFrom(1, -1)), { maxLength: 2 })
  .map((fields) => {
    const sort: Record<string, unknown> = Object.fromEntries(fields);
    return '_id' in sort ? sort : { ...sort, _id: 1 };
  });

export const collation = weighted<unknown>(
  [4, fc.constant({ locale: 'en', strength: 2 })],
  [1, fc.constant({ locale: 'en', strength: 1 })],
  [1, fc.constant({ locale: 'simple' })],
);
