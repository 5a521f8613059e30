import { tenantIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import type { Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupedInserts, groupedUpdates } from '../src/tenant-writes.ts';

/** The only indexes that do not begin with a tenant: each serves one question of `platform-wide.ts`. */
const platformWideIndexes = [
  'accounts {"platformKey":1}',
  'accounts {"removeAt":1}',
  'answertranslations {"madeAt":1}',
  'billingaccounts {"customerId":1}',
  'channelstates {"pullDueAt":1}',
  'contacttags {"dueAt":1}',
  'conversations {"attendAt":1}',
  'conversations {"changeDueAt":1}',
  'conversations {"learnAt":1}',
  'counts {"againAt":1}',
  'duedecisions {"lookAt":1}',
  'enquiries {"dueAt":1}',
  'erasures {"dueAt":1}',
  'faqimports {"dueAt":1}',
  'faqs {"publishAt":1}',
  'gapprogress {"orderAt":1}',
  'gaps {"action.begun.until":1}',
  'linkcodes {"expiresAt":1}',
  'messages {"unhandledSince":1}',
  'outbox {"dueAt":1}',
  'routings {"dueAt":1}',
  'tenants {"retentionDueAt":1}',
  'tenants {"taggedTo":1}',
  'topichours {"againAt":1}',
  'usagebatches {"lookAt":1}',
  'usagehours {"dueAt":1}',
];

describe.each(testDatabases())('every model on $name', ({ open }) => {
  let desk: TestDatabase;
  let models: Model<unknown>[];
  beforeAll(async () => {
    desk = await open();
    models = Object.values(desk.database.models.tenants.db.models);
  });
  afterAll(() => desk.drop());

  test('throws for a query without a tenant, whatever the query', async () => {
    expect(models.length).toBeGreaterThanOrEqual(8);
    for (const model of models) {
      const queries: [string, () => PromiseLike<unknown>][] = [
        ['find', () => model.find({}).exec()],
        ['find by id', () => model.find({ _id: 'x' }).exec()],
        ['findOne', () => model.findOne({ _id: 'x' }).exec()],
        ['findById', () => model.findById('x').exec()],
        ['findOneAndUpdate', () => model.findOneAndUpdate({ _id: 'x' }, { $set: { a: 1 } }).exec()],
        ['findOneAndDelete', () => model.findOneAndDelete({ _id: 'x' }).exec()],
        ['findOneAndReplace', () => model.findOneAndReplace({ _id: 'x' }, {}).exec()],
        ['updateOne', () => model.updateOne({ _id: 'x' }, { $set: { a: 1 } }).exec()],
        ['updateMany', () => model.updateMany({}, { $set: { a: 1 } }).exec()],
        ['replaceOne', () => model.replaceOne({ _id: 'x' }, {}).exec()],
        ['deleteOne', () => model.deleteOne({ _id: 'x' }).exec()],
        ['deleteMany', () => model.deleteMany({}).exec()],
        ['countDocuments', () => model.countDocuments({}).exec()],
        ['estimatedDocumentCount', () => model.estimatedDocumentCount().exec()],
        ['distinct', () => model.distinct('tenantId').exec()],
        ['a tenant that is an operator', () => model.find({ tenantId: { $ne: '' } }).exec()],
        ['an empty tenant', () => model.find({ tenantId: '' }).exec()],
        ['an unnamed platform-wide query', () => model.find({}).setOptions({ platformWide: 'all of it' }).exec()],
        ['aggregate', () => model.aggregate([{ $match: {} }]).exec()],
        ['bulkWrite', () => model.bulkWrite([{ deleteMany: { filter: {} } }])],
      ];
      for (const [name, query] of queries) {
        const result = await Promise.resolve(query()).then(
          () => 'went through',
          (error: unknown) => String(error),
        );
        expect(result, `${model.modelName} ${name}`).toMatch(/without a tenantId|no tenant guard/);
      }
    }
  });

  test('begins every index with the tenant, but for the named ones', () => {
    const others = models.flatMap((model) =>
      model.schema
        .indexes()
        .filter(([keys]) => Object.keys(keys)[0] !== 'tenantId')
        .map(([keys]) => `${model.modelName} ${JSON.stringify(keys)}`),
    );
    expect(others.sort()).toEqual(platformWideIndexes);
  });

  test('refuses a document with a field its schema does not name', async () => {
    const { tenants } = desk.database.models;
    await expect(tenants.create({ _id: 't', tenantId: 't', surprise: 1 } as never)).rejects.toThrow(/surprise|strict/);
  });

  test('grouped writes refuse what has no tenant, and a field its schema does not name', async () => {
    const { outbox, contacts } = desk.database.models;
    const insert = groupedInserts<{ _id: string; tenantId: string }>(outbox as never);
    await expect(insert({ _id: 'x', tenantId: '' })).rejects.toThrow(/without a tenantId/);
    await expect(insert({ _id: 'x', tenantId: 't', surprise: 1 } as never)).rejects.toThrow(/no field surprise/);
    const change = groupedUpdates(contacts);
    const update = { filter: { _id: 'x' }, update: { $set: { isReachable: true } }, isUpsert: true };
    await expect(change({ ...update, tenantId: '' as never })).rejects.toThrow(/without a tenantId/);
    await expect(change({ ...update, tenantId: { $ne: '' } as never })).rejects.toThrow(/without a tenantId/);
    expect(await outbox.db.collection('outbox').countDocuments({ _id: 'x' as never })).toBe(0);
  });

  test('of a group of writes those that are refused fail alone', async () => {
    const { tenants } = desk.database.models;
    const insert = groupedInserts(tenants);
    const tenantOf = (name: string) => ({
      _id: tenantIdSchema.parse(name),
      tenantId: tenantIdSchema.parse(name),
      name,
      locale: 'en',
      faqsVersion: 0,
      isDemo: false,
      createdAt: new Date(0),
    });
    const names = ['one', 'two', 'one', 'three'];
    expect(await Promise.all(names.map((name) => insert(tenantOf(name))))).toEqual([
      'stored',
      'stored',
      'duplicate',
      'stored',
    ]);
    const change = groupedUpdates(tenants);
    const rename = (tenantId: string, name: unknown, _id: string) =>
      change({ tenantId: tenantIdSchema.parse(tenantId), filter: { _id }, update: { $inc: { name } } as never });
    const done = await Promise.allSettled([rename('one', 1, 'one'), rename('two', 1, 'none')]);
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
