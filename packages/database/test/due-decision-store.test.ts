import { createDueDecisionStore } from '@answerdesk/database';
import { faqIdSchema, newId, newTenantId, userIdSchema } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

describe.each(testDatabases())('decisions about drafts that were due on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('those that are open are read oldest first, and none of those that are done', async () => {
    const { duedecisions } = desk.database.models;
    const store = createDueDecisionStore(desk.database.models);
    const tenantId = newTenantId();
    const begun = Date.parse('2026-11-30T12:00:00Z');
    const decide = async (at: Date) => {
      const faqs = [{ id: faqIdSchema.parse(newId()), revision: 1 }];
      const made = { outcome: 'published', isUnforetold: false, isNoted: false, told: [] } as const;
      const id = newId();
      await store.add(tenantId, { ...made, id, at, scheduledAt: at, byId: userIdSchema.parse('ada'), faqs });
      return id;
    };
    const ids: string[] = [];
    for (let hour = 0; hour < 40; hour += 1) ids.push(await decide(new Date(begun - hour * 3_600_000)));
    for (const id of ids.slice(0, 37)) await store.close(tenantId, id);
    // Which is looked at next says nothing of which is older.
    await store.postpone(tenantId, ids[39] ?? '', new Date(begun + 1));
    const find = vi.spyOn(duedecisions, 'find');
    const open = await store.listOpen(tenantId);
    const [query] = find.mock.results.map(({ value }) => value);
    find.mockRestore();
    expect(open.map(({ id }) => id)).toEqual(ids.slice(37).reverse());
    const { executionStats } = await query.clone().explain('executionStats');
    expect(executionStats).toMatchObject({ totalDocsExamined: 3, totalKeysExamined: 3 });
  });
});
