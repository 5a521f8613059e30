import fc from 'fast-check';
import { boolExpression, expression, numberExpression, plainExpression } from './expressions.ts';
import { fieldFilter, filter } from './filters.ts';
import { arrayPath, path, totalSort } from './paths.ts';
import { count, type Fields, number, plainNumber, weighted } from './values.ts';

export interface DrawnPipeline {
  pipeline: Fields[];
  /** Whether the order of the results is MongoDB's to promise. */
  isOrdered: boolean;
}

const byId: Fields = { $sort: { _id: 1 } };
const output = fc.constantFrom('y', 'z', 'n', 'o.a', 'o.q', 'd.q', 'a.b');

const accumulator: fc.Arbitrary<Fields> = weighted<Fields>(
  [3, numberExpression.map(($sum) => ({ $sum }))],
  [2, numberExpression.map(($avg) => ({ $avg }))],
  ...['$min', '$max', '$first', '$last', '$push'].map((name): [number, fc.Arbitrary<Fields>] => [
    1,
    plainExpression.map((operand) => ({ [name]: operand })),
  ]),
  [1, fc.constant({ $count: {} })],
  [1, fc.constant({ $mergeObjects: '$o' })],
  ...['$stdDevPop', '$stdDevSamp'].map((name): [number, fc.Arbitrary<Fields>] => [
    1,
    fc.constantFrom('$n', '$m').map((operand) => ({ [name]: operand })),
  ]),
  ...['$firstN', '$lastN', '$maxN', '$minN'].map((name): [number, fc.Arbitrary<Fields>] => [
    1,
    fc.constantFrom('$n', '$s', '$x').map((input) => ({ [name]: { input, n: 2 } })),
  ]),
  ...['$top', '$bottom'].map((name): [number, fc.Arbitrary<Fields>] => [
    1,
    totalSort.map((sortBy) => ({ [name]: { sortBy, output: ['$_id', '$s'] } })),
  ]),
  ...['$topN', '$bottomN'].map((name): [number, fc.Arbitrary<Fields>] => [
    1,
    totalSort.map((sortBy) => ({ [name]: { sortBy, output: '$_id', n: 2 } })),
  ]),
);
const set = plainExpression.map(($addToSet) => ({ $addToSet }));

const groupKey = weighted<unknown>(
  [2, fc.constant(null)],
  [5, fc.constantFrom('$n', '$s', '$t', '$x', '$o.a', '$l')],
  [1, fc.constant({ s: '$s', m: '$m' })],
  [1, expression],
);
const group: fc.Arbitrary<Fields[]> = fc
  .record({ _id: groupKey, a: accumulator, b: accumulator, set }, { requiredKeys: ['_id'] })
  .map(($group) => [byId, { $group }]);

const unwind: fc.Arbitrary<Fields> = weighted<Fields>(
  [2, arrayPath.map((name) => ({ $unwind: `$${name}` }))],
  [
    3,
    fc
      .record(
        {
          path: arrayPath.map((name) => `$${name}`),
          includeArrayIndex: fc.constantFrom('at', 'o.at'),
          preserveNullAndEmptyArrays: fc.boolean(),
        },
        { requiredKeys: ['path'] },
      )
      .map(($unwind) => ({ $unwind })),
  ],
);

const lookup: fc.Arbitrary<Fields> = weighted<Fields>(
  [
    3,
    fc
      .tuple(fc.constantFrom('n', 's', 'l', 'o.a', 'd.k', 'x'), fc.constantFrom('n', '_id', 's', 'l', 'd.k'))
      .map(([localField, foreignField]) => ({ $lookup: { from: 'other', localField, foreignField, as: 'y' } })),
  ],
  [
    1,
    fieldFilter.map(($match) => ({
      $lookup: {
        from: 'other',
        let: { v: '$n' },
        pipeline: [{ $match }, { $match: { $expr: { $gte: ['$n', '$$v'] } } }, byId],
        as: 'y',
      },
    })),
  ],
  [
    1,
    fieldFilter.map(($match) => ({
      $lookup: {
        from: 'other',
        localField: 'n',
        foreignField: 'n',
        pipeline: [{ $match }, byId, { $project: { s: 1 } }],
        as: 'o.y',
      },
    })),
  ],
);

