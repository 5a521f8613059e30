import type { CollationOptions, Collection, Db, IndexDescriptionInfo } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Item, refusal } from './refusal.ts';

type Make = (...docs: Item[]) => Promise<Collection<Item>>;

const words: unknown[] = [
  'a',
  'A',
  'á',
  'Á',
  'b',
  'ab',
  'AB',
  'z',
  'ñ',
  'n',
  '',
  'a-b',
  '10',
  '9',
  'я',
  'Я',
  '日',
  'ａ',
  'ß',
  'ss',
]
  .concat(['👍', 'a\u0301', 'résumé', 'RESUME'])
  .map((text): unknown => text)
  .concat([1, null, ['A', 'b'], { k: 'A' }]);
const collations: CollationOptions[] = [
  { locale: 'en', strength: 1 },
  { locale: 'en', strength: 2 },
  { locale: 'en', strength: 3 },
  { locale: 'de', strength: 2 },
];
const filters = [
  ...words.map((word) => ({ a: word })),
  { a: { $in: ['A', 'B', 1] } },
  { a: { $nin: ['A', null] } },
  { a: { $gt: 'A', $lte: 'B' } },
  { a: { $ne: 'A' } },
  { a: { $elemMatch: { $eq: 'B' } } },
  { 'a.k': 'a' },
  { $or: [{ a: 'A' }, { a: 'Z' }] },
  { a: /^a/ },
];

