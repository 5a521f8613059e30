import type { AskedQuestion } from '@answerdesk/conversations';
import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  type Draft,
  messageIdSchema,
  newId,
  newTenantId,
  type StoredInboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const t0 = Date.parse('2026-01-01T00:00:00Z');
const after = (ms: number) => new Date(t0 + ms);

describe.each(testDatabases())('what stages and the dial keep, on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('a draft made twice is kept as it was first made, and an account lists its own, newest first', async () => {
    const { drafts } = desk.stores;
    const [tenantId, other] = [newTenantId(), newTenantId()];
    const [first, second] = [draft(tenantId, 'a', 'one'), draft(tenantId, 'a', 'two')];
    await drafts.add(tenantId, first);
    await drafts.add(tenantId, second);
    await drafts.add(tenantId, draft(tenantId, 'b', 'elsewhere'));
    expect(await drafts.add(tenantId, { ...first, question: 'again', repliedAs: 'handover' })).toEqual(first);
    const accountId = first.accountId;
    expect(await drafts.listNewest(tenantId, accountId, { limit: 10 })).toEqual([second, first]);
    expect(await drafts.listNewest(tenantId, accountId, { limit: 10, before: second.id })).toEqual([first]);
    expect(await drafts.listNewestOutcomes(tenantId, accountId, 1)).toEqual(['answered']);
    expect(await drafts.listByConversation(tenantId, first.conversationId, 10)).toHaveLength(3);
    expect(await drafts.find(tenantId, first.id)).toEqual(first);
    expect(await drafts.find(other, first.id)).toBeUndefined();
    expect(await drafts.listNewest(other, accountId, { limit: 10 })).toEqual([]);
    expect(await drafts.listByConversation(other, first.conversationId, 10)).toEqual([]);
  });

  test("a stage is set on a tenant's own account, and on no other", async () => {
    const { accounts } = desk.stores;
    const [tenantId, other] = [newTenantId(), newTenantId()];
    const id = accountIdSchema.parse(`${tenantId}.a`);
    const channel = 'telegram' as const;
    const account = { id, tenantId, channel, label: '@x', sealedCredentials: 'v1', settings: {}, createdAt: after(0) };
    await accounts.add(tenantId, account);
    expect(await accounts.setStage(other, id, 'shadow')).toBe(false);
    expect(await accounts.list(tenantId)).toEqual([account]);
    expect(await accounts.setStage(tenantId, id, 'outside-hours')).toBe(true);
    expect(await accounts.find(tenantId, id)).toEqual({ ...account, stage: 'outside-hours' });
    expect(await accounts.list(other)).toEqual([]);
  });

  test('thresholds are kept with the tenant, and can be given up', async () => {
    const { tenants } = desk.stores;
    const tenant = { id: newTenantId(), name: 'A', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: after(0) };
    await tenants.add(tenant);
    await tenants.setThresholds(tenant.id, { answer: 0.5, clarify: 0.25 });
    expect(await tenants.find(tenant.id)).toEqual({ ...tenant, thresholds: { answer: 0.5, clarify: 0.25 } });
    const [first, second] = [
      { answer: 0.5, clarify: 0.25 },
      { answer: 0.4, clarify: 0.2 },
    ];
    await tenants.setThresholds(tenant.id, second, { at: after(1), before: first });
    await tenants.setThresholds(tenant.id, undefined, { at: after(2), before: second });
    expect(await tenants.find(tenant.id)).toEqual(tenant);
    expect(await tenants.listDialMoves(tenant.id)).toEqual([
      { at: after(1), before: first, after: second },
      { at: after(2), before: second },
    ]);
  });

  test('a conversation is left to people once, and keeps what it waits for', async () => {
    const { conversations } = desk.stores;
    const tenantId = newTenantId();
    const message = inbound(tenantId, 'c1', 'hello', 0);
    await handle(message);
    const since = (ms: number) => ({
      reason: 'bot-in-shadow' as const,
      priority: 3 as const,
      since: after(ms),
      messageId: message.id,
    });
    await conversations.leaveToPeople(newTenantId(), message.conversationId, since(1));
    expect((await conversations.find(tenantId, message.conversationId))?.waiting).toBeUndefined();
    await conversations.leaveToPeople(tenantId, message.conversationId, since(2));
    await conversations.leaveToPeople(tenantId, message.conversationId, since(3));
    expect((await conversations.find(tenantId, message.conversationId))?.waiting).toEqual(since(2));
  });

  test('the newest questions of a tenant are found across its conversations, and nothing that is no question', async () => {
    const { questions } = desk.stores;
    const tenantId = newTenantId();
    expect(await questions.listNewest(tenantId, 5)).toEqual([]);
    for (let at = 0; at < 130; at += 1) await handle(inbound(tenantId, `c${at % 115}`, `question ${at}`, at));
    const image = { kind: 'attachment', attachment: 'image', platformKind: 'photo' } as const;
    await handle(inbound(tenantId, 'c3', '', 130, image));
    await handle(inbound(tenantId, 'c4', '', 131, { ...image, caption: 'what is this?' }));
    await handle(inbound(newTenantId(), 'c4', 'of another tenant', 132));
    const texts = (found: readonly AskedQuestion[]) => found.map(({ text }) => text);
    const newest = Array.from({ length: 24 }, (_, index) => `question ${129 - index}`);
    expect(texts(await questions.listNewest(tenantId, 25))).toEqual(['what is this?', ...newest]);
    expect(await questions.listNewest(tenantId, 500)).toHaveLength(131);
    expect((await questions.listNewest(tenantId, 1))[0]).toMatchObject({
      conversationId: `c4-${tenantId}`,
      locale: 'es',
      at: after(131),
      handledAs: 'answered',
    });
    await expect(questions.listNewest(tenantId, 5, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });

  async function handle(message: StoredInboundMessage) {
    const { conversations, messages } = desk.stores;
    const { tenantId, conversationId: id, accountId, channel, author, createdAt } = message;
    const { chatKey, isGroup } = message.inbound;
    const fresh = { id, accountId, channel, contactId: author.contactId, chatKey, isGroup };
    await messages.addInbound(tenantId, message);
    await conversations.claim(tenantId, fresh, { owner: 'p', now: createdAt, until: createdAt });
    await conversations.recordTurn(
      tenantId,
      id,
      { messageId: message.id, at: createdAt, epoch: 0, status: 'bot' },
      { unsureTurns: 0 },
    );
    await messages.markHandled(tenantId, message.id, 'answered');
  }
});

