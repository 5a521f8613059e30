import { type Collection, Decimal128, Double } from 'mongodb';
import { expect, test } from 'vitest';
import { type Item, refusal } from './refusal.ts';

/** What updates and upserts do on every database. */
export function testUpdates(collection: (...docs: Item[]) => Promise<Collection<Item>>): void {
  test.each([
    [{ $set: { b: 1, a: 2 } }, { a: 2, n: 1, list: [3, 1], b: 1 }],
    [{ $set: { 'x.y.z': 1 } }, { a: 1, n: 1, list: [3, 1], x: { y: { z: 1 } } }],
    [{ $set: { 'list.3': 9 } }, { a: 1, n: 1, list: [3, 1, null, 9] }],
    [{ $unset: { a: 1, 'x.y': 1 } }, { n: 1, list: [3, 1] }],
    [{ $inc: { n: 2, m: 5 } }, { a: 1, n: 3, list: [3, 1], m: 5 }],
    [{ $mul: { n: 3, m: 5 } }, { a: 1, n: 3, list: [3, 1], m: 0 }],
    [
      { $min: { n: 0 }, $max: { a: 'x' } },
      { a: 'x', n: 0, list: [3, 1] },
    ],
    [{ $push: { list: { $each: [2], $sort: 1 } } }, { a: 1, n: 1, list: [1, 2, 3] }],
    [{ $push: { list: { $each: [7, 8], $position: 0, $slice: 3 } } }, { a: 1, n: 1, list: [7, 8, 3] }],
    [{ $pull: { list: { $gt: 1 } } }, { a: 1, n: 1, list: [1] }],
    [{ $addToSet: { list: { $each: [1, 2] } } }, { a: 1, n: 1, list: [3, 1, 2] }],
    [{ $pop: { list: -1 } }, { a: 1, n: 1, list: [1] }],
    [{ $rename: { a: 'z' } }, { n: 1, list: [3, 1], z: 1 }],
    [{ $set: { 'list.$[]': 0 } }, { a: 1, n: 1, list: [0, 0] }],
    [{ $setOnInsert: { a: 5 } }, { a: 1, n: 1, list: [3, 1] }],
  ])('the update %j does what MongoDB does', async (update: Record<string, object>, expected) => {
    const items = await collection({ _id: 1, a: 1, n: 1, list: [3, 1] });
    await items.updateOne({ _id: 1 }, update);
    expect(JSON.stringify(await items.findOne())).toBe(JSON.stringify({ _id: 1, ...expected }));
  });

  test.each([
    [{ $set: { 'a.b': 1 } }, 28],
    [{ $inc: { text: 1 } }, 14],
    [{ $inc: { a: 'x' } }, 14],
    [{ $set: { a: 1, 'a.b': 2 } }, 40],
    [{ $push: { a: 1 } }, 2],
    [{ $pop: { a: 1 } }, 14],
    [{ $set: { _id: 2 } }, 66],
    [{ $foo: { a: 1 } }, 9],
    [{ $set: { 'a.': 1 } }, 56],
    [{ $rename: { a: 'a' } }, 2],
  ])(
    'the impossible update %j is refused with %i and changes nothing',
    async (update: Record<string, object>, code) => {
      const before = { _id: 1, a: 1, text: 'x' };
      const items = await collection(before);
      expect((await refusal(items.updateOne({ _id: 1 }, update))).code).toBe(code);
      expect(await items.findOne()).toEqual(before);
    },
  );

  test('array filters choose the elements an update changes', async () => {
    const items = await collection({
      _id: 1,
      list: [
        { k: 1, n: 0 },
        { k: 2, n: 0 },
      ],
    });
    const increment: Record<string, object> = { $inc: { 'list.$[one].n': 1 } };
    await items.updateOne({ _id: 1 }, increment, { arrayFilters: [{ 'one.k': 2 }] });
    expect((await items.findOne())?.['list']).toEqual([
      { k: 1, n: 0 },
      { k: 2, n: 1 },
    ]);
  });

  test('an update that changes nothing counts as matched, not modified', async () => {
    const items = await collection({ _id: 1, a: 1 }, { _id: 2, a: 2 });
    expect(await items.updateMany({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
    expect(await items.updateOne({ _id: 1 }, { $set: { a: new Double(1) } })).toMatchObject({ modifiedCount: 1 });
  });

  test.each([
    [{ a: 1 }, { $set: { b: 1 } }, { a: 1, b: 1 }],
    [{ a: { $gt: 1 }, b: { $eq: 2 } }, { $set: { c: 1 } }, { b: 2, c: 1 }],
    [{ 'a.b': 1 }, { $setOnInsert: { c: 1 } }, { a: { b: 1 }, c: 1 }],
    [{ $and: [{ a: 1 }, { b: 2 }] }, { $set: { c: 1 } }, { a: 1, b: 2, c: 1 }],
    [{ a: { $in: [1] } }, { $inc: { a: 2 } }, { a: 3 }],
  ])(
    'an upsert of %j with %j starts from what the filter fixes',
    async (filter: object, update: Record<string, object>, expected) => {
      const items = await collection();
      const result = await items.updateOne(filter, update, { upsert: true });
      expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
      expect(await items.findOne({}, { projection: { _id: 0 } })).toEqual(expected);
    },
  );

  test.each([
    [{ l: [5] }, { $push: { l: { $each: [0], $slice: 1 } } }, 1],
    [{ l: [5, 4] }, { $push: { l: { $each: [], $sort: -1 } } }, 1],
    [{ l: [5] }, { $push: { l: { $each: [5], $position: -2, $slice: 1 } } }, 1],
    [{ l: [5] }, { $push: { l: { $each: [], $slice: 1 } } }, 0],
    [{ l: [] }, { $push: { l: { $each: [], $sort: -1 } } }, 0],
    [{ l: [5] }, { $addToSet: { l: 5 } }, 0],
    [{ l: [5] }, { $pull: { l: 4 } }, 0],
    [{ n: Number.NaN }, { $inc: { n: 1 } }, 1],
    [{ n: Decimal128.fromString('NaN') }, { $mul: { n: 2 } }, 1],
    [{ n: Number.NaN }, { $set: { n: Number.NaN } }, 0],
    [{ n: new Double(-0) }, { $inc: { n: new Double(0) } }, 0],
    [{ n: Decimal128.fromString('1') }, { $inc: { n: Decimal128.fromString('0.0') } }, 0],
    [{ n: 1 }, { $inc: { n: new Double(0) } }, 1],
  ])('what %j is by %j counts as modified: %i', async (before: object, update: object, modified) => {
    const items = await collection({ _id: 1, ...before });
    const read = () => items.findOne({}, { promoteValues: false });
    const stored = await read();
    expect((await items.updateOne({}, update)).modifiedCount).toBe(modified);
    if (!('n' in before && modified === 1)) expect(await read()).toEqual(stored);
  });

  const badExpression = { $expr: { $nonsense: 1 } };
  const isOne = { $expr: { $eq: ['$n', 1] } };
  test.each([
    [badExpression, { $set: { n: 1 } }, { upsert: true }, 224],
    [badExpression, { $set: { n: 1 } }, {}, 168],
    [badExpression, { $what: { n: 1 } }, { upsert: true }, 9],
    [isOne, { $set: { n: 1 } }, { upsert: true, projection: { n: { $nonsense: 1 } } }, 224],
    [{ $or: [isOne, { n: { $what: 1 } }] }, { $set: { n: 1 } }, { upsert: true }, 224],
    [{ $or: [{ n: { $what: 1 } }, isOne] }, { $set: { n: 1 } }, { upsert: true }, 2],
    [isOne, { $set: { n: 1 } }, { projection: { 'l.$': 1, 'm.$': 1 } }, 224],
    [{ l: 1 }, { $set: { n: 1 } }, { projection: { 'l.$': 1, 'm.$': 1 }, returnDocument: 'after' }, 31276],
    [{ l: 1 }, { $set: { n: 1 } }, { projection: { 'l.$': 1 }, returnDocument: 'after' }, 2],
    [{}, { $pull: { l: { $expr: true } } }, {}, 224],
    [{}, { $set: { 'l.$[e]': 1 } }, { arrayFilters: [{ e: 1, $expr: true }] }, 224],
    [{ l: { $elemMatch: { $expr: true } } }, { $set: { n: 1 } }, { upsert: true }, 2],
  ] as [object, object, object, number][])('of what is wrong with %j, %j, %j the first is told', async (...asked) => {
    const [filter, update, options, code] = asked;
    const items = await collection({ _id: 1, n: 1, l: [1] });
    expect((await refusal(items.findOneAndUpdate(filter, update, options))).code).toBe(code);
  });

  test('one array is not two fields of a key, however it came there', async () => {
    const items = await collection({ _id: 1, b: [1] });
    await items.createIndex({ a: 1, b: 1 });
    expect((await refusal(items.updateOne({}, [{ $set: { a: '$b' } }]))).code).toBe(171);
    expect(await items.findOne()).toEqual({ _id: 1, b: [1] });
  });

  test('an upsert takes the _id of a replacement that equals the one looked for; parts of an _id stay', async () => {
    const items = await collection();
    const replacement: Record<string, unknown> = { _id: new Double(20) };
    await items.replaceOne({ _id: 20 }, replacement, { upsert: true });
    expect((await items.findOne({}, { promoteValues: false }))?._id).toBeInstanceOf(Double);
    const inside = items.updateOne({ '_id.a': 1 }, { $set: { '_id.b': 1 } }, { upsert: true });
    expect((await refusal(inside)).code).toBe(66);
  });
}
