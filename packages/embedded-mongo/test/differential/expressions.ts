import fc from 'fast-check';
import { arrayExpressions } from './array-expressions.ts';
import { dateExpressions } from './date-expressions.ts';
import { type Arbitraries, one, pair, some } from './expression-shapes.ts';
import { textExpressions } from './text-expressions.ts';
import { anything, bool, date, number, text, weighted } from './values.ts';

const literal = (value: fc.Arbitrary<unknown>) => value.map(($literal) => ({ $literal }));

const leaves: Arbitraries = {
  number: weighted<unknown>([3, number], [4, fc.constantFrom('$n', '$m', '$n', '$o.a', '$missing')]),
  text: weighted<unknown>([3, literal(text)], [4, fc.constantFrom('$s', '$s', '$s', '$o.a', '$missing')]),
  date: weighted<unknown>([2, date], [5, fc.constantFrom('$t', '$t', '$t', '$x')]),
  array: weighted<unknown>(
    [5, fc.constantFrom('$l', '$d', '$l', '$d.k', '$d.v', '$x')],
    [2, literal(fc.array(number, { maxLength: 3 }))],
  ),
  bool: weighted<unknown>([3, bool], [1, fc.constantFrom('$x', '$n', '$missing')]),
  any: weighted<unknown>(
    [4, fc.constantFrom('$n', '$s', '$t', '$l', '$o', '$d', '$x', '$o.b.c', '$$ROOT', '$_id', '$d.k', '$missing')],
    [2, literal(anything)],
    [1, fc.constantFrom('$$CURRENT.n', '$$REMOVE', '$$nothing', '$')],
  ),
};

/** Expressions over the expressions one level simpler. */
function deeper(inner: Arbitraries): Arbitraries {
  const any = weighted<unknown>(
    [6, inner.any],
    ...[inner.number, inner.text, inner.date, inner.array, inner.bool].map((arb): [number, typeof arb] => [2, arb]),
  );
  const mixed = { ...inner, any };
  const lent = (wanted: fc.Arbitrary<unknown>) => weighted<unknown>([12, wanted], [1, any]);
  const parts: Arbitraries = {
    number: lent(inner.number),
    text: lent(inner.text),
    date: lent(inner.date),
    array: lent(inner.array),
    bool: lent(inner.bool),
    any,
  };
  const dates = dateExpressions(parts);
  const texts = textExpressions(parts);
  const arrays = arrayExpressions(parts);
  const branching = (value: fc.Arbitrary<unknown>) => branches(parts.bool, value, any);
  const number = fc.oneof(...numbers(parts), ...dates.number, ...texts.number, ...arrays.number);
  const bools = fc.oneof(...comparisons(parts), ...texts.bool, ...arrays.bool);
  const made = {
    number: weighted([5, number], [1, branching(inner.number)]),
    text: weighted([4, fc.oneof(...texts.text, ...dates.text)], [1, branching(inner.text)]),
    date: weighted([4, fc.oneof(...dates.date)], [1, branching(inner.date)]),
    array: weighted([5, fc.oneof(...arrays.array, ...texts.array)], [1, branching(inner.array)]),
    bool: bools,
  };
  const objects = fc.oneof(...arrays.object, ...dates.object, ...texts.object);
  const anyMade = fc.oneof(
    ...Object.values(made),
    branching(mixed.any),
    objects,
    conversions(mixed.any),
    fc.oneof(...arrays.any),
    fc.tuple(any, any).map(([a, b]) => ({ a, b })),
    fc.tuple(any, any),
    fc.constantFrom<unknown>({ $nonsense: 1 }, { $add: 1, $b: 2 }),
  );
  return { ...made, any: anyMade };
}

