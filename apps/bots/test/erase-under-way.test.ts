import { beginErasure, receiveMessage, runErasure } from '@answerdesk/conversations';
import {
  createConversationStore,
  createErasedRecords,
  createMessageStore,
  createReplyDraftStore,
} from '@answerdesk/database';
import {
  type ContactId,
  contactIdSchema,
  contactLinkId,
  conversationIdSchema,
  faqIdSchema,
  newId,
  newTenantId,
  type TenantId,
  userIdSchema,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersDesk } from './customers-desk.ts';

const byId = userIdSchema.parse('u');
const MINUTE_MS = 60_000;

describe.each(testDatabases())('a person who is erased while things go on, on $name', ({ open }) => {
  let desk: TestDatabase;
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  const customers = () => customersDesk(desk, now);

  /** A visitor of the web site, who wrote `count` messages. */
  async function putVisitor(tenantId: TenantId, { count = 1, createdAt = now() } = {}) {
    const { put, putCustomer, idAt } = customers();
    const { contactId, conversationId, accountId, platformId } = await putCustomer(tenantId, {
      ...{ channel: 'webchat', createdAt, contact: { displayName: 'Vera Old' } },
      chat: { tags: ['old tag'], contactName: 'Vera Old', lastExchange: { asked: 'old words' } },
    });
    const within = { tenantId, accountId, conversationId, channel: 'webchat', isHandled: true, createdAt };
    const author = { kind: 'contact', contactId };
    const docs = Array.from({ length: count }, (_, at) => {
      const _id = idAt(createdAt);
      const inbound = { chatKey: platformId, isGroup: false, contact: { platformId } };
      const content = { kind: 'text', text: `old words ${at}` };
      const said = { ...within, _id, direction: 'in', author, dedupeKey: _id };
      return { ...said, inbound: { ...inbound, content } };
    });
    await desk.database.models.messages.collection.insertMany(docs as never);
    const questionId = idAt(createdAt);
    const account = { id: accountId, tenantId, channel: 'webchat' } as const;
    const writes = (text: string) =>
      receiveMessage({ messages: createMessageStore(desk.database.models), now }, account, {
        ...{ dedupeKey: newId(), chatKey: platformId, isGroup: false },
        ...{ contact: { platformId, displayName: 'Vera New' }, content: { kind: 'text', text } },
      });
    const isSent = (messageId: string, text: string) =>
      put('webchatparts', {
        ...{ tenantId, accountId, visitorId: platformId, key: `${messageId}_r-0`, part: { text }, createdAt: now() },
      });
    const parts = async () =>
      (await desk.database.models.webchatparts.find({ tenantId, visitorId: platformId }).lean()).map(
        ({ part }) => part?.text,
      );
    return { contactId, conversationId, questionId, writes, isSent, parts };
  }

  test('only contacts that were seen are erased: with another linked or parted since, nothing is', async () => {
    const tenantId = newTenantId();
    const [one, other] = [await putVisitor(tenantId), await putVisitor(tenantId)].map(({ contactId }) => contactId);
    if (!one || !other) throw new Error('nobody came');
    const deps = customers().erasing();
    const erasing = (seenIds: readonly ContactId[]) => beginErasure(deps, tenantId, byId, { contactId: one, seenIds });
    const conflict = { code: 'conflict' };
    await expect(erasing([one, other])).rejects.toMatchObject(conflict);
    const link = { id: contactLinkId(one, other), tenantId, contactIds: [one, other], linkedAt: now() } as const;
    await deps.links.add(tenantId, link);
    await expect(erasing([one])).rejects.toMatchObject(conflict);
    expect(await deps.erasures.findRunning(tenantId, one)).toBeUndefined();
    // A link to somebody whom retention has forgotten shows nobody.
    const gone = contactIdSchema.parse(`p${newId()}`);
    await deps.links.add(tenantId, { ...link, id: contactLinkId(one, gone), contactIds: [one, gone] });
    expect(await erasing([other, one])).toMatchObject({ contactCount: 3 });
  });

  test('what was on its way to a visitor’s browser goes on the second look, when nothing else is left of them', async () => {
    const tenantId = newTenantId();
    const { contactId, questionId, isSent, parts } = await putVisitor(tenantId);
    nowMs += MINUTE_MS;
    const deps = customers().erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId, seenIds: [contactId] });
    await runErasure(deps, tenantId, id);
    nowMs += 1_000;
    await isSent(questionId, 'answers the old words');
    nowMs += 2 * MINUTE_MS;
    await runErasure(deps, tenantId, id);
    expect(await deps.erasures.find(tenantId, id)).toMatchObject({ state: 'done' });
    expect(await parts()).toEqual([]);
  });

  test('whoever writes while they are erased is a new contact, with what they wrote since and nothing from before', async () => {
    const tenantId = newTenantId();
    const { models } = desk.database;
    const { contactId, conversationId, questionId, writes, isSent, parts } = await putVisitor(tenantId);
    nowMs += MINUTE_MS;
    const deps = customers().erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId, seenIds: [contactId] });
    nowMs += 1_000;
    const { message } = await writes('new words');
    await isSent(questionId, 'answers the old words');
    await isSent(message.id, 'answers the new words');
    for (const look of [1, 2]) {
      await runErasure(deps, tenantId, id);
      expect(await models.contacts.find({ tenantId }).lean(), `look ${look}`).toMatchObject([
        { _id: contactId, displayName: 'Vera New', createdAt: message.createdAt },
      ]);
      const [conversation, ...more] = await models.conversations.find({ tenantId }).lean();
      expect(more).toEqual([]);
      expect(conversation).toMatchObject({ _id: conversationId, createdAt: message.createdAt });
      expect(JSON.stringify(conversation)).not.toMatch(/old words|old tag|Vera Old/);
      const left = await models.messages.find({ tenantId, conversationId, isHandled: { $in: [true, false] } }).lean();
      expect(left.map(({ _id }) => _id)).toEqual([message.id]);
      expect(await parts()).toEqual(['answers the new words']);
      nowMs += 2 * MINUTE_MS;
    }
  });

  test('what is recorded of a new message while the conversation begins anew stays, with what it was understood by', async () => {
    const tenantId = newTenantId();
    const { models } = desk.database;
    const { contactId, conversationId, writes } = await putVisitor(tenantId);
    nowMs += MINUTE_MS;
    const deps = customers().erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId, seenIds: [contactId] });
    const { message } = await writes('new words');
    const at = now();
    const lastAnswered = { messageId: message.id, at, faqId: faqIdSchema.parse('f'), asked: 'new words' };
    const emotion = { anger: 1, disappointment: 0, urgency: 0, satisfaction: 0, leading: 'anger' } as const;
    const turns = [{ messageId: message.id, at, emotion }];
    const languageWish = { language: 'fi', strayedTo: 'sv' };
    const turn = { messageId: message.id, at, epoch: 0, status: 'bot', needsAttention: false } as const;
    const changes = {
      unsureTurns: 0,
      lastAnswered,
      languageWish,
      mood: { turns },
      lastExchange: { asked: 'new words' },
    };
    let isRecorded = false;
    /** The turn is recorded between reading the conversation and writing it. */
    const conversations = new Proxy(models.conversations, {
      get(target, key, receiver) {
        if (key !== 'updateOne') return Reflect.get(target, key, receiver);
        return async (...args: Parameters<typeof target.updateOne>) => {
          if (!isRecorded) await createConversationStore(models).recordTurn(tenantId, conversationId, turn, changes);
          isRecorded = true;
          return target.updateOne(...args);
        };
      },
    });
    const records = createErasedRecords({ ...models, conversations });
    for (const look of [1, 2]) {
      await runErasure({ ...deps, records }, tenantId, id);
      const conversation = await models.conversations.findOne({ tenantId }).lean();
      expect(conversation, `look ${look}`).toMatchObject({ lastAnswered, languageWish, mood: { turns } });
      expect(JSON.stringify(conversation)).not.toMatch(/old words|old tag|Vera Old/);
      nowMs += 2 * MINUTE_MS;
    }
    expect(isRecorded).toBe(true);
  });

  test('a reply begun before goes with what it was begun for, however often it is saved meanwhile; one begun since stays', async () => {
    const tenantId = newTenantId();
    const { contactId, conversationId, writes } = await putVisitor(tenantId);
    const drafts = createReplyDraftStore(desk.database.models);
    const other = userIdSchema.parse('other');
    const save = (userId: typeof byId, text: string) =>
      drafts.save(tenantId, userId, { conversationId, text, isNote: false, updatedAt: now() });
    await save(byId, 'to the old words');
    nowMs += MINUTE_MS;
    const deps = customers().erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId, seenIds: [contactId] });
    await writes('new words');
    await save(byId, 'to the old words, and on');
    await save(other, 'to the new words');
    for (const _look of [1, 2]) {
      await runErasure(deps, tenantId, id);
      expect(await drafts.find(tenantId, byId, conversationId)).toBeUndefined();
      expect(await drafts.find(tenantId, other, conversationId)).toMatchObject({ text: 'to the new words' });
      nowMs += 2 * MINUTE_MS;
    }
  });

  test('an erasure that takes longer than its lease stays with the process that runs it', async () => {
    const tenantId = newTenantId();
    const { contactId } = await putVisitor(tenantId, { count: 450 });
    nowMs += MINUTE_MS;
    const deps = customers().erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId, seenIds: [contactId] });
    const another = { owner: 'another', until: new Date(nowMs + 60 * MINUTE_MS) };
    const taken: unknown[] = [];
    const slow = {
      ...deps.records,
      async deleteMessages(...args: Parameters<typeof deps.records.deleteMessages>) {
        const isMore = await deps.records.deleteMessages(...args);
        nowMs += 40_000;
        taken.push(await deps.erasures.claim(tenantId, id, { ...another, now: now() }));
        return isMore;
      },
    };
    await runErasure({ ...deps, records: slow }, tenantId, id);
    expect(taken).toEqual([undefined, undefined, undefined]);
    expect(await deps.erasures.find(tenantId, id)).toMatchObject({ isSecondLook: true });
  });

  test('in a group each message, event and draft is read as often however much was written there', async () => {
    const { put, idAt } = customers();
    const readsOf = async (count: number) => {
      const tenantId = newTenantId();
      const [theirs, others] = [contactIdSchema.parse(`p${newId()}`), contactIdSchema.parse(`p${newId()}`)];
      const accountId = `${tenantId}.tg`;
      const conversationId = conversationIdSchema.parse(`c${newId()}`);
      const within = { tenantId, accountId, conversationId, channel: 'telegram', createdAt: now() };
      const known = { tenantId, accountId, platformId: theirs, isReachable: true, createdAt: now() };
      await put('contacts', { _id: theirs, ...known });
      await put('conversations', {
        ...{ ...within, _id: conversationId, contactId: others, chatKey: 'g', isGroup: true, lastMessageAt: now() },
        ...{ holder: { kind: 'bot' }, epoch: 0, status: 'bot', unsureTurns: 0 },
      });
      const docs = Array.from({ length: count }, (_, at) => {
        const author = { kind: 'contact', contactId: at % 2 === 0 ? theirs : others };
        const _id = idAt(now());
        const inbound = { chatKey: 'g', isGroup: true, contact: {}, content: { kind: 'text', text: `said ${at}` } };
        const asked = { ...within, _id, direction: 'in', author, dedupeKey: _id, isHandled: true, inbound };
        const reply = { ...within, _id: `${_id}.r`, direction: 'out', author: { kind: 'bot' }, isHandled: true };
        return [asked, { ...reply, dedupeKey: `out:${_id}.r`, causeId: _id, content: { kind: 'reply', text: 'Yes.' } }];
      }).flat();
      await desk.database.models.messages.collection.insertMany(docs as never);
      nowMs += MINUTE_MS;
      const deps = customers().erasing();
      const seen = { contactId: theirs, seenIds: [theirs] };
      const { id } = await beginErasure(deps, tenantId, byId, seen);
      const reads = new Map<string, number>();
      const { db } = desk.database.models.messages;
      db.set('debug', (collection: string, method: string, filter: Readonly<Record<string, unknown>>) => {
        if (method.startsWith('find') && 'conversationId' in filter && !('_id' in filter)) {
          reads.set(collection, (reads.get(collection) ?? 0) + 1);
        }
      });
      await runErasure(deps, tenantId, id);
      db.set('debug', false);
      const left = await desk.database.models.messages
        .find({ tenantId, conversationId, isHandled: { $in: [true, false] } })
        .lean();
      const theirsLeft = left.filter(({ author }) => author.kind === 'contact' && author.contactId === theirs);
      expect([left.length, theirsLeft.length]).toEqual([count, 0]);
      return reads;
    };
    const few = await readsOf(40);
    expect(few.size).toBeGreaterThan(2);
    expect(await readsOf(600)).toEqual(few);
  });
});
