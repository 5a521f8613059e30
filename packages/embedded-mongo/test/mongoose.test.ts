import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embedded, randomName } from './databases.ts';

describe('mongoose on the embedded database', () => {
  let server: Awaited<ReturnType<typeof embedded.start>>;
  let connection: mongoose.Connection;

  beforeAll(async () => {
    server = await embedded.start();
    connection = mongoose.createConnection(server.uri, { dbName: randomName(), maxPoolSize: 10 });
    await connection.asPromise();
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
    await server.stop();
  });

  test('a model makes its indexes, and its everyday calls work unchanged', async () => {
    const schema = new Schema(
      {
        tenantId: { type: String, required: true },
        key: String,
        n: { type: Number, default: 0 },
        tags: [String],
        parts: [{ name: String }],
        extra: Schema.Types.Mixed,
      },
      { timestamps: true },
    );
    schema.index({ tenantId: 1, key: 1 }, { unique: true });
    schema.index({ tenantId: 1, createdAt: -1 });
    const Thing = connection.model('Thing', schema);
    await Thing.init();
    expect(Object.keys(await Thing.collection.indexInformation())).toHaveLength(3);

    const made = await Thing.create({ tenantId: 't', key: 'a', tags: ['x'], parts: [{ name: 'p' }], extra: { z: 1 } });
    await expect(Thing.create({ tenantId: 't', key: 'a' })).rejects.toMatchObject({ code: 11000 });
    await Thing.insertMany(['b', 'c', 'd'].map((key) => ({ tenantId: 't', key })));
    expect(await Thing.findById(made.id).lean()).toMatchObject({
      key: 'a',
      extra: { z: 1 },
      createdAt: made.createdAt,
    });
    const found = await Thing.find({ tenantId: 't', key: { $in: ['b', 'c'] } })
      .sort({ key: -1 })
      .select('key')
      .lean();
    expect(found.map(({ key }) => key)).toEqual(['c', 'b']);
    expect(await Thing.countDocuments({ tenantId: 't' })).toBe(4);
    expect(await Thing.distinct('key', { tenantId: 't' })).toEqual(['a', 'b', 'c', 'd']);
    expect(await Thing.exists({ tenantId: 't', key: 'nope' })).toBeNull();

    const options = { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true } as const;
    const upserted = await Thing.findOneAndUpdate({ tenantId: 't', key: 'e' }, { $inc: { n: 2 } }, options);
    expect(upserted).toMatchObject({ key: 'e', n: 2 });
    const updated = await Thing.updateOne({ tenantId: 't', key: 'e' }, { $addToSet: { tags: 'y' } });
    expect(updated).toMatchObject({ matchedCount: 1, modifiedCount: 1 });

    const bulk = await Thing.bulkWrite([
      { insertOne: { document: { tenantId: 't', key: 'f' } } },
      { updateMany: { filter: { tenantId: 't' }, update: { $set: { n: 9 } } } },
      { deleteOne: { filter: { tenantId: 't', key: 'b' } } },
    ]);
    expect(bulk).toMatchObject({ insertedCount: 1, modifiedCount: 6, deletedCount: 1 });

    made.tags.push('z');
    made.set('extra.w', [1, 2]);
    await made.save();
    expect(await Thing.findById(made.id).lean()).toMatchObject({ tags: ['x', 'z'], extra: { z: 1, w: [1, 2] } });
    const keys: unknown[] = [];
    for await (const { key } of Thing.find({ tenantId: 't' }).sort({ key: 1 }).cursor({ batchSize: 2 })) keys.push(key);
    expect(keys).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect((await Thing.deleteMany({ tenantId: 't' })).deletedCount).toBe(5);
  });
});
