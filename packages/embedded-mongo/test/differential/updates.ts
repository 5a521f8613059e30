import fc from 'fast-check';
import { expression } from './expressions.ts';
import { arrayPath, numberPath, pathAndValue, writablePath } from './paths.ts';
import {
  anything,
  content,
  documentId,
  element,
  type Fields,
  fieldNames,
  number,
  plainNumber,
  scalar,
  smallInt,
  weighted,
} from './values.ts';

/** An update, and the array filters and filter it needs. */
export interface DrawnUpdate {
  u: unknown;
  arrayFilters?: unknown[];
  where?: Fields;
}

type Weighted = [number, fc.Arbitrary<Fields>];

const operators: Weighted[] = [
  [6, pathAndValue.filter(([name]) => name !== '_id').map(([name, value]) => ({ $set: { [name]: value } }))],
  [2, fc.tuple(writablePath, anything).map(([name, value]) => ({ $set: { [name]: value } }))],
  [1, pathAndValue.map(([name, value]) => ({ $set: { [name]: value } }))],
  [3, writablePath.map((name) => ({ $unset: { [name]: '' } }))],
  [1, pathAndValue.map(([name, value]) => ({ $setOnInsert: { [name]: value } }))],
  [4, fc.tuple(numberPath, number).map(([name, value]) => ({ $inc: { [name]: value } }))],
  [3, fc.tuple(numberPath, number).map(([name, value]) => ({ $mul: { [name]: value } }))],
  [3, pathAndValue.map(([name, value]) => ({ $min: { [name]: value } }))],
  [3, pathAndValue.map(([name, value]) => ({ $max: { [name]: value } }))],
  [
    1,
    fc
      .tuple(writablePath, fc.constantFrom<unknown>(true, { $type: 'date' }, { $type: 'timestamp' }, { $type: 'x' }))
      .map(([name, value]) => ({ $currentDate: { [name]: value } })),
  ],
  [2, fc.tuple(writablePath, writablePath).map(([from, to]) => ({ $rename: { [from]: to } }))],
  [
    2,
    fc
      .tuple(numberPath, fc.constantFrom('and', 'or', 'xor', 'nor'), plainNumber)
      .map(([name, kind, value]) => ({ $bit: { [name]: { [kind]: value } } })),
  ],
  [3, fc.tuple(arrayPath, fc.constantFrom<unknown>(1, -1, 1, -1, 2)).map(([name, end]) => ({ $pop: { [name]: end } }))],
  [3, fc.tuple(arrayPath, pushed()).map(([name, value]) => ({ $push: { [name]: value } }))],
  [2, fc.tuple(arrayPath, anything).map(([name, value]) => ({ $push: { [name]: value } }))],
  [2, fc.tuple(arrayPath, weighted<unknown>([2, plainNumber], [1, element], [1, anything])).map(addTo)],
  [1, fc.tuple(arrayPath, fc.array(scalar, { maxLength: 3 })).map(([name, $each]) => addTo([name, { $each }]))],
  [3, fc.tuple(arrayPath, pulled()).map(([name, value]) => ({ $pull: { [name]: value } }))],
  [
    1,
    fc
      .tuple(arrayPath, weighted<unknown>([4, fc.array(scalar, { maxLength: 3 })], [1, scalar]))
      .map(([name, value]) => ({ $pullAll: { [name]: value } })),
  ],
  [
    1,
    fc.constantFrom<Fields>({ $what: { a: 1 } }, { $set: {} }, { $set: 1 }, { $set: { '': 1 } }, { $set: { $a: 1 } }),
  ],
];

function addTo([name, value]: [string, unknown]): Fields {
  return { $addToSet: { [name]: value } };
}

function pushed(): fc.Arbitrary<Fields> {
  return fc.record(
    {
      $each: fc.array(weighted<unknown>([3, plainNumber], [2, element], [1, scalar]), { maxLength: 3 }),
      $position: smallInt,
      $slice: smallInt,
      $sort: fc.constantFrom<unknown>(1, -1, { k: 1 }, { k: -1, v: 1 }, { v: 2 }),
    },
    { requiredKeys: ['$each'] },
  );
}

function pulled(): fc.Arbitrary<unknown> {
  return weighted<unknown>(
    [2, plainNumber],
    [2, plainNumber.map(($gte) => ({ $gte }))],
    [1, fc.array(scalar, { maxLength: 2 }).map(($in) => ({ $in }))],
    [2, number.map((k) => ({ k: { $lt: k } }))],
    [1, element],
    [1, fc.tuple(number, scalar).map(([k, v]) => ({ $or: [{ k }, { v }] }))],
    [1, anything],
  );
}

