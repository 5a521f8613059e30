import {
  accountIdSchema,
  conversationIdSchema,
  messageIdSchema,
  newId,
  newTenantId,
  type Rating,
  type Score,
  type TenantId,
  userIdSchema,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const noon = new Date('2026-11-29T12:00:00Z');
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);
const conversationId = conversationIdSchema.parse('c-one');

describe.each(testDatabases())('ratings on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  async function asked(tenantId = newTenantId(), agent = 'an-agent', at = noon) {
    const rating: Rating = {
      id: messageIdSchema.parse(`${newId(at.getTime())}.n`),
      tenantId,
      conversationId,
      accountId: accountIdSchema.parse(`${tenantId}.account`),
      channel: 'telegram',
      agentId: userIdSchema.parse(agent),
      askedAt: at,
    };
    await desk.stores.ratings.add(tenantId, rating);
    return rating;
  }
  const rate = ({ tenantId, id }: Rating, score: Score, at: Date) =>
    desk.stores.ratings.rate(tenantId, conversationId, id, {
      score,
      at,
      changeableSince: new Date(at.getTime() - 600_000),
    });
  const stored = async ({ tenantId }: Rating) =>
    (await desk.stores.ratings.listByConversation(tenantId, conversationId, 1))[0];

  test('the first score counts; it may be changed for ten minutes, and no more once it has a comment', async () => {
    const rating = await asked();
    expect(await rate(rating, 2, minutes(1))).toBe(true);
    expect(await rate(rating, 4, minutes(10))).toBe(true);
    expect(await stored(rating)).toEqual({ ...rating, score: 4, ratedAt: minutes(1) });
    expect(await rate(rating, 5, minutes(12))).toBe(false);
    expect(await stored(rating)).toMatchObject({ score: 4 });

    const commented = await asked();
    expect(await rate(commented, 2, minutes(1))).toBe(true);
    await desk.stores.ratings.comment(commented.tenantId, conversationId, commented.id, 'Slow.');
    expect(await rate(commented, 4, minutes(2))).toBe(false);
    expect(await stored(commented)).toMatchObject({ score: 2, comment: 'Slow.' });
  });

  test('the first comment stays, and there is none without a score', async () => {
    const rating = await asked();
    const comment = (words: string) => desk.stores.ratings.comment(rating.tenantId, conversationId, rating.id, words);
    expect(await comment('Too early')).toBeUndefined();
    await rate(rating, 5, minutes(1));
    expect(await comment('Kind')).toMatchObject({ score: 5, comment: 'Kind' });
    expect(await comment('Other')).toMatchObject({ score: 5, comment: 'Kind' });
  });

  test('asking again leaves what was said; nobody rates for another conversation or tenant', async () => {
    const rating = await asked();
    await rate(rating, 5, minutes(1));
    await desk.stores.ratings.add(rating.tenantId, rating);
    expect(await stored(rating)).toMatchObject({ score: 5 });
    const other = await asked();
    const { ratings } = desk.stores;
    const given = { score: 1, at: minutes(1), changeableSince: noon } as const;
    expect(await ratings.rate(rating.tenantId, conversationId, other.id, given)).toBe(false);
    expect(await ratings.rate(other.tenantId, conversationIdSchema.parse('c-two'), other.id, given)).toBe(false);
    expect((await stored(other))?.score).toBeUndefined();
  });

  test('what was given in a time is read, and no more; the list is newest first, page by page', async () => {
    const tenantId = newTenantId();
    const rated: readonly [string, Score, number][] = [
      ['ann', 5, 1],
      ['ann', 4, 2],
      ['bo', 1, 3],
      ['ann', 5, 4],
      ['bo', 5, 90],
    ];
    for (const [agent, score, at] of rated) await rate(await asked(tenantId, agent, minutes(at)), score, minutes(at));
    await asked(tenantId, 'bo', minutes(5));
    const { ratings } = desk.stores;
    const given = async (tenant: TenantId, until: Date) => {
      const found: string[] = [];
      for await (const { agentId, score } of ratings.given(tenant, { from: minutes(2), until })) {
        found.push(`${agentId} ${score}`);
      }
      return found.sort();
    };
    expect(await given(tenantId, minutes(90))).toEqual(['ann 4', 'ann 5', 'bo 1']);
    expect(await given(newTenantId(), minutes(99))).toEqual([]);
    const first = await ratings.listNewest(tenantId, { limit: 3 });
    expect(first.map(({ score }) => score)).toEqual([5, 5, 1]);
    const before = first[2];
    const second = await ratings.listNewest(tenantId, { limit: 3, ...(before && { before }) });
    expect(second.map(({ score }) => score)).toEqual([4, 5]);
    const bo = first[2];
    if (bo) await ratings.comment(tenantId, conversationId, bo.id, 'Slow.');
    expect(await ratings.listNewest(tenantId, { hasComment: true, limit: 3 })).toMatchObject([{ comment: 'Slow.' }]);
  });
});
