import {
  type ConversationEventBody,
  conversationIdSchema,
  idsFrom,
  messageIdSchema,
  tenantIdSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

describe.each(testDatabases())('a conversation with what happened in it, on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let id: string;
  const startMs = Date.now() - 3_600_000;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
    await agent.visitor.tell('staff.saveMe', {
      publicName: 'Sam',
      capacity: 5,
      languages: [],
      categories: [],
      notify: { sound: true, desktop: true, push: true, email: true },
    });
    id = await putConversation(api, owner, 'ana', { assigneeId: userIdSchema.parse(agent.userId) });
    for (let minute = 0; minute < 6; minute += 1) {
      await write(minute * 60_000, `message ${minute}`);
      await happen(minute * 60_000 + 30_000, { kind: 'note', text: `note ${minute}`, mentionedIds: [] });
    }
    await happen(600_000, { kind: 'handed-over', reason: 'unsure-twice', priority: 2 });
    await happen(601_000, { kind: 'taken', waitedMs: 1_000 });
    await happen(602_000, { kind: 'closed' });
    await happen(603_000, { kind: 'rated', score: 4, comment: 'Fine.' });
  });
  afterAll(() => api.close());

  const tenantId = () => tenantIdSchema.parse(owner.tenantId);

  /** As `newId` made it then. */
  const idAt = (at: Date) => messageIdSchema.parse(`${idsFrom(at)}${'0'.repeat(15)}`);

  async function happen(ms: number, body: ConversationEventBody) {
    const at = new Date(startMs + ms);
    await api.api.deps.inbox.events.add(tenantId(), {
      id: idAt(at),
      tenantId: tenantId(),
      conversationId: conversationIdSchema.parse(id),
      at,
      byId: userIdSchema.parse(agent.userId),
      ...body,
    });
  }

  async function write(ms: number, text: string) {
    const createdAt = new Date(startMs + ms);
    const conversation = await api.desk.stores.conversations.find(tenantId(), conversationIdSchema.parse(id));
    if (!conversation) throw new Error('There is no conversation');
    const { accountId, channel } = conversation;
    await api.desk.stores.messages.addReply(tenantId(), {
      id: idAt(createdAt),
      tenantId: tenantId(),
      accountId,
      channel,
      conversationId: conversation.id,
      createdAt,
      direction: 'out',
      author: { kind: 'agent', agentId: userIdSchema.parse(agent.userId) },
      content: { kind: 'reply', text },
    });
  }

  interface Entry {
    readonly kind: string;
    readonly event?: { readonly kind: string; readonly text?: string };
    readonly message?: { readonly content: { readonly text: string } };
  }
  const said = ({ event, message }: Entry) => event?.text ?? event?.kind ?? message?.content.text;

  test('has each event once, among the messages of its time, page after page', async () => {
    const whole: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await owner.visitor.ask('conversations.read', {
        id,
        limit: 2,
        ...(cursor && { cursor }),
      });
      expect(status).toBe(200);
      whole.unshift(...body.entries.map(said));
      cursor = body.nextCursor;
    } while (cursor);
    const expected = [0, 1, 2, 3, 4, 5].flatMap((minute) => [`message ${minute}`, `note ${minute}`]);
    expect(whole).toEqual([...expected, 'handed-over', 'taken', 'closed', 'rated']);
    const once = await owner.visitor.ask('conversations.read', { id, limit: 100 });
    expect(once.body.entries.map(said)).toEqual(whole);
  });

  test('says how those who wrote are called, to colleagues and to customers', async () => {
    const { body } = await owner.visitor.ask('conversations.read', { id });
    expect(body.agents[agent.userId]).toEqual({ name: 'Somebody', publicName: 'Sam' });
  });

  test('is summed up in the customer’s profile', async () => {
    const { body } = await agent.visitor.ask('profile.get', { conversationId: id });
    expect(body.past.map(({ kind: what }: { kind: string }) => what)).toEqual([
      'rated',
      'closed',
      'taken',
      'handed-over',
    ]);
    expect(body).toMatchObject({ ratings: [{ score: 4, comment: 'Fine.' }], handoverCount: 1 });
  });
});
