import { beginErasure, runErasure } from '@answerdesk/conversations';
import {
  createContactNoteStore,
  createContactStore,
  createConversationStore,
  createEventStore,
  createMessageStore,
} from '@answerdesk/database';
import {
  type ContactId,
  faqIdSchema,
  type MessageId,
  messageIdSchema,
  newId,
  newTenantId,
  type StoredInboundMessage,
  type TenantId,
  userIdSchema,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersDesk } from './customers-desk.ts';

const byId = userIdSchema.parse('u');
const faqId = faqIdSchema.parse('f');
const MINUTE_MS = 60_000;
/** By so much the clocks of other processes are ahead or behind. */
const SKEW_MS = 5 * MINUTE_MS;

const mayHoldThem = [
  ...(['contacts', 'contactnotes', 'contactdetails', 'conversations', 'conversationevents', 'messages'] as const),
  ...(['outbox', 'drafts', 'gapquestions', 'webchatparts', 'replydrafts', 'files', 'erasures', 'audit'] as const),
];

describe.each(testDatabases())('no clock decides what goes with a person, on $name', ({ open }) => {
  let desk: TestDatabase;
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  const skewed = (byMs: number) => new Date(nowMs + byMs);
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  const customers = () => customersDesk(desk, now);

  /** A visitor of the web site of whom something stands in many places, some of it by a clock that is ahead. */
  async function putVisitor(tenantId: TenantId) {
    const { put, putCustomer, idAt } = customers();
    const { models } = desk.database;
    const createdAt = now();
    const { contactId, conversationId, accountId, platformId } = await putCustomer(tenantId, {
      ...{ channel: 'webchat', createdAt, contact: { displayName: 'Vera Former' } },
      chat: {
        ...{ tags: ['former tag'], contactName: 'Vera Former', lastExchange: { asked: 'former words' } },
        lastAnswered: { messageId: newId(), at: createdAt, faqId, asked: 'former words' },
        handedBack: { reason: 'no-answer', asked: 'former words', at: createdAt },
      },
    });
    const within = { tenantId, accountId, conversationId, channel: 'webchat', createdAt };
    const messageOf = (id: MessageId, displayName: string, text: string, at: Date): StoredInboundMessage => ({
      ...{ id, tenantId, accountId, conversationId, channel: 'webchat', direction: 'in', createdAt: at },
      author: { kind: 'contact', contactId },
      inbound: {
        ...{ dedupeKey: id, chatKey: platformId, isGroup: false },
        ...{ contact: { platformId, displayName }, content: { kind: 'text', text } },
      },
    });
    const former: StoredInboundMessage[] = [];
    for (const moment of [skewed(-MINUTE_MS), now(), skewed(SKEW_MS)]) {
      const message = messageOf(messageIdSchema.parse(idAt(moment)), 'Vera Former', 'former words', moment);
      await createMessageStore(models).addInbound(tenantId, message);
      await createMessageStore(models).markHandled(tenantId, message.id, 'answered');
      former.push(message);
    }
    const asks = former[2]?.id ?? '';
    const file = { tenantId, conversationId, fileName: 'former.png', contentType: 'image/png', createdById: 'u' };
    await put('files', { ...file, createdAt: skewed(SKEW_MS), bytes: Buffer.from('former bytes'), size: 12 });
    await put('contactnotes', { _id: contactId, tenantId, text: 'former note', updatedAt: now(), updatedById: 'u' });
    const details = { email: 'former@mail.example', emailKey: 'former@mail.example', updatedById: 'u' };
    await put('contactdetails', { _id: contactId, tenantId, ...details, updatedAt: now() });
    const begun = { userId: 'u', conversationId, text: 'former reply begun', isNote: false };
    await put('replydrafts', { tenantId, ...begun, updatedAt: skewed(SKEW_MS) });
    const event = { tenantId, conversationId, at: now(), byId: 'u', kind: 'note', mentionedIds: [] };
    for (const _id of [idAt(skewed(SKEW_MS)), idAt(now())]) {
      await put('conversationevents', { ...event, _id, key: _id, text: 'former event' });
    }
    await put('drafts', { ...within, _id: `${asks}.r`, causeId: asks, question: 'former draft', content: {} });
    await put('outbox', { ...within, contactId, isDone: false, content: { text: 'former item' }, sentParts: [] });

    /** A process deals with a message, by a clock of its own: also as one that asks nothing. */
    async function deal(message: StoredInboundMessage, displayName: string, words: string, isSmallTalk = false) {
      const { id, inbound } = message;
      const conversations = createConversationStore(models);
      const chat = { accountId, channel: 'webchat', contactId, chatKey: platformId, isGroup: false } as const;
      const lease = { owner: newId(), now: message.createdAt, until: new Date(message.createdAt.getTime() + 1) };
      const claimed = await conversations.claim(tenantId, { id: conversationId, ...chat }, lease);
      const { createdAt: at } = message;
      const contact = { id: contactId, tenantId, accountId, platformId, displayName, isReachable: true };
      await createContactStore(models).remember(tenantId, { ...contact, createdAt: at });
      const turn = { messageId: id, at, epoch: 0, status: 'bot', needsAttention: false } as const;
      const asked = inbound.content.kind === 'text' ? inbound.content.text : '';
      const led = { reason: 'no-answer', since: at, messageId: id, priority: 3, asked } as const;
      const changes = {
        ...{ unsureTurns: 0, waiting: claimed?.waiting ?? led },
        ...(!isSmallTalk && { lastAnswered: { messageId: id, at, faqId, asked } }),
      };
      const summary = { contactName: displayName, lastExchange: { asked } };
      await conversations.recordTurn(tenantId, conversationId, turn, { ...changes, ...summary });
      await conversations.release(tenantId, conversationId, lease.owner);
      const reply = messageIdSchema.parse(`${id}.r`);
      await createMessageStore(models).addReply(tenantId, {
        ...{ id: reply, tenantId, accountId, conversationId, channel: 'webchat', direction: 'out', createdAt: at },
        ...{ author: { kind: 'bot' }, causeId: id, content: { kind: 'reply', text: words } },
        turn: { handledAs: isSmallTalk ? 'small-talk' : 'answered', changes },
        ...(claimed?.lastAnswered && { trace: { resolvedWith: claimed.lastAnswered.asked } }),
      });
      await put('webchatparts', {
        ...{ tenantId, accountId, visitorId: platformId, key: `${reply.replace('.', '_')}-0`, createdAt: at },
        part: { text: words },
      });
      const gap = { tenantId, gapId: id, conversationId, contactId, at, cause: 'unsure', language: 'en' };
      const sketch = Buffer.alloc(4);
      const question = { ...gap, text: words, candidates: [], sketch };
      await models.gapquestions.collection.updateOne(
        { _id: id as never },
        { $setOnInsert: question as never },
        { upsert: true },
      );
      await createMessageStore(models).markHandled(tenantId, id, 'answered');
    }

    /** They write, by a clock that is behind. */
    async function writes() {
      const at = skewed(-SKEW_MS);
      const message = messageOf(messageIdSchema.parse(idAt(at)), 'Vera Anew', 'new words', at);
      await createMessageStore(models).addInbound(tenantId, message);
      return message;
    }

    /** They are replied to, and staff write of them. */
    async function isReplied(message: StoredInboundMessage, isSmallTalk: boolean) {
      const { createdAt: at } = message;
      await deal(message, 'Vera Anew', 'new answer', isSmallTalk);
      const note = { contactId, text: 'new note', updatedAt: at, updatedById: byId };
      await createContactNoteStore(models).save(tenantId, note);
      const id = messageIdSchema.parse(idAt(at));
      const event = {
        id,
        tenantId,
        conversationId,
        at,
        byId,
        kind: 'note',
        text: 'new event',
        mentionedIds: [],
      } as const;
      await createEventStore(models).add(tenantId, event);
      const { tags = [] } = await models.conversations.findOne({ tenantId, _id: conversationId }).orFail().lean();
      await models.conversations.updateOne({ tenantId, _id: conversationId }, { $set: { tags: [...tags, 'new tag'] } });
    }

    const comesBack = async () => isReplied(await writes(), false);

    /** A process that was at a message from before goes on with it. */
    async function isStillAtFormer() {
      const [message] = former;
      if (message) await deal(message, 'Vera Former', 'former answer');
    }
    return { contactId, writes, isReplied, comesBack, isStillAtFormer };
  }

  /** The whole erasure of a contact, over stores that tell before each call which it is. */
  async function erase(tenantId: TenantId, contactId: ContactId, beforeCall: (call: string) => Promise<void>) {
    const watched = <Store extends object>(store: Store): Store =>
      new Proxy(store, {
        get(target, key, receiver) {
          const call: unknown = Reflect.get(target, key, receiver);
          if (typeof call !== 'function') return call;
          return async (...args: unknown[]) => {
            // Holding on to a lease changes nothing of theirs.
            if (key !== 'hold') await beforeCall(String(key));
            return call.apply(target, args);
          };
        },
      });
    const stores = customers().erasing();
    const { contacts, links, erasures, records } = stores;
    const deps = {
      ...stores,
      ...{ contacts: watched(contacts), links: watched(links), erasures: watched(erasures), records: watched(records) },
    };
    const { id } = await beginErasure(deps, tenantId, byId, { contactId, seenIds: [contactId] });
    await runErasure(deps, tenantId, id);
    await beforeCall('between the looks');
    nowMs += 2 * MINUTE_MS;
    await runErasure(deps, tenantId, id);
    expect(await erasures.find(tenantId, id)).toMatchObject({ state: 'done' });
  }

  /** All that is stored of a business where something of the visitor was, or may have come. */
  async function readAll(tenantId: TenantId): Promise<string> {
    const { models } = desk.database;
    const read = mayHoldThem.map((name) => models[name].collection.find({ tenantId }).toArray());
    return (await Promise.all(read))
      .flat()
      .map((doc) => JSON.stringify(doc))
      .join('\n');
  }

  async function whatIsNew(tenantId: TenantId) {
    const { models } = desk.database;
    const within = { tenantId, isHandled: { $in: [true, false] } };
    const [contacts, notes, chats, messages, events, parts, gaps] = await Promise.all([
      models.contacts.find({ tenantId }).lean(),
      models.contactnotes.find({ tenantId }).lean(),
      models.conversations.find({ tenantId }).lean(),
      models.messages.find(within).sort({ _id: 1 }).lean(),
      models.conversationevents.find({ tenantId }).lean(),
      models.webchatparts.find({ tenantId }).lean(),
      models.gapquestions.find({ tenantId }).lean(),
    ]);
    return {
      contacts: contacts.map(({ displayName }) => displayName),
      notes: notes.map(({ text }) => text),
      tags: chats.flatMap(({ tags = [] }) => tags),
      messages: messages.map(({ direction }) => direction),
      events: events.map((event) => event['text']),
      parts: parts.map(({ part }) => part?.text),
      gaps: gaps.map(({ text }) => text),
    };
  }
  const nothing = { contacts: [], notes: [], tags: [], messages: [], events: [], parts: [], gaps: [] };
  const allNew = {
    ...{ contacts: ['Vera Anew'], notes: ['new note'], tags: ['new tag'], messages: ['in', 'out'] },
    ...{ events: ['new event'], parts: ['new answer'], gaps: ['new answer'] },
  };

  /** Every call of a whole erasure, in their order. */
  async function callsOf(): Promise<readonly string[]> {
    const tenantId = newTenantId();
    const { contactId } = await putVisitor(tenantId);
    const calls: string[] = [];
    await erase(tenantId, contactId, async (call) => {
      calls.push(call);
    });
    expect(await whatIsNew(tenantId)).toEqual(nothing);
    return calls;
  }

  test('who writes at any moment after it began is a new contact who loses nothing, and all from before is gone', async () => {
    const calls = await callsOf();
    expect(calls.length).toBeGreaterThan(20);
    for (const [at, name] of calls.entries()) {
      const tenantId = newTenantId();
      const { contactId, comesBack } = await putVisitor(tenantId);
      let count = 0;
      await erase(tenantId, contactId, async () => {
        if (count === at) await comesBack();
        count += 1;
      });
      const where = `at call ${at}, ${name}`;
      expect(await readAll(tenantId), where).not.toMatch(/former/i);
      // What is there when it begins to look is from before, whatever its id says.
      const isBefore = at <= calls.indexOf('mark');
      expect(await whatIsNew(tenantId), where).toEqual(isBefore ? nothing : allNew);
    }
  });

  test('what a process still writes of a message from before goes at whichever moment, and takes nothing new with it', async () => {
    const calls = await callsOf();
    const last = calls.indexOf('between the looks');
    for (const [at, name] of calls.slice(0, last + 1).entries()) {
      for (const isBack of [false, true]) {
        const tenantId = newTenantId();
        const { contactId, comesBack, isStillAtFormer } = await putVisitor(tenantId);
        let count = 0;
        await erase(tenantId, contactId, async (call) => {
          if (isBack && call === 'begin') await comesBack();
          if (count === at) await isStillAtFormer();
          count += 1;
        });
        const where = `at call ${at}, ${name}, ${isBack ? 'who is back' : 'who is gone'}`;
        expect(await readAll(tenantId), where).not.toMatch(/former/i);
        expect(await whatIsNew(tenantId), where).toEqual(isBack ? allNew : nothing);
      }
    }
  });

  test('nor when what was written since is replied to after it, and as small talk says nothing of what was asked', async () => {
    const calls = await callsOf();
    const [first, last] = [calls.indexOf('begin') + 1, calls.indexOf('between the looks')];
    for (let at = last; at >= first; at -= 2) {
      const tenantId = newTenantId();
      const { contactId, writes, isReplied, isStillAtFormer } = await putVisitor(tenantId);
      let count = 0;
      let newer: StoredInboundMessage | undefined;
      await erase(tenantId, contactId, async (call) => {
        if (call === 'begin') newer = await writes();
        if (count === at) {
          await isStillAtFormer();
          if (newer) await isReplied(newer, true);
        }
        count += 1;
      });
      const where = `at call ${at}, ${calls[at]}`;
      expect(await readAll(tenantId), where).not.toMatch(/former/i);
      expect(await whatIsNew(tenantId), where).toEqual(allNew);
    }
  });
});
