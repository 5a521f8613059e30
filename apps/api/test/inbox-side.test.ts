import { faqIdSchema, messageIdSchema, tenantIdSchema, userIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

const profile = {
  capacity: 3,
  languages: ['es'],
  categories: ['Orders'],
  notify: { sound: true, desktop: false, push: true, email: false },
};

describe.each(testDatabases())('what an agent has beside a conversation, on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let other: Somebody;
  let id: string;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
    other = await api.owner('Another shop');
    id = await putConversation(api, owner, 'ana', { language: 'es', tags: ['vip'] });
  });
  afterAll(() => api.close());

  const audited = async (action: string) =>
    (await owner.visitor.ask('audit.list', { action, limit: 100 })).body.items.map(
      ({ outcome, target }: { outcome: string; target: unknown }) => ({ outcome, target }),
    );

  describe('presence', () => {
    const beat = (who: Somebody, input: object) => who.visitor.tell('presence.beat', { tabId: 'tab', ...input });
    const list = async (who: Somebody) => (await who.visitor.ask('presence.list')).body;

    test('says who is where and types, for each tab, within the tenant alone', async () => {
      expect(await beat(agent, { viewing: id })).toMatchObject({ status: 200 });
      await beat(agent, { tabId: 'second', viewing: id, isTyping: true });
      await beat(owner, {});
      const there = await list(owner);
      expect(there).toHaveLength(3);
      expect(there).toContainEqual({
        userId: agent.userId,
        viewing: id,
        isTyping: true,
        seenAt: expect.any(String),
      });
      expect(await list(other)).toEqual([]);
    });

    test('ends where a tab goes, leaves a conversation, or is silent for long; the silent are forgotten', async () => {
      const { presences } = api.desk.database.models;
      await beat(agent, { tabId: 'second', isLeaving: true });
      await beat(agent, {});
      expect(await list(owner)).toContainEqual(expect.not.objectContaining({ viewing: id }));
      expect(await list(owner)).toHaveLength(2);
      const { tenantId } = owner;
      const set = async (seenAt: Date) => {
        await presences.updateMany({ tenantId: tenantIdSchema.parse(tenantId) }, { $set: { seenAt } });
      };
      await set(new Date(Date.now() - 91_000));
      expect(await list(owner)).toEqual([]);
      await set(new Date(Date.now() - 3_600_000));
      await beat(agent, { tabId: 'third' });
      expect(await presences.countDocuments({ tenantId: tenantIdSchema.parse(tenantId) })).toBe(1);
    });

    test('a tab that nobody sits at is open, and its member not here, until they touch this one or another', async () => {
      const { presences } = api.desk.database.models;
      await presences.deleteMany({ tenantId: tenantIdSchema.parse(owner.tenantId) });
      const agentAsSeen = async () => {
        const { body } = await owner.visitor.ask('staff.list');
        return body.find(({ userId }: { userId: string }) => userId === agent.userId);
      };
      await beat(agent, { isIdle: true });
      expect(await list(owner)).toMatchObject([{ userId: agent.userId, isIdle: true }]);
      expect(await agentAsSeen()).toMatchObject({ isHere: false, isIdle: true });
      await beat(agent, { tabId: 'second' });
      expect(await agentAsSeen()).toMatchObject({ isHere: true, isIdle: false });
      await beat(agent, { tabId: 'second', isLeaving: true });
      expect(await agentAsSeen()).toMatchObject({ isHere: false, isIdle: true });
      await beat(agent, {});
      expect(await agentAsSeen()).toMatchObject({ isHere: true, isIdle: false });
    });

    test('one member’s tab cannot be moved by another, and no sign of life stands in the audit', async () => {
      await beat(agent, { tabId: 'same', viewing: id });
      await beat(owner, { tabId: 'same' });
      expect(await list(owner)).toContainEqual(expect.objectContaining({ userId: agent.userId, viewing: id }));
      const { body } = await owner.visitor.ask('audit.list', { limit: 100 });
      expect(JSON.stringify(body)).not.toContain('presence');
    });

    test('refuses what names no tab', async () => {
      for (const tabId of ['', 'a/b', 'x'.repeat(65)])
        expect(await beat(agent, { tabId })).toMatchObject({ status: 400 });
    });
  });

  describe('canned replies', () => {
    test('are saved, changed and removed by everybody, and stand in the audit', async () => {
      const saved = await agent.visitor.tell('cannedReplies.save', { shortcut: 'hours', text: 'We open at nine.' });
      expect(saved).toMatchObject({ status: 200, body: { shortcut: 'hours', updatedById: agent.userId } });
      await owner.visitor.tell('cannedReplies.save', { id: saved.body.id, shortcut: 'open', text: 'At nine.' });
      const { body } = await agent.visitor.ask('cannedReplies.list');
      expect(body).toMatchObject([
        { id: saved.body.id, shortcut: 'open', text: 'At nine.', updatedById: owner.userId },
      ]);
      expect(body[0]).not.toHaveProperty('tenantId');
      expect(await agent.visitor.tell('cannedReplies.remove', { id: saved.body.id })).toMatchObject({ status: 200 });
      expect((await agent.visitor.ask('cannedReplies.list')).body).toEqual([]);
      expect(await agent.visitor.tell('cannedReplies.remove', { id: saved.body.id })).toMatchObject({ status: 404 });
      expect(await audited('inbox.save-canned-reply')).toHaveLength(2);
      expect(await audited('inbox.remove-canned-reply')).toContainEqual({
        outcome: 'done',
        target: { kind: 'canned-reply', id: saved.body.id },
      });
    });

    test('have a shortcut of their own in the tenant, whatever its case, that is free again once removed', async () => {
      const save = (who: Somebody, shortcut: string, text = 'x') =>
        who.visitor.tell('cannedReplies.save', { shortcut, text });
      const first = await save(agent, 'Größe');
      expect(first).toMatchObject({ status: 200 });
      expect(await save(agent, 'GRÖSSE'.replace('SS', 'ß'))).toMatchObject({ status: 409 });
      expect(await save(other, 'größe')).toMatchObject({ status: 200 });
      expect(await save(agent, 'two words')).toMatchObject({ status: 400 });
      expect(await save(agent, 'long', 'x'.repeat(4_001))).toMatchObject({ status: 400 });
      await agent.visitor.tell('cannedReplies.remove', { id: first.body.id });
      expect(await save(agent, 'größe')).toMatchObject({ status: 200 });
    });

    test('cannot be changed by their id from another tenant', async () => {
      const { body } = await agent.visitor.tell('cannedReplies.save', { shortcut: 'mine', text: 'Ours.' });
      const theirs = { id: body.id, shortcut: 'taken', text: 'Taken.' };
      expect(await other.visitor.tell('cannedReplies.save', theirs)).toMatchObject({ status: 404 });
      expect(await other.visitor.tell('cannedReplies.remove', { id: body.id })).toMatchObject({ status: 404 });
      const list = (await agent.visitor.ask('cannedReplies.list')).body;
      expect(list).toContainEqual(expect.objectContaining({ id: body.id, text: 'Ours.' }));
    });
  });

  describe('drafts', () => {
    test('are one’s own on every device, and the last one saved is right', async () => {
      const save = (who: Somebody, text: string, isNote = false) =>
        who.visitor.tell('replyDrafts.save', { conversationId: id, text, isNote });
      const get = async (who: Somebody) => (await who.visitor.ask('replyDrafts.get', { conversationId: id })).body;
      expect(await get(agent)).toBeNull();
      await save(agent, 'Dear');
      expect(await save(agent, 'Dear Ana', true)).toMatchObject({
        status: 200,
        body: { updatedAt: expect.any(String) },
      });
      expect(await get(agent)).toMatchObject({ conversationId: id, text: 'Dear Ana', isNote: true });
      expect(await get(owner)).toBeNull();
      expect((await agent.visitor.ask('replyDrafts.list')).body).toMatchObject([{ conversationId: id }]);
      expect((await owner.visitor.ask('replyDrafts.list')).body).toEqual([]);
      await save(agent, '  ');
      expect(await get(agent)).toBeNull();
    });

    test('are kept for no conversation of another tenant', async () => {
      const save = { conversationId: id, text: 'Mine now' };
      expect(await other.visitor.tell('replyDrafts.save', save)).toMatchObject({ status: 404 });
      expect(await agent.visitor.tell('replyDrafts.save', { ...save, text: 'x'.repeat(4_001) })).toMatchObject({
        status: 400,
      });
    });
  });

  describe('staff', () => {
    test('are listed with how customers call them, who is there and how much each has to do', async () => {
      expect((await agent.visitor.ask('staff.me')).body).toMatchObject({ capacity: 10, shownName: 'Somebody' });
      const awayUntil = new Date(Date.now() + 3_600_000).toISOString();
      const mine = { ...profile, publicName: 'Sam', awayUntil };
      expect(await agent.visitor.tell('staff.saveMe', mine)).toMatchObject({ status: 200 });
      expect((await agent.visitor.ask('staff.me')).body).toMatchObject({ ...mine, shownName: 'Sam', telegram: null });
      const userId = userIdSchema.parse(agent.userId);
      const held = { status: 'human', holder: { kind: 'agent', agentId: userId }, assigneeId: userId } as const;
      await putConversation(api, owner, 'held', held);
      await agent.visitor.tell('presence.beat', { tabId: 'tab' });
      const { body } = await owner.visitor.ask('staff.list');
      expect(body).toHaveLength(2);
      expect(body[1]).toMatchObject({ userId, publicName: 'Sam', isHere: true, load: 1, capacity: 3, awayUntil });
      expect(body[1]).toMatchObject({ languages: ['es'], categories: ['Orders'], isTelegramLinked: false });
      expect(JSON.stringify(body)).not.toContain(agent.email);
    });

    test('what a member leaves out is taken away, and times that are over are refused', async () => {
      expect(await agent.visitor.tell('staff.saveMe', profile)).toMatchObject({ status: 200 });
      const { body } = await agent.visitor.ask('staff.me');
      expect(body).toMatchObject({ shownName: 'Somebody' });
      expect(body).not.toHaveProperty('awayUntil');
      const over = { ...profile, awayUntil: '2020-01-01T00:00:00Z' };
      expect(await agent.visitor.tell('staff.saveMe', over)).toMatchObject({ status: 400 });
      expect(await agent.visitor.tell('staff.saveMe', { ...profile, capacity: 0 })).toMatchObject({ status: 400 });
      expect(await audited('inbox.save-profile')).toContainEqual({
        outcome: 'done',
        target: { kind: 'person', id: agent.userId },
      });
      expect((await other.visitor.ask('staff.list')).body).toHaveLength(1);
    });
  });

  describe('the profile', () => {
    test('has the contact, what staff wrote of them, and the tags', async () => {
      const tenantId = tenantIdSchema.parse(owner.tenantId);
      const conversation = await api.desk.stores.conversations.find(tenantId, id as never);
      if (!conversation) throw new Error('There is no conversation');
      const { contactId, accountId } = conversation;
      await api.desk.stores.contacts.remember(tenantId, {
        id: contactId,
        tenantId,
        accountId,
        platformId: '1',
        displayName: 'Ana',
        isReachable: true,
        createdAt: new Date(0),
      });
      const save = (who: Somebody, note: string) => who.visitor.tell('profile.saveNote', { contactId, note });
      expect(await save(agent, 'Prefers mornings.')).toMatchObject({ status: 200 });
      const { body } = await owner.visitor.ask('profile.get', { conversationId: id });
      expect(body).toMatchObject({
        contact: { id: contactId, displayName: 'Ana', isReachable: true },
        note: { text: 'Prefers mornings.', updatedById: agent.userId },
        tags: ['vip'],
        past: [],
        ratings: [],
        handoverCount: 0,
        firstSeenAt: '1970-01-01T00:00:00.000Z',
      });
      expect(body.contact).not.toHaveProperty('tenantId');
      expect(await save(other, 'Stolen')).toMatchObject({ status: 404 });
      expect(await other.visitor.ask('profile.get', { conversationId: id })).toMatchObject({ status: 404 });
      expect(await save(agent, 'x'.repeat(4_001))).toMatchObject({ status: 400 });
      await save(agent, '');
      expect((await owner.visitor.ask('profile.get', { conversationId: id })).body).not.toHaveProperty('note');
      expect(await audited('inbox.save-contact-note')).toHaveLength(2);
    });
  });

  describe('what the bot thought', () => {
    const question = 'Where is my parcel?';
    const messageId = messageIdSchema.parse('0000000000000000parcel01');

    async function ask(conversationId: string, trace?: Record<string, unknown>) {
      const { messages } = api.desk.stores;
      const tenantId = tenantIdSchema.parse(owner.tenantId);
      const conversation = await api.desk.stores.conversations.find(tenantId, conversationId as never);
      if (!conversation) throw new Error('There is no conversation');
      const { accountId, channel, contactId, chatKey } = conversation;
      const base = { tenantId, accountId, channel, conversationId: conversation.id, createdAt: new Date() };
      const text = question;
      await messages.addInbound(tenantId, {
        ...base,
        id: messageIdSchema.parse(`${messageId}${chatKey}`),
        direction: 'in',
        author: { kind: 'contact', contactId },
        inbound: {
          dedupeKey: chatKey,
          chatKey,
          isGroup: false,
          contact: { platformId: '1' },
          content: { kind: 'text', text },
        },
      });
      if (!trace) return;
      await messages.addReply(tenantId, {
        ...base,
        id: messageIdSchema.parse(`${messageId}${chatKey}.r`),
        direction: 'out',
        author: { kind: 'bot' },
        content: { kind: 'reply', text: 'A person will answer.' },
        trace,
      });
    }

    const handedOver = (chatKey: string) => ({
      status: 'waiting' as const,
      language: 'es',
      waiting: {
        reason: 'unsure-twice' as const,
        since: new Date(),
        messageId: messageIdSchema.parse(`${messageId}${chatKey}`),
        priority: 3 as const,
        asked: question,
      },
    });

    test('when it handed over is read from its trace, with today’s answers in the customer’s language', async () => {
      const content = {
        question: 'Where is my order?',
        answer: 'On its way.',
        locale: 'en',
        translations: [{ locale: 'es', answer: 'En camino.', basedOn: 'x' }],
      };
      const saved = await owner.visitor.tell('faqs.save', { content });
      await owner.visitor.tell('faqs.publish', { id: saved.body.faq.id, revision: saved.body.faq.revision });
      const faqId = faqIdSchema.parse(saved.body.faq.id);
      const traced = await putConversation(api, owner, 'traced', handedOver('traced'));
      const candidates = [
        { faqId: faqIdSchema.parse('gone'), question: 'Gone?', probability: 0.5 },
        { faqId, question: 'as it was then', probability: 0.4 },
      ];
      await ask(traced, { candidates });
      const { status, body } = await agent.visitor.ask('preJudgement.get', { conversationId: traced });
      expect(status).toBe(200);
      expect(body).toEqual({
        asked: question,
        reason: 'unsure-twice',
        candidates: [{ faqId, question: 'Where is my order?', probability: 0.4, answer: 'En camino.' }],
        suggestions: [{ faqId, text: 'En camino.' }],
      });
      expect(await other.visitor.ask('preJudgement.get', { conversationId: traced })).toMatchObject({ status: 404 });
    });

    test('is asked for where it left no thought', async () => {
      const untraced = await putConversation(api, owner, 'untraced', handedOver('untraced'));
      await ask(untraced);
      const { body } = await agent.visitor.ask('preJudgement.get', { conversationId: untraced });
      expect(body).toMatchObject({ asked: question, reason: 'unsure-twice' });
      expect(body.candidates[0]).toMatchObject({ question: 'Where is my order?', answer: 'En camino.' });
      expect(body.suggestions.length).toBeLessThanOrEqual(3);
    });

    test('is nothing where nothing was said', async () => {
      const silent = await putConversation(api, owner, 'silent', {});
      const { body } = await agent.visitor.ask('preJudgement.get', { conversationId: silent });
      expect(body).toEqual({ candidates: [], suggestions: [] });
    });
  });
});
