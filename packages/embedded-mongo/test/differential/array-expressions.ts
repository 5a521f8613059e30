import fc from 'fast-check';
import { type Arbitraries, named, one, pair, some, triple } from './expression-shapes.ts';

const at = fc.integer({ min: -4, max: 4 });
const n = fc.integer({ min: 0, max: 3 });
const perElement = fc.constantFrom<unknown>(
  '$$e',
  { $type: '$$e' },
  { $add: ['$$e', 1] },
  { v: '$$e', at: '$n' },
  { $ifNull: ['$$e.k', '$$e'] },
);
const elementTest = fc.constantFrom<unknown>(
  { $gt: ['$$e', 1] },
  { $eq: [{ $type: '$$e' }, 'int'] },
  { $ne: ['$$e.k', null] },
  '$$e',
);
const step = fc.constantFrom<unknown>(
  { $add: ['$$value', '$$this'] },
  { $concatArrays: ['$$value', ['$$this']] },
  { $max: ['$$value', '$$this'] },
);

export function arrayExpressions({ array, number, text, any }: Arbitraries) {
  const as = fc.constant('e');
  const element = { $first: '$l' };
  return {
    array: [
      named('$filter', { input: array, as, cond: elementTest }),
      named('$filter', { input: array, as, cond: elementTest, limit: at }),
      named('$map', { input: array, as, in: perElement }),
      some('$concatArrays', array),
      pair('$slice', array, at),
      triple('$slice', array, at, at),
      one('$reverseArray', array),
      ...['$firstN', '$lastN', '$maxN', '$minN'].map((name) => named(name, { input: array, n })),
      named('$sortArray', {
        input: array,
        sortBy: fc.constantFrom<unknown>(1, -1, { k: 1 }, { v: -1, k: 1 }, { k: 2 }),
      }),
      pair('$range', n, at),
      triple('$range', at, at, fc.constantFrom(1, -1, 2, 0)),
      ...['$setUnion', '$setIntersection', '$setDifference'].map((name) => pair(name, array)),
      named('$zip', { inputs: fc.array(array, { minLength: 1, maxLength: 2 }), useLongestLength: fc.boolean() }, [
        'useLongestLength',
      ]),
      one('$objectToArray', fc.constantFrom<unknown>('$o', '$$ROOT', '$x', { a: '$n', b: '$s' })),
    ],
    number: [
      one('$size', array),
      pair('$indexOfArray', array, any),
      ...['$sum', '$avg', '$max', '$min', '$stdDevPop'].map((name) => one(name, array)),
    ],
    bool: [
      pair('$in', any, array),
      one('$isArray', any),
      ...['$setEquals', '$setIsSubset'].map((name) => pair(name, array)),
      ...['$anyElementTrue', '$allElementsTrue'].map((name) => array.map((drawn) => ({ [name]: [drawn] }))),
    ],
    object: [
      some('$mergeObjects', fc.constantFrom<unknown>('$o', '$x', '$missing', { z: '$n', a: 1 }, { $first: '$d' })),
      one('$arrayToObject', array),
      one(
        '$arrayToObject',
        fc.constantFrom<unknown>(
          { $objectToArray: '$o' },
          { $literal: [['a', 1]] },
          { $literal: [{ k: 'a', v: 1 }] },
          { $map: { input: '$d', as: 'e', in: { k: 'q', v: '$$e.v' } } },
        ),
      ),
      named('$setField', { field: fc.constantFrom('a', 'a.b', 'q'), input: fc.constantFrom('$o', '$x'), value: any }),
      named('$unsetField', { field: fc.constantFrom('a', 'q'), input: fc.constantFrom('$o', '$x') }),
    ],
    any: [
      pair('$arrayElemAt', array, at),
      ...['$first', '$last'].map((name) => one(name, array)),
      named('$reduce', { input: array, initialValue: fc.constantFrom<unknown>(0, [], null, ''), in: step }),
      named('$getField', { field: fc.constantFrom('a', 'b', 'q.r'), input: fc.constantFrom('$o', '$x', '$d') }),
      fc.constantFrom<unknown>({ $getField: 'n' }, { $getField: { $literal: '$n' } }, element),
      pair('$ifNull', number, text),
    ],
  };
}