/** What case-insensitive and accent-insensitive queries do on every database, with and without indexes. */
export function testCollations(db: () => Db, collection: Make): void {
  describe.each(collations)('under the collation %j', (collation) => {
    test('an index of any collation finds what a scan finds, in the order of the collation', async () => {
      const plain = await collection(...words.map((a, at) => ({ _id: at, a })));
      const ids = async (items: Collection<Item>, filter: object, sort: Record<string, 1 | -1>) =>
        (await items.find(filter, { collation, sort }).toArray()).map(({ _id }) => _id);
      const expected = await Promise.all(filters.map((filter) => ids(plain, filter, { _id: 1 })));
      const order = await ids(plain, {}, { a: 1, _id: 1 });
      const fixed = { 1: [10, 24, 25, 11, 13, 12, 0, 1, 2, 3, 17, 21, 26] };
      if (collation.strength === 1) expect(order.filter((id) => fixed[1].includes(Number(id)))).toHaveLength(13);
      for (const own of [collation, { locale: 'en', strength: 1 }, { locale: 'simple' }]) {
        await plain.createIndex({ a: 1 }, { name: 'a', collation: own });
        for (const [at, filter] of filters.entries()) {
          expect([filter, await ids(plain, filter, { _id: 1 })]).toEqual([filter, expected[at]]);
        }
        expect(await ids(plain, {}, { a: 1, _id: 1 })).toEqual(order);
        await plain.dropIndex('a');
      }
    });
  });

  test('an e-mail in any case is one and the same in a unique index of strength 2', async () => {
    const users = await collection();
    const collation = { locale: 'en', strength: 2 } as const;
    await users.createIndex({ email: 1 }, { unique: true, collation });
    await users.insertOne({ _id: 1, email: 'Anna@Example.com' });
    expect((await refusal(users.insertOne({ _id: 2, email: 'anna@example.COM' }))).code).toBe(11000);
    await users.insertOne({ _id: 3, email: 'änna@example.com' });
    expect(await users.findOne({ email: 'ANNA@example.com' }, { collation })).toMatchObject({ _id: 1 });
    expect(await users.findOne({ email: 'ANNA@example.com' })).toBeNull();
    expect(await users.countDocuments({ email: 'ANNA@example.com' }, { collation })).toBe(1);
    expect(await users.distinct('email', {}, { collation: { locale: 'en', strength: 1 } })).toHaveLength(1);
    await users.updateOne({ email: 'ANNA@EXAMPLE.COM' }, { $set: { n: 1 } }, { collation, upsert: true });
    expect(await users.findOneAndDelete({ email: 'ANNA@EXAMPLE.COM' }, { collation })).toMatchObject({ n: 1 });
    expect(await users.deleteMany({ email: 'ÄNNA@example.com' }, { collation })).toMatchObject({ deletedCount: 1 });
  });

  test('the index of the same collation answers, one of another does not', async () => {
    const users = await collection(...['A', 'b', 'C'].map((email, at) => ({ _id: at, email })));
    const collation = { locale: 'en', strength: 2 } as const;
    await users.createIndex({ email: 1 }, { collation });
    const plan = async (options: object) =>
      JSON.stringify(
        (await users.find({ email: 'a' }, options).explain('queryPlanner'))['queryPlanner']['winningPlan'],
      );
    expect(await plan({ collation })).toContain('"indexName":"email_1"');
    expect(await plan({})).toContain('COLLSCAN');
    expect(await plan({ collation: { locale: 'en', strength: 1 } })).toContain('COLLSCAN');
  });

  test.each([
    [{ strength: 2 }, 40414],
    [{ locale: 1 }, 14],
    [{ locale: 'xx-nowhere' }, 2],
    [{ locale: 'en', strength: 6 }, 51024],
    [{ locale: 'en', foo: 1 }, 40415],
  ])('the collation %j is refused with %i', async (collation: object, code) => {
    const items = await collection();
    expect((await refusal(db().command({ find: items.collectionName, collation }))).code).toBe(code);
  });

  test('an index is described as it was made, hidden, shown again and made to expire', async () => {
    const items = await collection({ _id: 1, a: new Date() });
    const collation = { locale: 'en', strength: 2 } as const;
    await items.createIndex({ a: 1 }, { hidden: true, collation });
    const described = async (): Promise<IndexDescriptionInfo | undefined> => (await items.indexes())[1];
    expect(await described()).toEqual({
      v: 2,
      key: { a: 1 },
      name: 'a_1',
      hidden: true,
      collation: {
        locale: 'en',
        caseLevel: false,
        caseFirst: 'off',
        strength: 2,
        numericOrdering: false,
        alternate: 'non-ignorable',
        maxVariable: 'punct',
        normalization: false,
        backwards: false,
        version: '57.1',
      },
    });
    const hinted = () => items.find({}, { hint: 'a_1' }).toArray();
    expect((await refusal(hinted())).code).toBe(2);
    const shown = await db().command({ collMod: items.collectionName, index: { name: 'a_1', hidden: false } });
    expect(shown).toMatchObject({ hidden_old: true, hidden_new: false });
    expect(await hinted()).toHaveLength(1);
    const index = { keyPattern: { a: 1 }, expireAfterSeconds: 3600 };
    expect(await db().command({ collMod: items.collectionName, index })).toMatchObject({
      expireAfterSeconds_new: 3600,
    });
    expect(await described()).toMatchObject({ expireAfterSeconds: 3600 });
    const missing = db().command({ collMod: items.collectionName, index: { name: 'b', hidden: true } });
    expect((await refusal(missing)).code).toBe(27);
  });

  test('a renamed collection keeps documents and indexes; another of that name only goes when asked', async () => {
    const items = await collection({ _id: 1, a: 1 });
    const other = await collection({ _id: 2 });
    await items.createIndex({ a: 1 }, { unique: true });
    expect((await refusal(items.rename(other.collectionName))).code).toBe(48);
    await items.rename(other.collectionName, { dropTarget: true });
    expect(await other.find().toArray()).toEqual([{ _id: 1, a: 1 }]);
    expect((await refusal(other.insertOne({ _id: 3, a: 1 }))).code).toBe(11000);
    expect(await items.countDocuments()).toBe(0);
    expect((await refusal(items.rename('elsewhere'))).code).toBe(26);
  });
}
