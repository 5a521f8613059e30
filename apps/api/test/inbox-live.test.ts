import { conversationIdSchema, messageIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EventStream, openStream, type StreamEvent } from './event-stream.ts';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

describe.each(testDatabases())('open inboxes on $name', (kind) => {
  let api: TestApi;
  let origin: string;
  let owner: Somebody;
  let agent: Somebody;
  let other: Somebody;
  const open: EventStream[] = [];
  beforeAll(async () => {
    api = await openApi(kind);
    origin = await api.app.listen({ port: 0, host: '127.0.0.1' });
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
    other = await api.owner('Another shop');
  });
  afterEach(() => {
    for (const stream of open.splice(0)) stream.leave();
  });
  afterAll(() => api.close());

  async function listen({ visitor }: Somebody, lastEventId?: string): Promise<EventStream> {
    const stream = await openStream(origin, 'queues.live', visitor.jar, lastEventId);
    open.push(stream);
    return stream;
  }

  /** An inbox that has read everything and waits for news. */
  async function ready(who: Somebody): Promise<EventStream> {
    const stream = await listen(who);
    expect((await stream.next()).data).toEqual({ kind: 'all' });
    return stream;
  }

  async function nextOf(stream: EventStream, wanted: string): Promise<StreamEvent> {
    for (;;) {
      const said = await stream.next();
      if (said.data.kind === wanted) return said;
    }
  }

  const touch = (id: string, changes: object) =>
    api.desk.database.models.conversations.updateOne(
      { tenantId: tenantIdSchema.parse(id.split(':')[0]), _id: conversationIdSchema.parse(id) },
      { $set: changes },
    );
  const rowIds = ({ data }: StreamEvent) => data.rows.map(({ id }: { id: string }) => id);

  test('all hear the same row as it is now, and nobody of another tenant does', async () => {
    const [first, second, theirs] = [await ready(owner), await ready(agent), await ready(other)];
    const id = await putConversation(api, owner, 'ana', { tags: ['vip'] });
    const news = await nextOf(first, 'rows');
    expect(news.data.rows).toMatchObject([{ id, contactName: 'ana', status: 'bot', tags: ['vip'] }]);
    for (const hidden of ['chatKey', 'epoch', 'tenantId', 'change', 'offered', 'nameWords']) {
      expect(news.data.rows[0]).not.toHaveProperty(hidden);
    }
    expect((await nextOf(second, 'rows')).data).toEqual(news.data);
    const secret = await putConversation(api, other, 'secret');
    expect(rowIds(await nextOf(theirs, 'rows'))).toEqual([secret]);
    await touch(id, { tags: [] });
    expect(rowIds(await nextOf(first, 'rows'))).toEqual([id]);
  });

  test('a cut connection goes on where it was: nothing missed, nothing twice', async () => {
    const before = await ready(owner);
    const id = await putConversation(api, owner, 'resumes');
    await nextOf(before, 'rows');
    await touch(id, { 'lastExchange.asked': 'one' });
    const heard = await nextOf(before, 'rows');
    before.leave();
    await touch(id, { 'lastExchange.asked': 'two' });
    const witness = await listen(owner, heard.id);
    expect((await nextOf(witness, 'rows')).data.rows[0].lastExchange.asked).toBe('two');
    const after = await listen(owner, heard.id);
    const missed = await after.next();
    expect(missed.data.rows[0].lastExchange.asked).toBe('two');
    await touch(id, { 'lastExchange.asked': 'three' });
    expect((await after.next()).data.rows[0].lastExchange.asked).toBe('three');
    expect((await (await listen(owner, 'anotherprocess:7')).next()).data).toEqual({ kind: 'all' });
  });

  test('hear of notes and deliveries in conversations whose rows stay as they were, and of no lease', async () => {
    const stream = await ready(owner);
    const id = conversationIdSchema.parse(await putConversation(api, owner, 'quiet'));
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    expect(rowIds(await nextOf(stream, 'rows'))).toEqual([id]);
    await touch(id, { leaseOwner: 'p', leaseUntil: new Date() });
    const at = new Date();
    await api.api.deps.inbox.events.add(tenantId, {
      id: messageIdSchema.parse('0000000000000000000note1'),
      tenantId,
      conversationId: id,
      at,
      kind: 'note',
      text: 'Look.',
      mentionedIds: [],
    });
    expect((await stream.next()).data).toEqual({ kind: 'messages', conversationIds: [id] });
    const { outbox } = api.desk.database.models;
    const item = { _id: `${id}-item`, tenantId, conversationId: id, isDone: false };
    await outbox.collection.insertOne(item as never);
    await outbox.collection.updateOne({ _id: item._id as never }, { $set: { isDone: true } });
    expect((await stream.next()).data).toEqual({ kind: 'messages', conversationIds: [id] });
  });

  test('hear who is there when that changes, and nothing of a sign of life that changes nothing', async () => {
    const stream = await ready(owner);
    const beat = (input: object) => agent.visitor.tell('presence.beat', { tabId: 'live', ...input });
    const viewing = `${owner.tenantId}:ana`;
    await beat({ viewing });
    expect((await nextOf(stream, 'presence')).data.presences).toMatchObject([{ userId: agent.userId, viewing }]);
    await beat({ viewing });
    await beat({ viewing });
    await owner.visitor.tell('cannedReplies.save', { shortcut: 'mark', text: 'x' });
    expect((await stream.next()).data).toEqual({ kind: 'canned' });
    await beat({ viewing, isTyping: true });
    expect((await nextOf(stream, 'presence')).data.presences).toMatchObject([{ viewing, isTyping: true }]);
    await beat({ isLeaving: true });
    expect((await nextOf(stream, 'presence')).data.presences).toEqual([]);
  });

  test('hear of canned replies that were saved and removed', async () => {
    const stream = await ready(agent);
    const { body } = await owner.visitor.tell('cannedReplies.save', { shortcut: 'bye', text: 'x' });
    expect((await stream.next()).data).toEqual({ kind: 'canned' });
    await owner.visitor.tell('cannedReplies.remove', { id: body.id });
    expect((await stream.next()).data).toEqual({ kind: 'canned' });
  });

  test('nobody hears anything without a session', async () => {
    const answer = await fetch(`${origin}/trpc/queues.live`, { headers: { accept: 'text/event-stream' } });
    expect(await answer.text()).toContain('UNAUTHORIZED');
  });
});