const operation = weighted(...operators);
const combined = fc.array(operation, { minLength: 1, maxLength: 3 }).map(merged);

function merged(all: Fields[]): Fields {
  const result: Fields = {};
  for (const [operator, fields] of all.flatMap((one) => Object.entries(one))) {
    result[operator] = typeof fields === 'object' ? { ...Object(result[operator] ?? {}), ...fields } : fields;
  }
  return result;
}

const change = weighted<Fields>(
  [3, plainNumber.map((value) => ({ $inc: value }))],
  [2, anything.map((value) => ({ $set: value }))],
  [1, number.map((value) => ({ $mul: value }))],
  [1, number.map((value) => ({ $max: value }))],
  [1, fc.constant({ $unset: 1 })],
  [1, plainNumber.map((value) => ({ $push: value }))],
);

function at(place: string, drawn: Fields): Fields {
  return Object.fromEntries(Object.entries(drawn).map(([operator, value]) => [operator, { [place]: value }]));
}

const everywhere = fc
  .tuple(fc.constantFrom('l.$[]', 'd.$[].k', 'd.$[].v', 'd.$[]', 'x.$[]', 'l.$[].$[]'), change)
  .map(([place, drawn]): DrawnUpdate => ({ u: at(place, drawn) }));

const filtered = fc
  .tuple(
    fc.constantFrom('l.$[e]', 'd.$[e].k', 'd.$[e].v', 'd.$[e]', 'x.$[e]', 'l.$[e].$[]', 'd.$[f].k'),
    change,
    fc.constantFrom('e', 'e', 'e.k', 'e.v'),
    weighted<unknown>([3, plainNumber.map(($gte) => ({ $gte }))], [2, scalar], [1, fc.constant({ $exists: true })]),
  )
  .map(([place, drawn, name, test]): DrawnUpdate => ({ u: at(place, drawn), arrayFilters: [{ [name]: test }] }));

const positional = fc
  .tuple(
    fc.constantFrom('l.$', 'd.$.k', 'd.$.v', 'd.$', 'x.$', 'd.$.v.$'),
    change,
    weighted<Fields>(
      [3, plainNumber.map(($gte) => ({ l: { $gte } }))],
      [3, number.map(($gte) => ({ 'd.k': { $gte } }))],
      [2, number.map((k) => ({ d: { $elemMatch: { k: { $lte: k } } } }))],
      [1, fc.tuple(plainNumber, number).map(([l, k]) => ({ l, 'd.k': k }))],
      [1, scalar.map((x) => ({ x }))],
      [1, fc.tuple(number, scalar).map(([k, v]) => ({ 'd.k': { $gte: k }, 'd.v': v }))],
      [1, plainNumber.map((l) => ({ $or: [{ l }, { n: l }] }))],
    ),
  )
  .map(([place, drawn, where]): DrawnUpdate => ({ u: at(place, drawn), where }));

const name = fc.constantFrom(...fieldNames, 'y', 'o.a', 'o.z', 'd.z');
const stage: fc.Arbitrary<Fields> = weighted<Fields>(
  [5, fc.tuple(name, expression).map(([to, value]) => ({ $set: { [to]: value } }))],
  [1, fc.tuple(name, expression).map(([to, value]) => ({ $addFields: { [to]: value } }))],
  [2, name.map(($unset) => ({ $unset }))],
  [1, fc.tuple(name, expression).map(([to, value]) => ({ $project: { n: 1, s: 1, [to]: value } }))],
  [1, expression.map((value) => ({ $replaceWith: { $mergeObjects: ['$$ROOT', { y: value }] } }))],
  [1, fc.constantFrom<Fields>({ $replaceWith: '$o' }, { $set: { _id: 5 } }, { $match: {} }, { $set: 1 })],
);

export const update: fc.Arbitrary<DrawnUpdate> = weighted<DrawnUpdate>(
  [10, combined.map((u) => ({ u }))],
  [4, operation.map((u) => ({ u }))],
  [2, everywhere],
  [3, filtered],
  [3, positional],
  [2, content.map((u) => ({ u }))],
  [1, fc.tuple(documentId, content).map(([_id, fields]) => ({ u: { _id, ...fields } }))],
  [5, fc.array(stage, { minLength: 1, maxLength: 2 }).map((u) => ({ u }))],
);
