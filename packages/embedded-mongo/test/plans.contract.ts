import type { Collection, Db, Document } from 'mongodb';
import { expect, test } from 'vitest';
import { type Item, refusal } from './refusal.ts';

type Make = (...docs: Item[]) => Promise<Collection<Item>>;

/** Which stages and indexes answer what, on every database. */
export function testPlans(db: () => Db, collection: Make): void {
  async function filled(): Promise<Collection<Item>> {
    const docs = Array.from({ length: 60 }, (_, n) => ({
      _id: n,
      tenant: `t${n % 3}`,
      state: n % 5,
      at: n,
      name: `n${n}`,
    }));
    const items = await collection(...docs);
    for (const key of [{ tenant: 1, state: 1, at: -1 }, { name: 1 }, { at: 1 }] as const) await items.createIndex(key);
    return items;
  }

  const stages = (plan: Document): string[] => [
    plan['stage'],
    ...(plan['inputStage'] ? stages(plan['inputStage']) : []),
    ...(plan['inputStages'] ?? []).flatMap(stages),
  ];
  const names = (plan: Document): string[] => JSON.stringify(plan).match(/(?<="indexName":")[^"]*/g) ?? [];

  test.each([
    [{ tenant: 't1' }, { state: 1, at: -1 }, ['tenant_1_state_1_at_-1'], false],
    [{ tenant: 't1', state: 2 }, { at: 1 }, ['tenant_1_state_1_at_-1'], false],
    [{ tenant: 't1', at: { $gt: 5 } }, { name: 1 }, undefined, true],
    [{ name: /^n1/ }, {}, ['name_1'], false],
    [{ name: { $in: [/^n1/, 'n5'] } }, {}, ['name_1'], false],
    [{ $or: [{ name: 'n1' }, { at: 5 }] }, {}, ['at_1', 'name_1'], false],
    [{ state: 3 }, {}, [], false],
  ])('%j sorted by %j is answered by %j', async (filter: object, sort: object, indexes, sorts) => {
    const items = await filled();
    const cursor = items.find(filter).sort(sort as Record<string, 1>);
    const plan = (await cursor.explain('queryPlanner'))['queryPlanner']['winningPlan'];
    if (indexes) expect([...new Set(names(plan))].sort()).toEqual(indexes);
    expect(stages(plan).includes('SORT')).toBe(sorts);
    expect(stages(plan).includes('COLLSCAN')).toBe(indexes?.length === 0);
  });

  test('an $in before the order is merged from the index when few are wanted', async () => {
    const items = await filled();
    const cursor = items
      .find({ tenant: 't1', state: { $in: [1, 3] } })
      .sort({ at: -1 })
      .limit(3);
    const explained = await cursor.explain('executionStats');
    expect(stages(explained['queryPlanner']['winningPlan'])).toContain('SORT_MERGE');
    expect(explained['executionStats']['totalDocsExamined']).toBeLessThanOrEqual(5);
    expect((await cursor.toArray()).map(({ _id }) => _id)).toEqual([58, 46, 43]);
  });

  test('one entry of an array before the order is walked in order, and an order by the array itself is not', async () => {
    const docs = Array.from({ length: 40 }, (_, n) => ({
      _id: n,
      tenant: 't',
      words: ['all', `w${n % 4}`, 'all'],
      at: n,
    }));
    const items = await collection(...docs);
    await items.createIndex({ tenant: 1, words: 1, at: 1 });
    const wanted = items.find({ tenant: 't', words: 'w2', at: { $lt: 30 } });
    const explained = await wanted.clone().sort({ at: -1 }).limit(3).explain('executionStats');
    expect(stages(explained['queryPlanner']['winningPlan'])).not.toContain('SORT');
    expect(explained['executionStats']['totalDocsExamined']).toBeLessThanOrEqual(4);
    expect((await wanted.clone().sort({ at: -1 }).limit(3).toArray()).map(({ _id }) => _id)).toEqual([26, 22, 18]);
    const byWords = await wanted.clone().sort({ words: 1 }).explain('queryPlanner');
    expect(stages(byWords['queryPlanner']['winningPlan'])).toContain('SORT');
  });

  test('explain counts what a query looks at and changes nothing', async () => {
    const items = await filled();
    const name = items.collectionName;
    const explained = async (explain: Document) => db().command({ explain, verbosity: 'executionStats' });
    const found = await explained({ find: name, filter: { tenant: 't1', state: 2 } });
    expect(found['executionStats']).toMatchObject({ nReturned: 4, totalKeysExamined: 4, totalDocsExamined: 4 });
    const scanned = await explained({ find: name, filter: { state: 2 } });
    expect(scanned['executionStats']).toMatchObject({ nReturned: 12, totalKeysExamined: 0, totalDocsExamined: 60 });
    for (const command of [
      { update: name, updates: [{ q: { at: 5 }, u: { $set: { at: 6 } } }] },
      { delete: name, deletes: [{ q: { at: 5 }, limit: 1 }] },
      { findAndModify: name, query: { at: 5 }, remove: true },
      { count: name, query: { at: 5 } },
      { distinct: name, key: 'at', query: { at: 5 } },
      { aggregate: name, pipeline: [{ $match: { at: 5 } }, { $limit: 1 }], cursor: {} },
    ]) {
      expect(names((await explained(command))['queryPlanner'])).toContain('at_1');
    }
    expect(await items.countDocuments()).toBe(60);
    expect(await items.countDocuments({ at: 5 })).toBe(1);
    expect((await refusal(db().command({ explain: { find: name }, verbosity: 'foo' }))).code).toBe(2);
  });

  test.each([
    [{ d: { $all: [] } }, 67],
    [{ d: { $all: [/a/] } }, 67],
    [{ d: { $all: [{ $elemMatch: { k: 1 } }] } }, 67],
    [{ d: { $all: [1, null] } }, undefined],
    [{ d: { $in: [/a/, 1] } }, undefined],
    [{ d: /a/ }, 67],
    [{ d: { $exists: false } }, 67],
    [{ $or: [{ d: 1 }, { $and: [{ n: { $gt: 1 } }] }] }, undefined],
    [{ $nor: [{ d: 1 }] }, 67],
    [{ $alwaysTrue: 1 }, 67],
    [{ $or: [{ d: { $exists: false } }, { $expr: { $nonsense: 1 } }] }, 224],
    [{}, undefined],
  ])('a partial index on %j is made, or refused with %j', async (partialFilterExpression: object, code) => {
    const items = await collection({ _id: 1 });
    const made = items.createIndex({ y: 1 }, { partialFilterExpression });
    if (code === undefined) expect(await made).toBe('y_1');
    else expect((await refusal(made)).code).toBe(code);
  });

  test('a sparse index leaves out elements without its fields, and a unique one says what is twice', async () => {
    const items = await collection({ _id: 1, d: [{ v: null }] }, { _id: 2, d: [1, { v: 3 }] });
    await items.createIndex({ 'd.v': 1 }, { unique: true, sparse: true });
    const twice = await refusal(items.insertOne({ _id: 3, d: [4, { v: 3 }] }));
    expect(twice.errorResponse).toMatchObject({ keyPattern: { 'd.v': 1 }, keyValue: { 'd.v': 3 } });
    await items.insertOne({ _id: 4, l: [[3]] });
    await items.createIndex({ 'l.0': 1 }, { unique: true, partialFilterExpression: { l: { $exists: true } } });
    const nested = await refusal(items.insertOne({ _id: 5, l: [[3], 4] }));
    expect(nested.errorResponse).toMatchObject({ keyValue: { 'l.0': [3] } });
  });

  test('documents without a key are found before those with the same', async () => {
    const items = await collection({ _id: 1 }, { _id: 2 }, { _id: 3, d: [{ k: 1 }], x: [1, 2] });
    const make = () => items.createIndex({ 'd.k': 1, x: 1 }, { unique: true });
    expect((await refusal(make())).code).toBe(171);
    await items.deleteOne({ _id: 3 });
    expect((await refusal(make())).code).toBe(11000);
  });

  test('a document found by its _id alone is not sorted, beside other conditions it is', async () => {
    const items = await collection({ _id: 7, l: [], d: [] });
    const sorted = (filter: Document) => items.find(filter).sort({ l: 1, d: 1 }).toArray();
    expect(await sorted({ _id: 7 })).toHaveLength(1);
    expect((await refusal(sorted({ _id: 7, n: null }))).code).toBe(2);
    expect((await refusal(sorted({ $and: [{ _id: 7 }] }))).code).toBe(2);
  });
}
