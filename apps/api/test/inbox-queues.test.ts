import {
  compareInQueue,
  isInQueue,
  messageIdSchema,
  type QueueName,
  queueNames,
  userIdSchema,
} from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { nameOf, putConversation } from './put-conversation.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('the queues on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let other: Somebody;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
    other = await api.owner('Another shop');
    await fill();
  });
  afterAll(() => api.close());

  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
  const waits = (minutes: number, priority: 1 | 2 | 3 | 4) => ({
    status: 'waiting' as const,
    waiting: { reason: 'no-answer' as const, since: ago(minutes), messageId: messageIdSchema.parse('m'), priority },
    lastMessageAt: ago(minutes),
  });
  const heldBy = ({ userId: of }: Somebody, minutes: number) => {
    const userId = userIdSchema.parse(of);
    return {
      status: 'human' as const,
      holder: { kind: 'agent' as const, agentId: userId },
      assigneeId: userId,
      lastMessageAt: ago(minutes),
    };
  };

  async function fill() {
    const agentId = userIdSchema.parse(agent.userId);
    const put = (name: string, changes: Parameters<typeof putConversation>[3]) =>
      putConversation(api, owner, name, changes);
    await put('bot', { lastMessageAt: ago(1) });
    await put('wait-old', waits(60, 3));
    await put('wait-new', waits(5, 3));
    await put('wait-urgent', waits(2, 1));
    await put('wait-low', waits(600, 4));
    await put('wait-given', { ...waits(50, 3), assigneeId: agentId });
    await put('wait-snoozed', { ...waits(40, 1), snoozedUntil: new Date(Date.now() + 60 * MINUTE_MS) });
    const { priority: _none, ...before } = waits(20, 3).waiting;
    await put('wait-before', { ...waits(20, 3), waiting: before as never });
    await put('wait-woken', { ...waits(30, 3), snoozedUntil: ago(1) });
    await put('held-old', heldBy(agent, 90));
    await put('held-new', heldBy(agent, 3));
    await put('held-snoozed', { ...heldBy(agent, 4), snoozedUntil: new Date(Date.now() + 50 * MINUTE_MS) });
    await put('held-by-owner', heldBy(owner, 7));
    await put('closed-old', { status: 'closed', closedAt: ago(100), lastMessageAt: ago(100) });
    await put('closed-new', { status: 'closed', closedAt: ago(10), lastMessageAt: ago(500), assigneeId: agentId });
    await putConversation(api, other, 'secret', waits(10, 1));
  }

  const expected: Readonly<Record<QueueName, readonly string[]>> = {
    mine: ['held-new', 'wait-given', 'held-old'],
    unassigned: ['wait-urgent', 'wait-old', 'wait-woken', 'wait-before', 'wait-new', 'wait-low'],
    waiting: ['wait-urgent', 'wait-old', 'wait-given', 'wait-woken', 'wait-before', 'wait-new', 'wait-low'],
    snoozed: ['held-snoozed', 'wait-snoozed'],
    closed: ['closed-new', 'closed-old'],
    all: [
      'bot',
      'wait-urgent',
      'held-new',
      'held-snoozed',
      'wait-new',
      'held-by-owner',
      'wait-before',
      'wait-woken',
      'wait-snoozed',
      'wait-given',
      'wait-old',
      'held-old',
      'closed-old',
      'closed-new',
      'wait-low',
    ],
  };

  async function namesIn(who: Somebody, filter: object): Promise<string[]> {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await who.visitor.ask('queues.list', { ...filter, ...(cursor && { cursor }) });
      expect(status).toBe(200);
      names.push(...body.items.map(nameOf));
      cursor = body.nextCursor;
    } while (cursor);
    return names;
  }

  test.each(queueNames)('%s holds what belongs there in its order, whole and page by page', async (queue) => {
    for (const limit of [1, 2, 3, 50]) {
      expect(await namesIn(agent, { queue, limit }), `${limit} a page`).toEqual(expected[queue]);
    }
  });

  test.each(queueNames)('a screen sorts %s out of changed rows as the server does', async (queue) => {
    const { body } = await agent.visitor.ask('queues.list', { queue: 'all', limit: 100 });
    const rows = [...body.items]
      .reverse()
      .filter((row) => isInQueue(row, queue, agent.userId, new Date()))
      .sort((a, b) => compareInQueue(queue, a, b));
    expect(rows.map(nameOf)).toEqual(expected[queue]);
  });

  test('are counted for each member', async () => {
    const { body } = await agent.visitor.ask('queues.counts');
    expect(body).toEqual({ mine: 3, unassigned: 6, waiting: 7, snoozed: 2 });
    expect((await owner.visitor.ask('queues.counts')).body).toMatchObject({ mine: 1, waiting: 7 });
  });

  test('are searched by name and by words, within the queue alone, and narrowed by channel', async () => {
    expect(await namesIn(agent, { queue: 'waiting', search: 'wait-urg' })).toEqual(['wait-urgent']);
    expect(await namesIn(agent, { queue: 'mine', search: 'wait-urgent' })).toEqual([]);
    expect(await namesIn(agent, { queue: 'waiting', search: 'ABOUT wait-low' })).toEqual(['wait-low']);
    expect(await namesIn(agent, { queue: 'waiting', search: 'about', limit: 2 })).toEqual(expected.waiting);
    expect(await namesIn(agent, { queue: 'waiting', channel: 'wechat' })).toEqual([]);
    expect(await namesIn(agent, { queue: 'waiting', channel: 'telegram', limit: 2 })).toEqual(expected.waiting);
  });

  test('say nothing of another tenant, and nothing that is the machine’s own business', async () => {
    for (const queue of queueNames) expect(await namesIn(other, { queue })).not.toContain('wait-urgent');
    expect(await namesIn(other, { queue: 'waiting' })).toEqual(['secret']);
    expect(await namesIn(owner, { queue: 'all', search: 'secret' })).toEqual([]);
    const { body } = await agent.visitor.ask('queues.list', { queue: 'waiting', limit: 1 });
    expect(Object.keys(body.items[0])).toEqual(expect.arrayContaining(['status', 'waiting', 'holder']));
    for (const hidden of ['chatKey', 'epoch', 'tenantId', 'change', 'offered', 'nameWords', 'leaseOwner']) {
      expect(body.items[0]).not.toHaveProperty(hidden);
    }
  });

  test('refuse what is too long or none of ours', async () => {
    for (const input of [
      {},
      { queue: 'everything' },
      { queue: 'all', limit: 101 },
      { queue: 'all', search: 'x'.repeat(101) },
      { queue: 'all', cursor: 'nonsense' },
      { queue: 'all', cursor: 't9.1_a' },
    ]) {
      expect(await agent.visitor.ask('queues.list', input)).toMatchObject({ status: 400 });
    }
    expect(await api.visitor().ask('queues.list', { queue: 'all' })).toMatchObject({ status: 401 });
  });
});
