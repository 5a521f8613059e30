import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const embedded = testDatabases().filter(({ name }) => name === 'embedded');

describe.each(embedded)('a query that no index serves, on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('fails in every test that stands on this database', async () => {
    const { messages } = desk.database.models;
    const filter = { channel: 'telegram' };
    const refused = { code: 291, codeName: 'NoQueryExecutionPlans' };
    await expect(messages.collection.find(filter).toArray()).rejects.toMatchObject(refused);
    await expect(messages.collection.countDocuments(filter)).rejects.toMatchObject(refused);
    await expect(messages.collection.updateMany(filter, { $set: { a: 1 } })).rejects.toMatchObject({ code: 291 });
    await expect(messages.collection.deleteMany(filter)).rejects.toMatchObject({ code: 291 });
    await expect(messages.collection.aggregate([{ $match: filter }]).toArray()).rejects.toMatchObject(refused);
    expect(await messages.collection.find({ ...filter, tenantId: 't' }).toArray()).toEqual([]);
  });

  test('still fails when the database was closed and opened again', async () => {
    await desk.close();
    desk = await desk.reopen();
    const { outbox } = desk.database.models;
    await expect(outbox.collection.findOne({ state: 'sent' })).rejects.toMatchObject({ code: 291 });
  });
});
