import {
  createEventStore,
  createPenStore,
  createPresenceStore,
  createPushSubscriptionStore,
} from '@answerdesk/database';
import { loadVapidKeys } from '@answerdesk/delivery';
import { newId, type TenantId, userIdSchema } from '@answerdesk/domain';
import {
  createUpdates,
  type FakePush,
  type FakeTelegram,
  postUpdate,
  startFakePush,
  startFakeTelegram,
  testDatabases,
} from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const WITHIN_MS = 60_000;

describe.each(testDatabases())('a customer who asks for a person on $name', (kind) => {
  let desk: TestBots;
  let telegram: FakeTelegram;
  let pushes: FakePush;
  let publicKey: string;
  beforeAll(async () => {
    telegram = await startFakeTelegram();
    pushes = await startFakePush();
    const opened = await kind.open();
    const keys = await loadVapidKeys(opened.dataDir);
    publicKey = keys.publicKey;
    desk = await openBots(
      { ...kind, open: async () => opened },
      { isHurried: true, channels: { telegram: { apiRoot: telegram.apiRoot } }, push: { keys, isLocalAllowed: true } },
    );
  });
  afterAll(async () => {
    await desk.close();
    await pushes.stop();
    await telegram.stop();
  });

  async function hire(tenantId: TenantId, name: string) {
    const { authDb } = desk.desk.database;
    const userId = userIdSchema.parse(newId());
    await authDb
      .collection<{ _id: string; name: string; email: string }>('auth_users')
      .insertOne({ _id: userId, name, email: `${userId}@a.example` });
    const member = { _id: newId(), organizationId: tenantId, userId, role: 'agent', createdAt: new Date() };
    await authDb.collection<typeof member>('auth_members').insertOne(member);
    return userId;
  }

  test('is given to who is there, and their browser says who waits and not what for', async () => {
    const shop = await desk.openShop([{ question: 'When do you open?', answer: 'At nine.' }], 'telegram', {
      token: `${Date.now()}:a-token-of-the-wait`,
    });
    const { tenantId } = shop;
    const { models } = desk.desk.database;
    const there = await hire(tenantId, 'Ann');
    await hire(tenantId, 'Bo');
    await createPresenceStore(models).beat(tenantId, { id: 'tab', userId: there, seenAt: new Date(), isTyping: false });
    const browsers = pushes.subscribe(publicKey);
    const { endpoint, keys } = browsers;
    await createPushSubscriptionStore(models).save(tenantId, {
      tenantId,
      userId: there,
      endpoint,
      keys,
      createdAt: new Date(),
    });
    const updates = createUpdates();
    await postUpdate(
      { url: shop.webhookUrl, secret: shop.secret },
      updates.text({ id: 71 }, 'I want to talk to a human'),
    );
    await expect.poll(() => browsers.notes.length, { timeout: WITHIN_MS }).toBe(1);
    const [note = ''] = browsers.notes;
    const doc = await models.conversations.findOne({ tenantId }).lean();
    if (!doc) throw new Error('no conversation');
    expect(JSON.parse(note)).toEqual({
      title: 'Ana is waiting',
      body: 'A shop',
      url: `/inbox/${encodeURIComponent(doc._id)}`,
      tag: doc._id,
    });
    expect(await createPenStore(models).find(tenantId, doc._id)).toMatchObject({
      status: 'waiting',
      assigneeId: there,
      timer: { kind: 'first', state: 'running' },
    });
    const told = async () =>
      (await createEventStore(models).list(tenantId, doc._id, { limit: 50 })).flatMap((event) =>
        event.kind === 'told' ? [[event.step, event.toIds]] : [],
      );
    await expect.poll(told, { timeout: WITHIN_MS }).toEqual([
      ['online', [there]],
      ['push', [there]],
    ]);
  });
});