function numbers({ number, any }: Arbitraries): fc.Arbitrary<unknown>[] {
  return [
    ...['$add', '$multiply'].map((name) => some(name, number)),
    ...['$subtract', '$divide', '$mod', '$subtract', '$divide', '$mod', '$pow'].map((name) => pair(name, number)),
    ...['$abs', '$ceil', '$floor', '$trunc', '$round', '$sqrt'].map((name) => one(name, number)),
    ...['$round', '$trunc'].map((name) => pair(name, number, fc.integer({ min: -2, max: 3 }))),
    ...['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'].map((name) => some(name, number)),
    ...['$bitAnd', '$bitOr', '$bitXor'].map((name) => some(name, number)),
    one('$bitNot', number),
    pair('$cmp', any),
    ...['$toInt', '$toLong', '$toDouble', '$toDecimal'].map((name) => one(name, number)),
  ];
}

function comparisons({ number, text, any, bool: condition }: Arbitraries): fc.Arbitrary<unknown>[] {
  const names = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'];
  return [
    ...names.flatMap((name) => [pair(name, any), pair(name, number), pair(name, text)]),
    ...['$and', '$or'].map((name) => some(name, condition)),
    one('$not', condition),
    one('$isNumber', any),
    one('$toBool', any),
  ];
}

function branches(
  condition: fc.Arbitrary<unknown>,
  value: fc.Arbitrary<unknown>,
  any: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  // Built from entries: an object with a field `then` reads as a promise.
  const branch = fc.tuple(condition, value).map((drawn) => Object.fromEntries(pairs(['case', 'then'], drawn)));
  return fc.oneof(
    fc.tuple(condition, value, value).map(($cond) => ({ $cond })),
    fc
      .tuple(condition, value, value)
      .map((drawn) => ({ $cond: Object.fromEntries(pairs(['if', 'then', 'else'], drawn)) })),
    fc.tuple(any, value).map(($ifNull) => ({ $ifNull })),
    fc.tuple(any, any, value).map(($ifNull) => ({ $ifNull })),
    fc
      .record({ branches: fc.array(branch, { minLength: 1, maxLength: 2 }), default: value })
      .map(($switch) => ({ $switch })),
    fc.record({ branches: fc.array(branch, { minLength: 1, maxLength: 2 }) }).map(($switch) => ({ $switch })),
    value.map((drawn) => ({ $let: { vars: { v: drawn }, in: { $ifNull: ['$$v', '$$v', null] } } })),
  );
}

function pairs(names: string[], values: unknown[]): [string, unknown][] {
  return names.map((name, at) => [name, values[at]]);
}

function conversions(any: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const names = ['int', 'long', 'double', 'decimal', 'string', 'bool', 'date', 'objectId'];
  const to = weighted<unknown>([8, fc.constantFrom<unknown>(...names, 1, 16)], [1, fc.constantFrom('nonsense', null)]);
  return fc.oneof(
    fc.record({ input: any, to }).map(($convert) => ({ $convert })),
    fc.record({ input: any, to, onError: fc.constant('failed') }).map(($convert) => ({ $convert })),
    fc
      .record({ input: any, to, onError: fc.constant('failed'), onNull: fc.constant('none') })
      .map(($convert) => ({ $convert })),
    one('$type', any),
    one('$bsonSize', any),
    ...['$toInt', '$toString', '$toDate', '$toObjectId', '$toDecimal'].map((name) => one(name, any)),
  );
}

const simple = deeper(leaves);
const nested = deeper(weave(leaves, simple));

function weave(first: Arbitraries, second: Arbitraries): Arbitraries {
  const mix = (name: keyof Arbitraries) => weighted<unknown>([2, first[name]], [1, second[name]]);
  return {
    number: mix('number'),
    text: mix('text'),
    date: mix('date'),
    array: mix('array'),
    bool: mix('bool'),
    any: mix('any'),
  };
}

/** What a `$project` or `$set` may compute. */
export const expression: fc.Arbitrary<unknown> = weighted<unknown>(
  [3, leaves.any],
  [5, simple.any],
  [3, simple.number],
  [2, simple.text],
  [2, simple.date],
  [3, simple.array],
  [3, nested.any],
);
export const boolExpression: fc.Arbitrary<unknown> = weighted<unknown>([3, simple.bool], [1, nested.bool]);
export const numberExpression: fc.Arbitrary<unknown> = weighted<unknown>([3, leaves.number], [1, simple.number]);
export const plainExpression: fc.Arbitrary<unknown> = leaves.any;
