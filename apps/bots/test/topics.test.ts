import { createRetentionStore } from '@answerdesk/database';
import { conversationIdSchema, idsFrom, messageIdSchema, type TenantId } from '@answerdesk/domain';
import {
  changeTopicAlert,
  listTopicAlerts,
  listTopics,
  recountTopics,
  type WatchTopicsDeps,
  watchTopics,
} from '@answerdesk/insights';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, openShop } from './topic-shop.ts';

/** A Monday; each test has its own day, far from the others', for all stand on one database. */
let dayMs = Date.parse('2026-03-02T00:00:00Z');

describe.each(testDatabases())('topics on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(async () => {
    dayMs += 20 * 168 * HOUR_MS;
    await desk.database.models.jobs.deleteMany({ tenantId: '(platform)' });
  });

  const at = (hours: number) => new Date(dayMs + hours * HOUR_MS);
  /** Two minutes after the hour is over, as soon as it can be counted. */
  const after = (hours: number) => new Date(at(hours).getTime() + 2 * 60_000);

  async function watch(deps: WatchTopicsDeps) {
    for (let calls = 0; (await watchTopics(deps)).more; calls += 1) expect(calls).toBeLessThan(50);
  }

  const hoursOf = (tenantId: TenantId) => desk.stores.topicCounts.list(tenantId, at(-2_000), at(500));

  /** Nine customers within an hour, the first of whom asks three times. */
  const burst = (hour: number, faq = 'zip') =>
    Array.from({ length: 11 }, (_, index) => ({
      at: new Date(at(hour).getTime() + index * 60_000),
      customer: `b${hour}-${Math.max(0, index - 2)}`,
      faq,
      text: `My order AB-2093${index}-X has no ZIP code, write to me${index}@mail.example`,
    }));

  test('in a day like any other nothing is told; a burst is, within the hour, once to each by each way, whoever looks', async () => {
    const shop = await openShop(desk, at(0));
    await shop.store([
      { at: at(3.2), customer: 'c1', faq: 'zip' },
      { at: at(9.2), customer: 'c2', faq: 'ship' },
    ]);
    for (let hour = 1; hour <= 10; hour += 1) await watch(shop.depsAt(after(hour)));
    expect(await shop.alerts()).toEqual([]);
    await shop.store(burst(10));
    await Promise.all(['a', 'b', 'c'].map((owner) => watch(shop.depsAt(after(11), { owner }))));
    const [alert, ...others] = await shop.alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ topic: 'faq:zip', title: 'About faq:zip', since: at(10), count: 9, state: 'open' });
    expect(alert?.expected).toBeLessThan(1);
    expect(alert?.chance).toBeLessThan(1e-4);
    expect(alert?.examples).toHaveLength(1);
    expect(alert?.examples[0]?.text).toBe('My order … has no ZIP code, write to …');
    const everybody = ['chat ann faq:zip:1', 'chat ben faq:zip:1', 'mail ann faq:zip:1'];
    expect(shop.told.sort()).toEqual(everybody);
    for (let hour = 12; hour <= 24; hour += 1) await watch(shop.depsAt(after(hour)));
    expect(shop.told).toHaveLength(3);
    expect(await shop.alerts()).toHaveLength(1);
    expect(shop.failures).toEqual([]);
  });

  test('two who look without a lease open one alert and tell each once', async () => {
    const shop = await openShop(desk, at(0));
    await shop.store(burst(10));
    await watch(shop.depsAt(after(11), { isWatched: async () => false }));
    const { topicJob } = desk.stores;
    const progress = { countedTo: at(11), lookedTo: at(10) };
    const job = { ...topicJob, claim: async () => ({ progress }), advance: async () => true };
    await Promise.all(['a', 'b', 'c'].map((owner) => watch(shop.depsAt(after(11), { owner, job }))));
    expect(await shop.alerts()).toHaveLength(1);
    expect(shop.told).toHaveLength(3);
  });

  test('one alert lasts until its topic was usual for 72 hours; what comes later is another one', async () => {
    const shop = await openShop(desk, at(0));
    await shop.store([...burst(10), ...burst(30)]);
    await watch(shop.depsAt(after(11)));
    await watch(shop.depsAt(after(31)));
    const [first, ...none] = await shop.alerts();
    expect(none).toEqual([]);
    expect(first).toMatchObject({ serial: 1, count: 9, total: 18, lastsUntil: at(31 + 72) });
    await shop.store(burst(150));
    await watch(shop.depsAt(after(151)));
    expect((await shop.alerts()).map(({ id }) => id)).toEqual(['faq:zip:2', 'faq:zip:1']);
    const { topicAlerts } = desk.stores;
    const seen = await listTopicAlerts({ topicAlerts, now: () => after(151) }, shop.tenantId);
    expect(seen.alerts.map(({ id, isOver }) => [id, isOver])).toEqual([['faq:zip:2', false]]);
  });

  test('of a muted topic nobody is told, now or later, until it is opened again', async () => {
    const shop = await openShop(desk, at(0));
    const { topicAlerts } = desk.stores;
    const silent = { tellers: [] };
    await shop.store(burst(10));
    await watch(shop.depsAt(after(11), silent));
    await changeTopicAlert({ topicAlerts }, shop.tenantId, 'faq:zip:1', { state: 'muted' });
    await watch(shop.depsAt(after(12)));
    await shop.store(burst(150));
    await watch(shop.depsAt(after(151)));
    expect((await shop.alerts()).map(({ id, state }) => [id, state])).toEqual([
      ['faq:zip:2', 'muted'],
      ['faq:zip:1', 'muted'],
    ]);
    expect(shop.told).toEqual([]);
    await changeTopicAlert({ topicAlerts }, shop.tenantId, 'faq:zip:2', { state: 'open' });
    await watch(shop.depsAt(after(152)));
    expect(shop.told.sort()).toEqual(['chat ann faq:zip:2', 'chat ben faq:zip:2', 'mail ann faq:zip:2']);
  });

  test('what could not be handed over is tried again, for that person and way alone', async () => {
    const shop = await openShop(desk, at(0));
    await shop.store(burst(10));
    let isAway = true;
    const mail = shop.depsAt(at(0)).tellers.map((teller) => ({
      ...teller,
      async tell(...call: Parameters<typeof teller.tell>) {
        if (teller.name === 'mail' && isAway) throw new Error('the mail server is away');
        await teller.tell(...call);
      },
    }));
    await watch(shop.depsAt(after(11), { tellers: mail }));
    expect(shop.told).toHaveLength(2);
    expect(shop.failures).toHaveLength(1);
    isAway = false;
    await watch(shop.depsAt(new Date(after(11).getTime() + 300_000), { tellers: mail }));
    await watch(shop.depsAt(after(12), { tellers: mail }));
    expect(shop.told.sort()).toEqual(['chat ann faq:zip:1', 'chat ben faq:zip:1', 'mail ann faq:zip:1']);
  });

  test('a business that is new, and one that does not want it, has counts and no alerts', async () => {
    const [young, off] = [await openShop(desk, at(0), { weeks: 1 }), await openShop(desk, at(0))];
    await young.store(burst(10));
    await off.store(burst(10));
    const listTenants = async (last: TenantId | undefined) =>
      last === undefined ? [young.tenantId, off.tenantId] : [];
    const isWatched = async (tenantId: TenantId) => tenantId === young.tenantId;
    await watch(young.depsAt(after(11), { listTenants, isWatched }));
    for (const shop of [young, off]) {
      expect(await shop.alerts()).toEqual([]);
      expect((await hoursOf(shop.tenantId)).at(-1)).toMatchObject({ conversations: 9 });
    }
    expect(young.told).toEqual([]);
  });

  test('wherever counting breaks off, each conversation counts once an hour and topic, as the stored messages say', async () => {
    const shop = await openShop(desk, at(0), { storedHours: 120 });
    await shop.store(burst(10));
    let calls = 0;
    const { topicCounts, topicJob } = desk.stores;
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const dying: Partial<WatchTopicsDeps> = {
        owner: `dies ${attempt}`,
        counts: {
          ...topicCounts,
          async replace(...call) {
            calls += 1;
            if (calls % 23 === 0) throw new Error('killed before the write');
            await topicCounts.replace(...call);
            if (calls % 19 === 0) throw new Error('killed after the write');
          },
        },
        job: { ...topicJob, release: async () => {} },
      };
      // Each process that died left a lease, which has run out by the next attempt.
      await watchTopics(shop.depsAt(new Date(after(11).getTime() + attempt * 130_000), dying)).catch(() => {});
    }
    await watch(shop.depsAt(new Date(after(11).getTime() + 11 * 130_000)));
    const counted = await hoursOf(shop.tenantId);
    expect(counted).toHaveLength(6 * 168 + 1);
    expect(counted.at(-1)).toEqual({ start: at(10), conversations: 9, topics: [{ topic: 'faq:zip', count: 9 }] });
    const deps = { facts: desk.stores.messageFacts, counts: topicCounts };
    for (const { start } of counted.slice(-30)) await recountTopics(deps, shop.tenantId, start, at(500));
    expect(await hoursOf(shop.tenantId)).toEqual(counted);
    expect(shop.told).toHaveLength(3);
  });

  test('an hour in which a message still waited is counted again once it was dealt with', async () => {
    const shop = await openShop(desk, at(0), { weeks: 0 });
    await shop.store([{ at: at(1.5), customer: 'late', faq: 'zip' }]);
    const { messages } = desk.database.models;
    const ids = {
      tenantId: shop.tenantId,
      _id: { $gte: messageIdSchema.parse(idsFrom(at(1))) },
      direction: 'in' as const,
    };
    await messages.updateOne(ids, { $unset: { handledAs: 1 }, $set: { unhandledSince: at(1.5) } });
    await watch(shop.depsAt(after(2)));
    expect(await hoursOf(shop.tenantId)).toEqual([]);
    await watch(shop.depsAt(at(2.5)));
    expect(await hoursOf(shop.tenantId)).toEqual([{ start: at(1), conversations: 1, topics: [] }]);
    await messages.updateOne(ids, { $set: { handledAs: 'handover' }, $unset: { unhandledSince: 1 } });
    await watch(shop.depsAt(at(2.9)));
    expect((await hoursOf(shop.tenantId))[0]?.topics).toEqual([{ topic: 'faq:zip', count: 1 }]);
  });

  test('topics are listed with their last 7 and 28 days, and counts older than nine weeks are forgotten', async () => {
    const shop = await openShop(desk, at(0));
    await watch(shop.depsAt(after(0)));
    const { topicCounts, topicAlerts } = desk.stores;
    const titlesOf = async () => new Map([['faq:zip', 'ZIP codes'] as const]);
    const rows = await listTopics({ topicCounts, topicAlerts, titlesOf, now: () => after(0) }, shop.tenantId);
    expect(rows.map(({ title, week, fourWeeks }) => [title, week, fourWeeks])).toEqual([['ZIP codes', 14, 56]]);
    expect(rows[0]?.days).toEqual(Array.from({ length: 28 }, () => 2));
    await shop.store([{ at: at(4 * 168 + 1), customer: 'c', faq: 'zip' }]);
    await watch(shop.depsAt(after(4 * 168 + 2)));
    expect((await topicCounts.list(shop.tenantId, at(-2_000), at(2_000)))[0]?.start).toEqual(at(-5 * 168 + 2));
  });

  test('an example goes with the conversation it is from, and another business never sees or changes an alert', async () => {
    const shop = await openShop(desk, at(0));
    await shop.store(burst(10));
    await watch(shop.depsAt(after(11)));
    const { topicAlerts } = desk.stores;
    const neighbour = await openShop(desk, at(0), { weeks: 0 });
    await expect(
      changeTopicAlert({ topicAlerts }, neighbour.tenantId, 'faq:zip:1', { rating: 'useful' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await changeTopicAlert({ topicAlerts }, shop.tenantId, 'faq:zip:1', { rating: 'useful' });
    const deps = { topicAlerts, now: () => after(11) };
    expect(await listTopicAlerts(deps, neighbour.tenantId)).toEqual({
      alerts: [],
      rated: { useful: 0, 'not-useful': 0 },
    });
    expect((await listTopicAlerts(deps, shop.tenantId)).rated).toEqual({ useful: 1, 'not-useful': 0 });
    await changeTopicAlert({ topicAlerts }, shop.tenantId, 'faq:zip:1', { rating: null });
    expect((await shop.alerts())[0]).not.toHaveProperty('rating');
    const retention = createRetentionStore(desk.database.models);
    for (let customer = 0; customer < 9; customer += 1) {
      await retention.deleteMessages(shop.tenantId, conversationIdSchema.parse(`b10-${customer}`), 100);
    }
    expect((await shop.alerts())[0]?.examples).toEqual([]);
  });
});
