import { Double, Int32, Long } from 'mongodb';

const wrong = { $year: true };
const other = { $abs: 'x' };
const date = '$missing';
const timezone = 'Nowhere/None';
// A property written as `then` would look like a promise.
const result = 'then';
const branch = (test: unknown, value: unknown) => ({ case: test, [result]: value });
const choice = (branches: unknown[], more: object = {}) => ({ $switch: { branches, ...more } });

/** Expressions with operands that no document changes, whose errors come before there is a document or with it. */
export const constantExpressions: readonly object[] = [
  choice([branch(false, 1)]),
  choice([branch(false, wrong)], { default: 3 }),
  choice([branch(true, 1), branch(wrong, 1)]),
  choice([branch('$_id', 1), branch(true, 2), branch('$m', wrong)]),
  choice([branch(wrong, 1)], { default: other }),
  choice([branch('$_id', wrong)], { default: other }),
  { $cond: [true, 1, wrong] },
  { $ifNull: ['$_id', wrong] },
  { $and: [{ $year: '$name' }, false] },
  { $and: [true, { $year: '$name' }] },
  { $or: [{ $year: '$name' }, 1] },
  { $and: [false, wrong] },
  { $add: ['$missing', 1, 'x'] },
  { $add: [1, 'x', '$missing'] },
  { $concat: ['$missing', 'x', 1] },
  { $concat: ['$missing', 1, '$name', 2] },
  { $concatArrays: ['$missing', 1, 2] },
  { $setUnion: [1, '$missing', 2] },
  { $setEquals: ['$tags', 1] },
  { $bitAnd: ['x', '$missing', 1] },
  { $max: [Long.fromNumber(1), '$_id'] },
  { $min: [new Double(1), '$_id', new Int32(1)] },
  { $abs: { $type: '$$NOW' } },
  { $sortArray: { input: 1, sortBy: 1 } },
  { $zip: { inputs: [1] } },
  { $zip: { inputs: [[wrong]] } },
  { $maxN: { input: [wrong], n: 1 } },
  { $setField: { field: 'a', input: '$at', value: wrong } },
  { $getField: { field: 'a', input: { a: wrong } } },
  { $regexMatch: { input: '$missing', regex: '(' } },
  { $regexMatch: { input: 1, regex: 'a', options: 'q' } },
  { $regexFind: { input: '$missing', regex: '$name', options: 'q' } },
  { $convert: { input: null, to: 'nope' } },
  { $convert: { input: '$missing', to: new Double(1.5) } },
  { $dateTrunc: { date, unit: 'x', timezone, binSize: 0, startOfWeek: 'x' } },
  { $dateTrunc: { date, unit: 'day', timezone, binSize: 0, startOfWeek: 'x' } },
  { $dateTrunc: { date, unit: 'day', timezone, binSize: 0 } },
  { $dateTrunc: { date, unit: null, timezone } },
  { $dateTrunc: { date: true, unit: 'x', timezone, binSize: 0, startOfWeek: 'x' } },
  { $dateTrunc: { date: true, unit: 'week', timezone, startOfWeek: 'x' } },
  { $dateDiff: { startDate: date, endDate: date, unit: 'x', timezone } },
  { $dateDiff: { startDate: date, endDate: date, unit: 'day', timezone, startOfWeek: 'x' } },
  { $dateDiff: { startDate: true, endDate: '$name', unit: 'x' } },
  { $dateAdd: { startDate: date, unit: 'x', amount: 1, timezone } },
  { $dateAdd: { startDate: date, unit: 'day', amount: 'x', timezone } },
  { $dateAdd: { startDate: true, unit: 'day', amount: 'x', timezone } },
  { $dateToString: { date, format: '%Q' } },
  { $dateToString: { date: true, format: '%Q', timezone } },
  { $dateToString: { date, format: '$missing', timezone } },
  { $dateFromString: { dateString: date, format: '%Q', timezone } },
  { $dateFromString: { dateString: 'x', format: 1, timezone } },
  ...['UTC', 'GMT', 'Z', '+00:00', 'Etc/UTC', 'Europe/Berlin'].map((zone) => ({
    $dateFromString: { dateString: '2021-03-04T05:06:07+01:00', timezone: zone },
  })),
  { $dateToParts: { date, timezone, iso8601: 1 } },
  { $dateToParts: { date, iso8601: 1 } },
  { $dateFromParts: { year: 'x', timezone } },
  { $dateFromParts: { year: 0, month: 'x' } },
  { $dateFromParts: { year: 1, timezone: 'Europe/Berlin' } },
  { $year: { date: true, timezone } },
  { $year: { date, timezone } },
  { $year: { date, timezone: 1 } },
];

const update = (pipeline: object[], _id: number) => ({ update: 'people', updates: [{ q: { _id }, u: pipeline }] });

/** Where the expression is read: over nothing and over one document, in an aggregate, a find and an update. */
export function commandsWith(expression: object): [string, object][] {
  const set = [{ $set: { r: expression } }];
  const over = (_id: number) => ({
    aggregate: 'people',
    pipeline: [{ $match: { _id } }, ...set, { $project: { r: 1 } }],
    cursor: {},
  });
  return [
    ['nothing', over(0)],
    ['a document', over(1)],
    ['a find of nothing', { find: 'people', filter: { _id: 0, $expr: expression }, projection: { r: 1 } }],
    ['an update of nothing', update(set, 0)],
    ['an update', update(set, 1)],
  ];
}

/** What is refused first of what is wrong in several places. */
export const severalErrors: readonly object[] = [
  ...[[{ $match: { n: { $in: 1 } } }], [{ $set: { a: wrong } }], [{ $limit: 0 }]].flatMap((first) =>
    [
      { $nonsense: 1 },
      { $facet: { a: [{ $nonsense: 1 }] } },
      { $unionWith: { coll: 'teams', pipeline: [{ $nonsense: 1 }] } },
      { $set: { b: '$' } },
      { $limit: 1 },
    ].map((next) => ({ aggregate: 'people', pipeline: [...first, next], cursor: {} })),
  ),
  ...[0, 1].map((_id) => ({
    aggregate: 'people',
    pipeline: [{ $match: { _id } }, { $lookup: { from: 'teams', as: 'r', pipeline: [{ $set: { n: wrong } }] } }],
    cursor: {},
  })),
  { find: 'people', filter: { $expr: wrong }, projection: { a: '$' } },
  { find: 'people', filter: { $and: [{ $expr: wrong }, { $nonsense: 1 }] } },
  { find: 'people', projection: { 'a.b': 1, a: wrong } },
  { delete: 'people', deletes: [{ q: { $expr: wrong, n: { $in: 1 } }, limit: 1 }] },
  { update: 'people', updates: [{ q: { $expr: { $nonsense: 1 } }, u: { $set: { a: 1 } }, upsert: true }] },
  { findAndModify: 'people', query: { $expr: wrong }, update: { $set: { a: 1 } }, upsert: true, fields: { a: '$' } },
  { findAndModify: 'people', query: { _id: 0 }, update: { $set: { a: 1 } }, fields: { a: wrong } },
];