export const projection: fc.Arbitrary<Fields> = weighted<Fields>(
  [4, fc.array(fc.tuple(path, fc.constant(1)), { minLength: 1, maxLength: 3 }).map(fromEntries)],
  [3, fc.array(fc.tuple(path, fc.constant(0)), { minLength: 1, maxLength: 3 }).map(fromEntries)],
  [1, fc.array(fc.tuple(path, fc.constantFrom(0, 1, true)), { minLength: 2, maxLength: 3 }).map(fromEntries)],
  [4, fc.tuple(path, output, expression).map(([kept, name, value]) => ({ [kept]: 1, [name]: value }))],
  [1, fc.tuple(output, expression).map(([name, value]) => ({ _id: 0, [name]: value }))],
  [1, fc.constantFrom<Fields>({ 'o.a': 1, o: 1 }, { o: { a: 1 } }, { o: { b: { c: 0 } } }, { $n: 1 }, { n: '$s' })],
);

function fromEntries(entries: [string, unknown][]): Fields {
  return Object.fromEntries(entries);
}

const perDocument: fc.Arbitrary<Fields[]> = weighted<Fields>(
  [4, filter.map(($match) => ({ $match }))],
  [3, fc.tuple(output, expression).map(([name, value]) => ({ $set: { [name]: value } }))],
  [1, fc.tuple(output, expression).map(([name, value]) => ({ $addFields: { [name]: value } }))],
  [3, projection.map(($project) => ({ $project }))],
  [1, path.map(($unset) => ({ $unset }))],
  [1, fc.tuple(path, path).map(($unset) => ({ $unset }))],
  [3, unwind],
  [3, lookup],
  [
    1,
    fc.constantFrom<Fields>(
      { $replaceRoot: { newRoot: { $mergeObjects: ['$o', { _id: '$_id' }] } } },
      {
        $replaceWith: '$x',
      },
    ),
  ],
  [1, boolExpression.map(($expr) => ({ $match: { $expr } }))],
  [
    1,
    fc.constantFrom<Fields>({ $nonsense: 1 }, { $match: 1 }, { $limit: 0 }, { $skip: -1 }, { $sort: {} }, { $set: {} }),
  ],
).map((stage) => [stage]);

const window: fc.Arbitrary<Fields[]> = fc
  .tuple(totalSort, count, fc.constantFrom(1, 2, 5))
  .map(([$sort, $skip, $limit]) => [{ $sort }, { $skip }, { $limit }]);

const last: fc.Arbitrary<Fields[]> = weighted<Fields[]>(
  [6, group],
  [1, fc.constant([{ $count: 'count' }])],
  [2, fc.constantFrom('$n', '$s', '$x', '$l').map(($sortByCount) => [byId, { $sortByCount }])],
  [
    1,
    fc
      .tuple(fc.constantFrom('$n', '$m'), fc.array(plainNumber, { minLength: 2, maxLength: 3 }), accumulator)
      .map(([groupBy, boundaries, a]) => [
        byId,
        { $bucket: { groupBy, boundaries, default: 'other', output: { a, n: { $sum: 1 } } } },
      ]),
  ],
  [1, fc.constantFrom('$n', '$m').map((groupBy) => [byId, { $bucketAuto: { groupBy, buckets: 2 } }])],
  [
    2,
    fc.tuple(fieldFilter, expression).map(([$match, value]) => [
      {
        $facet: {
          some: [{ $match }, byId, { $project: { n: 1 } }],
          made: [byId, { $limit: 2 }, { $project: { y: value } }],
          many: [{ $count: 'n' }],
        },
      },
    ]),
  ],
  [1, fieldFilter.map(($match) => [{ $unionWith: { coll: 'other', pipeline: [{ $match }] } }])],
);

const start = fc.constantFrom<Fields[]>([byId], [byId], [{ $sort: { n: 1, _id: -1 } }]);

/** Pipelines whose results do not hang on an order that was never asked for. */
export const drawnPipeline: fc.Arbitrary<DrawnPipeline> = fc
  .tuple(
    weighted<Fields[]>([3, start], [2, filter.map(($match) => [{ $match }, byId])], [1, window]),
    fc.array(perDocument, { maxLength: 2 }),
    weighted<Fields[]>([5, fc.constant([])], [3, last]),
  )
  .map(([first, middle, end]) => {
    const isOrdered = end.every((stage) => '$count' in stage || '$facet' in stage || '$bucket' in stage);
    return { pipeline: [...first, ...middle.flat(), ...end], isOrdered };
  });

/** Pipelines that write what they find into the other collection. */
export const writingPipeline: fc.Arbitrary<Fields[]> = fc
  .tuple(
    fieldFilter,
    fc.constantFrom('merge', 'replace', 'keepExisting', 'fail'),
    fc.constantFrom('insert', 'discard', 'fail'),
    number,
  )
  .map(([$match, whenMatched, whenNotMatched, y]) => [
    { $match },
    byId,
    { $set: { y } },
    { $merge: { into: 'other', whenMatched, whenNotMatched } },
  ]);
