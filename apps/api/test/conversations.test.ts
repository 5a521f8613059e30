import { createChannels } from '@answerdesk/channels';
import { conversationIdOf, receiveMessage } from '@answerdesk/conversations';
import {
  accountIdSchema,
  type Channel,
  type ChannelName,
  type HandledAs,
  messageIdSchema,
  type OutboxItem,
  tenantIdSchema,
} from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

describe.each(testDatabases())('conversations on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let other: Somebody;
  beforeAll(async () => {
    const { telegram } = createChannels({});
    const window = { message: { forMs: 48 * 3_600_000, messages: 5 } };
    const wechat: Channel = { ...telegram, name: 'wechat', capabilities: { ...telegram.capabilities, window } };
    api = await openApi(kind, {}, { channels: { wechat } });
    owner = await api.owner();
    other = await api.owner('Another shop');
  });
  afterAll(() => api.close());

  /** A message and its reply, as the bots leave them behind. */
  async function exchange(
    who: Somebody,
    chatKey: string,
    text: string,
    options: { handledAs?: HandledAs; name?: string; failure?: OutboxItem['failure']; channel?: ChannelName } = {},
  ) {
    const { handledAs = 'answered', name = 'Ana', failure, channel = 'telegram' } = options;
    const { messages, conversations, contacts, outbox } = api.desk.stores;
    const tenantId = tenantIdSchema.parse(who.tenantId);
    const account = { id: accountIdSchema.parse(`${tenantId}.a`), tenantId, channel } as const;
    const now = new Date();
    const { message } = await receiveMessage({ messages, now: () => now }, account, {
      dedupeKey: `${chatKey}:${text}`,
      chatKey,
      isGroup: false,
      contact: { platformId: chatKey, displayName: name },
      content: { kind: 'text', text },
    });
    const { conversationId, author } = message;
    const at = {
      accountId: account.id,
      channel,
      contactId: author.contactId,
      chatKey,
      isGroup: false,
    } as const;
    const lease = { owner: 'p', now, until: new Date(now.getTime() + 1) };
    await conversations.claim(tenantId, { id: conversationId, ...at }, lease);
    const waiting = { reason: 'no-answer', since: now, messageId: message.id, priority: 3 } as const;
    const status = handledAs === 'handover' ? 'waiting' : 'bot';
    const turn = { messageId: message.id, at: now, epoch: 0, status } as const;
    await conversations.recordTurn(tenantId, conversationId, turn, {
      unsureTurns: 0,
      language: 'en',
      ...(handledAs === 'handover' && { waiting }),
      contactName: name,
      nameWords: [name.toLowerCase()],
      lastExchange: { asked: text, replied: 'Yes.' },
      outcome: handledAs,
    });
    await conversations.release(tenantId, conversationId, 'p');
    await contacts.remember(tenantId, {
      id: author.contactId,
      tenantId,
      accountId: account.id,
      platformId: chatKey,
      displayName: name,
      isReachable: true,
      createdAt: now,
    });
    const reply = {
      id: messageIdSchema.parse(`${message.id}.r`),
      tenantId,
      accountId: account.id,
      conversationId,
      channel,
      createdAt: now,
      content: { kind: 'reply', text: 'Yes.' },
    } as const;
    await messages.addReply(tenantId, {
      ...reply,
      direction: 'out',
      author: { kind: 'bot' },
      causeId: message.id,
      trace: { outcome: handledAs, candidates: [{ faqId: 'f1', question: 'Open?', probability: 0.9 }] },
    });
    await outbox.add(
      tenantId,
      { ...reply, ...at, state: 'pending', attempts: 0, uncertainSends: 0, sentParts: [] },
      { owner: 'p', until: now },
    );
    if (failure) await outbox.fail(tenantId, reply.id, 'p', failure);
    else await outbox.markPartSent(tenantId, reply.id, 'p', { platformMessageId: '1', isLast: true, now });
    await messages.markHandled(tenantId, message.id, handledAs);
    return conversationId;
  }

  test('are listed newest first, found by name and by words, and filtered', async () => {
    for (let index = 0; index < 7; index += 1)
      await exchange(owner, `list-${index}`, `question ${index}`, { name: `Ana${index}` });
    await exchange(owner, 'list-w', 'a riddle', { handledAs: 'handover', name: 'Bo' });
    const { ask } = owner.visitor;
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await ask('conversations.list', { limit: 3, ...(cursor && { cursor }) });
      expect(status).toBe(200);
      ids.push(...body.items.map(({ contactName }: { contactName: string }) => contactName));
      cursor = body.nextCursor;
    } while (cursor);
    expect(ids).toEqual(['Bo', 'Ana6', 'Ana5', 'Ana4', 'Ana3', 'Ana2', 'Ana1', 'Ana0']);
    const names = async (filter: object) =>
      (await ask('conversations.list', filter)).body.items.map(
        ({ contactName }: { contactName: string }) => contactName,
      );
    expect(await names({ isWaiting: true })).toEqual(['Bo']);
    expect(await names({ search: 'ana3' })).toEqual(['Ana3']);
    expect(await names({ search: 'RIDDLE' })).toEqual(['Bo']);
    expect(await names({ outcome: 'handover', language: 'en' })).toEqual(['Bo']);
    expect(await names({ accountId: `${other.tenantId}.a` })).toEqual([]);
    const { body } = await ask('conversations.list', { limit: 1 });
    expect(Object.keys(body.items[0])).not.toContain('chatKey');
  });

  test('are read with why each reply was given and what became of it', async () => {
    const failure = { reason: 'blocked-by-contact', detail: 'Forbidden: bot was blocked by the user' } as const;
    const id = await exchange(owner, 'read', 'first');
    for (let index = 0; index < 4; index += 1) await exchange(owner, 'read', `more ${index}`);
    await exchange(owner, 'read', 'last', { failure });
    const { body } = await owner.visitor.ask('conversations.read', { id, limit: 4 });
    expect(body.contact).toMatchObject({ displayName: 'Ana' });
    expect(body.entries.map(({ kind: way }: { kind: string }) => way)).toEqual(['in', 'out', 'in', 'out']);
    expect(body.entries.at(-1)).toMatchObject({
      message: { trace: { candidates: [{ question: 'Open?' }] } },
      delivery: { state: 'failed', failure: { reason: 'blocked-by-contact' } },
    });
    expect(body.entries[1].delivery).toEqual({ state: 'sent', uncertainSends: 0 });
    let cursor: string | undefined = body.nextCursor;
    let count = body.entries.length;
    while (cursor) {
      const page = (await owner.visitor.ask('conversations.read', { id, limit: 4, cursor })).body;
      count += page.entries.length;
      cursor = page.nextCursor;
    }
    expect(count).toBe(12);
  });

  test('say what a platform with a window still lets be sent, with the newest page alone', async () => {
    const id = await exchange(owner, 'window', 'first', { channel: 'wechat' });
    await exchange(owner, 'window', 'second', { channel: 'wechat' });
    const { ask } = owner.visitor;
    const { body } = await ask('conversations.read', { id, limit: 1 });
    expect(body.window).toMatchObject({ limit: 5, remaining: 4, isOpen: true });
    expect(Date.parse(body.window.expiresAt) - Date.now()).toBeGreaterThan(47 * 3_600_000);
    const older = await ask('conversations.read', { id, limit: 1, cursor: body.nextCursor });
    expect(older.body).not.toHaveProperty('window');
    const free = await exchange(owner, 'no window', 'first');
    expect((await ask('conversations.read', { id: free })).body).not.toHaveProperty('window');
  });

  test('are read by an agent, and by nobody from another tenant or without a session', async () => {
    const id = await exchange(owner, 'private', 'a secret');
    const agent = await api.member(owner, 'agent');
    expect(await agent.visitor.ask('conversations.read', { id })).toMatchObject({ status: 200 });
    const theirs = await other.visitor.ask('conversations.read', { id });
    const nobodys = conversationIdOf(accountIdSchema.parse(`${other.tenantId}.a`), 'no chat');
    expect(theirs).toMatchObject({ status: 404 });
    expect(theirs.body.message).toBe((await other.visitor.ask('conversations.read', { id: nobodys })).body.message);
    expect((await other.visitor.ask('conversations.list', {})).body.items).toEqual([]);
    expect(await api.visitor().ask('conversations.list', {})).toMatchObject({ status: 401 });
  });

  test('refuse input that is too long or none of ours', async () => {
    const { ask } = owner.visitor;
    for (const input of [
      { search: 'x'.repeat(101) },
      { limit: 101 },
      { cursor: 'c'.repeat(331) },
      { cursor: 'nonsense' },
    ]) {
      expect(await ask('conversations.list', input)).toMatchObject({ status: 400 });
    }
    expect(await ask('conversations.read', { id: { $gt: '' } })).toMatchObject({ status: 400 });
  });

  test('figures stand in the days of the tenant, and come as a table; a wrong range is refused in words', async () => {
    const { ask } = owner.visitor;
    const today = new Date().toISOString().slice(0, 10);
    const { status, body } = await ask('insights.summary', { from: today, to: today });
    expect(status).toBe(200);
    expect(body).toMatchObject({ timeZone: 'UTC', totals: { messages: 0, bot: {}, person: {} } });
    const table = await ask('insights.export', { from: today, to: today });
    expect(table.body.csv).toMatch(/^\uFEFFtime,channel,language,messages,answered/);
    for (const range of [
      { from: today, to: '2020-01-01' },
      { from: '2020-01-01', to: today },
      { from: 'x', to: today },
    ]) {
      expect(await ask('insights.summary', range)).toMatchObject({ status: 400 });
    }
    expect(await ask('insights.firstSteps')).toMatchObject({
      status: 200,
      body: { faqs: false, tried: true, channel: false, team: true, live: false },
    });
    expect((await other.visitor.ask('insights.firstSteps')).body).toMatchObject({ tried: false, team: false });
    expect(await api.visitor().ask('insights.summary', { from: today, to: today })).toMatchObject({ status: 401 });
  });
});
