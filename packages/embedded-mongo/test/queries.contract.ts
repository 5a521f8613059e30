import {
  Binary,
  Code,
  type Collection,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type UpdateFilter,
} from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Item, refusal } from './refusal.ts';

type Make = (...docs: Item[]) => Promise<Collection<Item>>;

const everyType: unknown[] = [
  null,
  5,
  new Double(5.5),
  new Double(Number.NaN),
  Long.fromString('9007199254740993'),
  Decimal128.fromString('5'),
  'a',
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  [],
  [5, 6],
  [[5]],
  new Binary(Buffer.from([5, 1])),
  new ObjectId('0123456789abcdef01234567'),
  true,
  new Date(5),
  new Timestamp({ t: 1, i: 5 }),
  /a/i,
  new Code('x'),
  new MinKey(),
  new MaxKey(),
];

const listed = {
  _id: 1,
  l: [3, 1, 2],
  m: [7, 8, 9],
  docs: [
    { k: 1, n: [1, 2] },
    { k: 2, n: [3, 4] },
  ],
  nest: [[1], [2]],
};

/** What filters, projections and updates of single elements do on every database. */
export function testQueries(collection: Make): void {
  describe('bit tests', () => {
    test.each([
      [{ $bitsAllSet: 5 }, [1, 5, 12, 10]],
      [{ $bitsAllSet: [0, 2] }, [1, 5, 12, 10]],
      [{ $bitsAllClear: [1] }, [1, 4, 5, 10, 12]],
      [{ $bitsAnySet: new Binary(Buffer.from([2])) }, [10]],
      [{ $bitsAnyClear: [8] }, [1, 4, 5, 10]],
      [{ $bitsAllSet: [200] }, []],
    ])('%j finds numbers and binaries of any type', async (condition: object, expected) => {
      const items = await collection(...everyType.map((a, at) => ({ _id: at, a })));
      const found = await items.find({ a: condition }).toArray();
      expect(found.map(({ _id }) => _id).sort()).toEqual([...expected].sort());
    });

    test.each([
      [{ $bitsAllSet: -1 }, 9],
      [{ $bitsAllSet: 1.5 }, 9],
      [{ $bitsAllSet: 'a' }, 2],
      [{ $bitsAllSet: [-1] }, 2],
      [{ $bitsAllSet: ['a'] }, 2],
    ])('%j is refused with %i', async (condition: object, code) => {
      const items = await collection();
      expect((await refusal(items.find({ a: condition }).toArray())).code).toBe(code);
    });
  });

  describe('the positional $ in an update', () => {
    test.each([
      [{ l: 1 }, 1],
      [{ l: { $gt: 1 } }, 0],
      [{ l: { $elemMatch: { $lt: 3 } } }, 1],
      [{ l: { $all: [1, 2] } }, 2],
      [{ l: 3, m: 9 }, 2],
      [{ m: 9, l: 3 }, 2],
      [{ 'docs.k': 2, l: { $gt: 0 } }, 0],
      [{ docs: { $elemMatch: { k: 2 } } }, 1],
      [{ 'docs.n': 4 }, 1],
      [{ nest: [2] }, 1],
      [{ $or: [{ l: 1 }, { l: 2 }] }, 1],
      [{ $or: [{ l: 1 }], m: 9 }, 2],
      [{ $or: [{ $and: [{ m: 9 }] }, { m: 99 }], l: 2 }, 2],
      [{ l: { $exists: true } }, 0],
    ])('stands for the element that %j met', async (filter: object, position) => {
      const items = await collection(listed);
      await items.updateOne(filter, { $set: { 'm.$': 'hit' } });
      expect((await items.findOne())?.['m']).toEqual(listed.m.with(position, 'hit' as never));
    });

    test.each([
      [{ _id: 1 }, { $set: { 'l.$': 1 } }, {}],
      [{ $or: [{ l: 1 }, { m: 7 }] }, { $set: { 'l.$': 1 } }, {}],
      [{ 'l.1': 1 }, { $set: { 'l.$': 1 } }, {}],
      [{ l: 77 }, { $set: { 'l.$': 1 } }, { upsert: true }],
      [{ l: 1 }, { $set: { 'l.$.$': 1 } }, {}],
      [{ l: 1 }, { $rename: { 'l.$': 'x' } }, {}],
    ])('without an element, or twice, is refused: %j with %j', async (filter: object, update: object, options) => {
      const items = await collection(listed);
      const change = update as UpdateFilter<Item>;
      expect((await refusal(items.updateOne(filter, change, options))).code).toBe(2);
      expect(await items.find().toArray()).toEqual([listed]);
    });
  });

  test.each([
    [{ 'l.$': 1 }, { l: { $gt: 1 } }, { _id: 1, l: [3] }],
    [{ 'docs.$': 1, _id: 0 }, { 'docs.k': 2 }, { docs: [{ k: 2, n: [3, 4] }] }],
    [{ 'm.$': 1 }, { l: 2 }, { _id: 1, m: [9] }],
    [{ docs: { $elemMatch: { k: 2 } } }, {}, { _id: 1, docs: [{ k: 2, n: [3, 4] }] }],
    [{ l: { $slice: [1, 1] }, _id: 1 }, {}, { _id: 1, l: [1] }],
    [{ docs: { n: { $slice: 1 }, k: 0 }, nest: 0, l: 0, m: 0 }, {}, { _id: 1, docs: [{ n: [1] }, { n: [3] }] }],
    [
      { 'docs.n': { $slice: -1 }, 'docs.k': 1 },
      {},
      {
        _id: 1,
        docs: [
          { k: 1, n: [2] },
          { k: 2, n: [4] },
        ],
      },
    ],
  ])('the projection %j of %j shows the elements meant', async (projection: object, filter: object, expected) => {
    const items = await collection(listed);
    expect(await items.find(filter, { projection }).toArray()).toEqual([expected]);
  });

  test.each([
    [{ 'l.$': 1 }, 51246],
    [{ 'l.$': 0 }, 31395],
    [{ 'l.$': 1, 'm.$': 1 }, 31276],
    [{ 'l.$.x': 1 }, 31394],
    [{ l: { $slice: [1, 0] } }, 28724],
    [{ 'o.l': { $elemMatch: { a: 1 } } }, 31275],
    [{ l: { $elemMatch: 1 } }, 31274],
    [{ 'l.$': 1, m: { $elemMatch: { a: { $what: 1 } } } }, 31255],
    [{ m: { $elemMatch: { a: 1 } }, 'l.$': 1 }, 31256],
    [{ l: { $slice: [1, 0] }, a: 1, b: 0 }, 31254],
    [{ a: { $nonsense: 1 }, 'l.$': 0 }, 31325],
    [{ 'l.a': 1, l: { $slice: 1 } }, 28667],
    [{ l: { $slice: 1 }, 'l.a': 1 }, 31249],
  ])('the projection %j is refused with %i', async (projection: object, code) => {
    const items = await collection(listed);
    expect((await refusal(items.find({}, { projection }).toArray())).code).toBe(code);
  });

  test.each([
    [{ $bit: { a: { and: 6 } } }, { a: 4, b: Long.fromNumber(1) }],
    [{ $bit: { a: { or: 8, xor: 1 } } }, { a: 12, b: Long.fromNumber(1) }],
    [{ $bit: { b: { or: 2 } } }, { a: 5, b: Long.fromNumber(3) }],
    [{ $bit: { c: { xor: 3 } } }, { a: 5, b: Long.fromNumber(1), c: 3 }],
  ])('%j changes bits and keeps the wider type', async (update: object, expected) => {
    const items = await collection({ _id: 1, a: 5, b: Long.fromNumber(1) });
    await items.updateOne({}, update as UpdateFilter<Item>);
    const found = await items.findOne({}, { projection: { _id: 0 }, promoteLongs: false });
    expect(found).toEqual(expected);
  });

  test('the elements an update means are chosen before any is changed', async () => {
    const items = await collection({ _id: 1, l: [1, 2] });
    const update = { $set: { 'l.$[one]': 2, 'l.$[two]': 3 } };
    await items.updateOne({}, update, { arrayFilters: [{ one: 1 }, { two: 2 }] });
    expect((await items.findOne())?.['l']).toEqual([2, 3]);
    const twice = items.updateOne({}, update, { arrayFilters: [{ one: 2 }, { two: 2 }] });
    expect((await refusal(twice)).code).toBe(40);
    const unused = items.updateOne({}, { $set: { 'l.$[one]': 2 } }, { arrayFilters: [{ one: 1 }, { two: 2 }] });
    expect((await refusal(unused)).code).toBe(9);
  });

  test('a query stays between index keys and may show only them', async () => {
    const items = await collection(...[1, 2, 3, 4].map((n) => ({ _id: n, a: n * 10, b: -n })));
    await items.createIndex({ a: 1, b: -1 });
    const hint = { a: 1, b: -1 };
    const found = await items.find({}, { min: { a: 20, b: 0 }, max: { a: 40, b: 0 }, hint }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual([2, 3]);
    expect(await items.find({ a: 30 }, { returnKey: true }).toArray()).toEqual([{ a: 30, b: -3 }]);
    expect((await refusal(items.find({}, { min: { a: 1, b: 1 } }).toArray())).code).toBe(51173);
    expect((await refusal(items.find({}, { min: { b: 1 }, hint }).toArray())).code).toBe(51174);
  });

  test.each([
    [{ 'l.0': -1 }, [{ l: [[3]] }, { l: ['x'] }, { l: [9] }, { l: 9 }]],
    [{ 'l.0': 1 }, [{ l: [[]] }, { l: [] }, { l: [9] }, { l: [[3]] }]],
    [
      { 'd.k': 1, 'd.v': 1 },
      [
        { d: [{ k: 1, v: 4 }] },
        {
          d: [
            { k: 2, v: 0 },
            { k: 1, v: 5 },
          ],
        },
        { d: { k: 1, v: 6 } },
      ],
    ],
    [{ 'd.0.k': 1, d: -1 }, [{ d: [] }, { d: [[]] }, { d: [[{ k: 1 }]] }].toSpliced(0, 2, { d: [[]] }, { d: [] })],
  ])('sorted by %j each document has the first of its keys: %j', async (sort: object, expected: object[]) => {
    const items = await collection(...expected.map((one, at) => ({ _id: at, ...one })).reverse());
    const sorted = await items
      .find()
      .sort(sort as Record<string, 1>)
      .toArray();
    expect(sorted.map(({ _id }) => _id)).toEqual(expected.map((_, at) => at));
  });

  test.each([
    [{ 'l.0': 1, 'l.1': 1 }, { l: [[1], [2, 3]] }, 2, 171],
    [{ 'l.0': 1 }, { l: [5, { 0: 3 }] }, 16746, 16746],
    [{ 'd.0.k': 1, d: 1 }, { d: [[]] }, undefined, undefined],
    [{ 'd.0.k': 1, 'd.k': 1 }, { d: [{ k: [1, 2] }] }, undefined, undefined],
  ])('by %j the document %j has a key or is refused', async (key: object, doc: object, sorting, indexing) => {
    const items = await collection({ _id: 1, ...doc });
    const codeOf = (action: Promise<unknown>) =>
      action.then(
        () => undefined,
        ({ code }: { code: number }) => code,
      );
    expect(
      await codeOf(
        items
          .find()
          .sort(key as Record<string, 1>)
          .toArray(),
      ),
    ).toBe(sorting);
    expect(await codeOf(items.createIndex(key as Record<string, 1>))).toBe(indexing);
  });
}
