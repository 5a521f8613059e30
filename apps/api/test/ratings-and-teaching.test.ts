import {
  accountIdSchema,
  conversationIdSchema,
  messageIdSchema,
  newId,
  type Score,
  tenantIdSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const conversationId = conversationIdSchema.parse('c-one');

describe.each(testDatabases())('ratings and teaching for people on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
  });
  afterAll(() => api.close());

  async function rated(score: Score, daysAgo: number, comment?: string) {
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    const id = messageIdSchema.parse(`${newId(at.getTime())}.n`);
    const { ratings } = api.desk.stores;
    await ratings.add(tenantId, {
      id,
      tenantId,
      conversationId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      channel: 'telegram',
      agentId: userIdSchema.parse(agent.userId),
      askedAt: at,
    });
    await ratings.rate(tenantId, conversationId, id, { score, at, changeableSince: at });
    if (comment !== undefined) await ratings.comment(tenantId, conversationId, id, comment);
  }

  test('everybody of the tenant sees the figures of the days asked for, by agent, and the words page by page', async () => {
    await rated(5, 1, 'Kind.');
    await rated(2, 2);
    await rated(4, 3, 'Quick.');
    await rated(1, 40, 'Slow.');
    const { body } = await agent.visitor.ask('ratings.summary', { days: 30 });
    expect(body).toMatchObject({
      count: 3,
      mean: 11 / 3,
      agents: [{ agentId: agent.userId, agentName: 'Somebody', count: 3 }],
    });
    const first = (await owner.visitor.ask('ratings.list', { hasComment: true, limit: 2 })).body;
    expect(first.items).toMatchObject([
      { score: 5, comment: 'Kind.', conversationId, agentName: 'Somebody' },
      { score: 4, comment: 'Quick.' },
    ]);
    expect(first.items[0]).not.toHaveProperty('tenantId');
    const cursor = first.nextCursor;
    const second = (await owner.visitor.ask('ratings.list', { hasComment: true, limit: 2, cursor })).body;
    expect(second).toEqual({ items: [expect.objectContaining({ comment: 'Slow.' })] });
    const stranger = await api.owner('Another shop');
    expect((await stranger.visitor.ask('ratings.list', {})).body).toEqual({ items: [] });
    expect((await stranger.visitor.ask('ratings.summary', {})).body).toMatchObject({ count: 0, agents: [] });
  });

  async function replied(text: string) {
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const accountId = accountIdSchema.parse(`${tenantId}.a`);
    const { conversations, messages } = api.desk.stores;
    const now = new Date();
    const id = conversationIdSchema.parse(`c${newId()}`);
    const chat = { id, accountId, channel: 'telegram', chatKey: id, isGroup: false } as const;
    const contactId = 'p-one' as never;
    await conversations.claim(
      tenantId,
      { ...chat, contactId },
      { owner: 'p', now, until: new Date(now.getTime() + 1_000) },
    );
    const base = { tenantId, accountId, conversationId: id, channel: 'telegram', createdAt: now } as const;
    await messages.addInbound(tenantId, {
      ...base,
      id: messageIdSchema.parse(newId()),
      direction: 'in',
      author: { kind: 'contact', contactId },
      inbound: {
        dedupeKey: newId(),
        chatKey: id,
        isGroup: false,
        contact: { platformId: 'p' },
        content: { kind: 'text', text: 'Do you sing?' },
      },
    });
    const reply = await messages.addReply(tenantId, {
      ...base,
      id: messageIdSchema.parse(newId()),
      direction: 'out',
      author: { kind: 'agent', agentId: userIdSchema.parse(agent.userId) },
      content: { kind: 'reply', text },
    });
    return { conversationId: id, messageId: reply.id };
  }

  test('an agent’s click suggests, an owner’s publishes; the transcript and the audit say so', async () => {
    const of = await replied('On Sundays.');
    const proposal = (await agent.visitor.ask('teaching.propose', of)).body;
    expect(proposal).toMatchObject({ question: 'Do you sing?', answer: 'On Sundays.', locale: 'en', duplicates: [] });
    const lesson = { ...of, question: proposal.question, answer: proposal.answer };
    const suggested = (await agent.visitor.tell('teaching.save', lesson)).body;
    expect(suggested).toMatchObject({ isNew: true, isPublished: false });
    const published = (await owner.visitor.tell('teaching.save', lesson)).body;
    expect(published).toMatchObject({ faqId: suggested.faqId, isNew: true, isPublished: true });
    const again = (await owner.visitor.tell('teaching.save', { ...lesson, answer: 'Never.' })).body;
    expect(again).toMatchObject({ faqId: suggested.faqId, isNew: false, isPublished: true });
    const faq = (await owner.visitor.ask('faqs.get', { id: suggested.faqId })).body;
    expect(faq.published).toMatchObject({ question: 'Do you sing?', answer: 'On Sundays.' });
    const events = await api.desk.stores.events.list(tenantIdSchema.parse(owner.tenantId), of.conversationId, {
      limit: 9,
    });
    expect(events).toMatchObject([{ kind: 'taught', faqId: suggested.faqId, byId: agent.userId }]);
    const audit = (await owner.visitor.ask('audit.list', { action: 'faq.teach' })).body.items;
    expect(audit.map(({ target }: { target: unknown }) => target)).toEqual(
      Array(3).fill({ kind: 'faq', id: suggested.faqId }),
    );
  });

  test('a lesson without a question, or of what is no agent’s reply, is refused', async () => {
    const of = await replied('On Sundays.');
    expect((await owner.visitor.tell('teaching.save', { ...of, question: ' ', answer: 'x' })).status).toBe(400);
    const missing = { ...of, messageId: 'nothing' };
    expect((await owner.visitor.ask('teaching.propose', missing)).status).toBe(404);
    const stranger = await api.owner('A third shop');
    expect((await stranger.visitor.tell('teaching.save', { ...of, question: 'x', answer: 'x' })).status).toBe(404);
  });
});
