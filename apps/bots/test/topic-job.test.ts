import { createPushSubscriptionStore } from '@answerdesk/database';
import { loadVapidKeys } from '@answerdesk/delivery';
import { type FaqContent, faqIdSchema, newId, type TenantId, userIdSchema } from '@answerdesk/domain';
import { type FakePush, startFakePush, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireWaysToStaff } from '../src/telling/wire.ts';
import { wireTopicJobs } from '../src/topics/wire.ts';
import { HOUR_MS, openShop } from './topic-shop.ts';

const start = new Date('2026-03-02T00:00:00Z');
const now = new Date(start.getTime() + HOUR_MS + 120_000);

describe.each(testDatabases())('the work on topics as it is wired, on $name', ({ open }) => {
  let desk: TestDatabase;
  let pushes: FakePush;
  beforeAll(async () => {
    [desk, pushes] = await Promise.all([open(), startFakePush()]);
  });
  afterAll(async () => {
    await desk.drop();
    await pushes.stop();
  });

  async function hire(tenantId: TenantId, role: string) {
    const userId = userIdSchema.parse(newId());
    const user = { _id: userId, name: 'Ann', email: `${userId}@a.example`, locale: 'de' };
    await desk.database.authDb.collection<typeof user>('auth_users').insertOne(user);
    const member = { _id: newId(), organizationId: tenantId, userId, role, createdAt: start };
    await desk.database.authDb.collection<typeof member>('auth_members').insertOne(member);
    return userId;
  }

  test('a burst reaches the members of its business, by its FAQ’s name, from one of two processes', async () => {
    const shop = await openShop(desk, start);
    const { tenantId } = shop;
    const { tenants, workshop, topicAlerts } = desk.stores;
    await tenants.add({
      id: tenantId,
      name: 'Tea & Co',
      locale: 'en',
      faqsVersion: 0,
      isDemo: false,
      createdAt: start,
    });
    const published: FaqContent = { question: 'PLZ?', variants: [], answer: 'Fünf Ziffern.', locale: 'de' };
    const id = faqIdSchema.parse('zip');
    await workshop.write(
      tenantId,
      { id, tenantId, revision: 1, published, createdAt: start, updatedAt: start },
      undefined,
    );
    const ann = await hire(tenantId, 'agent');
    const keys = await loadVapidKeys(desk.dataDir);
    const browser = pushes.subscribe(keys.publicKey);
    const { endpoint, keys: browserKeys } = browser;
    const subscription = { tenantId, userId: ann, endpoint, keys: browserKeys, createdAt: start };
    await createPushSubscriptionStore(desk.database.models).save(tenantId, subscription);
    await shop.store(
      Array.from({ length: 9 }, (_, at) => ({ at: new Date(start.getTime() + at), customer: `b${at}`, faq: 'zip' })),
    );
    const inChats: string[] = [];
    const failures: unknown[] = [];
    const jobs = ['a', 'b'].flatMap((owner) =>
      wireTopicJobs(desk.database, {
        ways: wireWaysToStaff(desk.database, {
          config: { publicUrl: 'https://desk.example' },
          push: { keys, isLocalAllowed: true },
          findTenant: tenants.find,
          note: () => undefined,
          now: () => now,
        }),
        tellInChat: async (_tenantId, userId, { title }) => void inChats.push(`${userId} ${title}`),
        reportFailure: (_what, error) => void failures.push(error),
        now: () => now,
        owner,
      }),
    );
    await Promise.all(jobs.map((job) => job.run()));
    await Promise.all(jobs.map((job) => job.run()));
    expect(failures).toEqual([]);
    expect(await topicAlerts.listNewest(tenantId, 5)).toMatchObject([{ title: 'PLZ?', since: start, count: 9 }]);
    expect(inChats).toEqual([`${ann} PLZ?`]);
    expect(browser.notes.map((note) => JSON.parse(note))).toEqual([
      { title: '„PLZ?“ wird ungewöhnlich oft gefragt', body: 'Tea & Co', url: '/topics', tag: 'faq:zip:1' },
    ]);
  });
});
