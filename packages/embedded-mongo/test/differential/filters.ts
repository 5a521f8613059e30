import fc from 'fast-check';
import { Binary, Int32 } from 'mongodb';
import { boolExpression } from './expressions.ts';
import { arrayPath, numberPath, path, textPath, valueAt } from './paths.ts';
import {
  anything,
  bool,
  count,
  type Fields,
  number,
  pattern,
  plainNumber,
  scalar,
  smallInt,
  weighted,
} from './values.ts';

const typeName = fc.constantFrom<unknown>(
  ...['double', 'string', 'object', 'array', 'binData', 'objectId', 'bool', 'date', 'null', 'regex', 'int', 'long'],
  ...['timestamp', 'decimal', 'number', 'minKey', 'maxKey', 'javascript', 'missing', 'nonsense', 1, 2, 16, 18, -1, 99],
);
const mask = weighted<unknown>(
  [4, fc.constantFrom(0, 1, 2, 3, 5, 7, 255)],
  [2, fc.array(fc.constantFrom(0, 1, 2, 3, 8, 40, 70), { maxLength: 3 })],
  [1, fc.constant(new Binary(Buffer.from([3])))],
  [1, fc.constantFrom<unknown>(-1, 'a', 1.5)],
);

/** The conditions on one field: `{ $gt: 1 }`. */
function conditions(name: string): fc.Arbitrary<Fields> {
  const value = weighted<unknown>([5, valueAt(name)], [1, anything]);
  const one = (operator: string, operand: fc.Arbitrary<unknown>): [number, fc.Arbitrary<Fields>] => [
    1,
    operand.map((drawn) => ({ [operator]: drawn })),
  ];
  return weighted<Fields>(
    ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$gte', '$lt'].map((operator) => one(operator, value)),
    one('$in', fc.array(weighted<unknown>([6, value], [1, pattern]), { maxLength: 3 })),
    one('$nin', fc.array(value, { maxLength: 3 })),
    one('$exists', weighted<unknown>([4, bool], [1, fc.constantFrom<unknown>(1, 0, null, 'a')])),
    one('$type', weighted<unknown>([4, typeName], [1, fc.array(typeName, { maxLength: 2 })])),
    one('$size', weighted<unknown>([6, count], [1, number])),
    one('$all', fc.array(value, { maxLength: 2 })),
    one('$mod', weighted<unknown>([5, fc.tuple(plainNumber, smallInt)], [1, fc.array(number, { maxLength: 3 })])),
    one('$not', weighted<unknown>([3, value.map((drawn) => ({ $gt: drawn }))], [1, pattern], [1, anything])),
    [1, fc.tuple(value, value).map(([$gte, $lte]) => ({ $gte, $lte }))],
    [1, fc.tuple(value, value).map(([$gt, $ne]) => ({ $gt, $ne }))],
  );
}

const textCondition = weighted<unknown>(
  [2, pattern],
  [1, fc.record({ $regex: fc.constantFrom('^a', 'b', 'B'), $options: fc.constantFrom('', 'i', 'is') })],
  [1, fc.record({ $regex: fc.constantFrom('^ab', 'c$') })],
  [1, pattern.map(($regex) => ({ $not: { $regex } }))],
);

const elementCondition = weighted<unknown>(
  [2, conditions('l.0')],
  [2, fc.tuple(fc.constantFrom('k', 'v'), conditions('d.k')).map(([name, one]) => ({ [name]: one }))],
  [1, fc.record({ k: number, v: scalar }, { requiredKeys: [] })],
  [1, conditions('d.k').map((one) => ({ $or: [{ k: one }, { v: null }] }))],
);

const bits = fc
  .tuple(numberPath, fc.constantFrom('$bitsAllSet', '$bitsAllClear', '$bitsAnySet', '$bitsAnyClear'), mask)
  .map(([name, operator, operand]): Fields => ({ [name]: { [operator]: operand } }));

/** Filters that name fields only: what a partial index or the query of a positional update may hold as well. */
export const fieldFilter: fc.Arbitrary<Fields> = weighted<Fields>(
  [4, path.chain((name) => valueAt(name).map((value) => ({ [name]: value })))],
  [8, path.chain((name) => conditions(name).map((one) => ({ [name]: one })))],
  [1, fc.tuple(textPath, textCondition).map(([name, one]) => ({ [name]: one }))],
  [2, fc.tuple(arrayPath, elementCondition).map(([name, $elemMatch]) => ({ [name]: { $elemMatch } }))],
  [1, fc.tuple(arrayPath, elementCondition).map(([name, $elemMatch]) => ({ [name]: { $all: [{ $elemMatch }] } }))],
  [1, fc.tuple(arrayPath, elementCondition).map(([name, $elemMatch]) => ({ [name]: { $not: { $elemMatch } } }))],
  [1, bits],
);

const several = fc.array(fieldFilter, { minLength: 1, maxLength: 3 });

export const filter: fc.Arbitrary<Fields> = weighted<Fields>(
  [1, fc.constant({})],
  [10, fieldFilter],
  [3, fc.tuple(fieldFilter, fieldFilter).map(([left, right]) => ({ ...left, ...right }))],
  [2, several.map(($and) => ({ $and }))],
  [3, several.map(($or) => ({ $or }))],
  [1, several.map(($nor) => ({ $nor }))],
  [1, fc.tuple(fieldFilter, several).map(([first, $or]) => ({ ...first, $or }))],
  [2, boolExpression.map(($expr) => ({ $expr }))],
  [1, fc.constantFrom<Fields>({ $and: [] }, { $or: 1 }, { n: { $what: 1 } }, { $what: 1 }, { n: { $in: 1 } })],
);

/** A filter that at most one document satisfies, for commands that would otherwise choose one. */
export const filterOfOne: fc.Arbitrary<Fields> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), weighted<Fields>([3, fc.constant({})], [2, fieldFilter]))
  .map(([_id, more]) => ('_id' in more ? { $and: [{ _id: new Int32(_id) }, more] } : { _id: new Int32(_id), ...more }));