function draft(tenantId: TenantId, account: string, question: string): Draft {
  const causeId = messageIdSchema.parse(newId());
  return {
    id: messageIdSchema.parse(`${causeId}.r`),
    tenantId,
    accountId: accountIdSchema.parse(`${tenantId}.${account}`),
    conversationId: conversationIdSchema.parse('c1'),
    causeId,
    question,
    content: { kind: 'reply', text: 'Yes.', choices: [{ id: 'faq:1', label: 'Really?' }] },
    repliedAs: 'answered',
    trace: { confidence: 0.9 },
    createdAt: after(0),
  };
}

function inbound(
  tenantId: TenantId,
  conversation: string,
  words: string,
  atMs: number,
  content: StoredInboundMessage['inbound']['content'] = { kind: 'text', text: words },
): StoredInboundMessage {
  return {
    id: messageIdSchema.parse(newId()),
    tenantId,
    accountId: accountIdSchema.parse(`${tenantId}.a`),
    conversationId: conversationIdSchema.parse(`${conversation}-${tenantId}`),
    channel: 'telegram',
    createdAt: after(atMs),
    direction: 'in',
    author: { kind: 'contact', contactId: contactIdSchema.parse('p1') },
    inbound: {
      dedupeKey: newId(),
      chatKey: conversation,
      isGroup: false,
      contact: { platformId: '42', locale: 'es' },
      content,
    },
  };
}
