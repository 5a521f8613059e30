import { beginErasure, runErasure } from '@answerdesk/conversations';
import {
  type ContactId,
  contactIdSchema,
  conversationIdSchema,
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

describe.each(testDatabases())('a person who is erased from a group, on $name', ({ open }) => {
  let desk: TestDatabase;
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  /** A group that began with a message of `ann`, who is known, and in which `bea` may write too. */
  async function putGroup(tenantId: TenantId) {
    const { put, idAt } = customersDesk(desk, now);
    const [ann, bea] = [contactIdSchema.parse(`p${newId()}`), contactIdSchema.parse(`p${newId()}`)];
    const accountId = `${tenantId}.tg`;
    const conversationId = conversationIdSchema.parse(`c${newId()}`);
    const within = { tenantId, accountId, conversationId, channel: 'telegram', createdAt: now() };
    const known = { tenantId, accountId, platformId: ann, isReachable: true, createdAt: now() };
    await put('contacts', { _id: ann, ...known });
    await put('conversations', {
      ...{ ...within, _id: conversationId, contactId: ann, chatKey: 'g', isGroup: true, lastMessageAt: now() },
      ...{ holder: { kind: 'bot' }, epoch: 0, status: 'bot', unsureTurns: 0 },
    });
    /** Returns the message's id. */
    async function writes(contactId: ContactId, text: string) {
      const _id = idAt(now());
      const contact = { platformId: contactId };
      const inbound = { chatKey: 'g', isGroup: true, contact, content: { kind: 'text', text } };
      const said = { ...within, _id, direction: 'in', author: { kind: 'contact', contactId }, inbound };
      await put('messages', { ...said, dedupeKey: _id, isHandled: true });
      return _id;
    }
    async function isReplied(causeId: string, contactId: ContactId, changes: object, trace: object = {}) {
      const reply = { ...within, _id: `${causeId}.r`, content: { kind: 'reply', text: 'Yes.' } };
      const turn = { handledAs: 'answered', changes: { unsureTurns: 0, ...changes } };
      const said = { ...reply, causeId, direction: 'out', author: { kind: 'bot' }, isHandled: true, turn, trace };
      await put('messages', { ...said, dedupeKey: `out:${causeId}.r` });
      await put('outbox', { ...reply, contactId, isDone: true, sentParts: [], turn });
    }
    async function readGroup(): Promise<string> {
      const { messages, outbox, conversations } = desk.database.models;
      const docs = [messages, outbox, conversations].map(({ collection }) => collection.find({ tenantId }).toArray());
      return JSON.stringify(await Promise.all(docs));
    }
    return { ann, bea, conversationId, writes, isReplied, readGroup };
  }

  test('what they asked and who they were is in no reply to others, who keep what they asked themselves', async () => {
    const tenantId = newTenantId();
    const { ann, bea, writes, isReplied, readGroup } = await putGroup(tenantId);
    const led = { reason: 'no-answer', since: now(), priority: 3 };
    const question = await writes(ann, 'words of Ann');
    const answered = { messageId: question, at: now(), faqId: 'f', asked: 'words of Ann' };
    await isReplied(question, ann, {
      askedBack: { messageId: question, asked: 'words of Ann' },
      lastAnswered: answered,
    });
    /** Of each kind of reply to Bea that says something of Ann. */
    async function answersBea() {
      const declines = await writes(bea, 'none of these');
      const waiting = { ...led, messageId: declines, asked: 'words of Ann', askedId: question };
      await isReplied(declines, bea, { waiting });
      await isReplied(await writes(bea, 'a person please'), bea, {
        waiting: { ...led, messageId: question, asked: 'words of Ann' },
      });
      await isReplied(await writes(bea, 'thanks'), bea, { offered: [], offeredTo: ann });
      await isReplied(await writes(bea, 'and on Sundays?'), bea, {}, { resolvedWith: 'words of Ann' });
    }
    await answersBea();
    const own = await writes(bea, 'words of Bea');
    const waitsFor = { ...led, messageId: own, asked: 'Bea waits for this' };
    const ownAnswer = { messageId: own, at: now(), faqId: 'f', asked: 'Bea was answered this' };
    await isReplied(own, bea, { waiting: waitsFor, lastAnswered: ownAnswer, offeredTo: bea });
    await isReplied(await writes(bea, 'and then?'), bea, {}, { resolvedWith: 'Bea was answered this' });
    const deps = customersDesk(desk, now).erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId: ann, seenIds: [ann] });
    const isWithoutAnn = async () => {
      const group = await readGroup();
      expect(group).not.toContain('words of Ann');
      expect(group).not.toContain(ann);
      expect(group.match(/words of Bea|Bea waits for this/g)).toHaveLength(3);
      expect(group.match(/Bea was answered this/g)).toHaveLength(3);
    };
    await runErasure(deps, tenantId, id);
    await isWithoutAnn();
    // A process that was still at it.
    await answersBea();
    nowMs += 2 * MINUTE_MS;
    await runErasure(deps, tenantId, id);
    await isWithoutAnn();
    expect(await deps.erasures.find(tenantId, id)).toMatchObject({ state: 'done' });
  });

  test('a group that was theirs alone is another’s, once another writes there while they are erased', async () => {
    const tenantId = newTenantId();
    const { ann, bea, conversationId, writes, readGroup } = await putGroup(tenantId);
    await writes(ann, 'words of Ann');
    const deps = customersDesk(desk, now).erasing();
    const { id } = await beginErasure(deps, tenantId, byId, { contactId: ann, seenIds: [ann] });
    await writes(bea, 'words of Bea');
    for (const _look of [1, 2]) {
      await runErasure(deps, tenantId, id);
      const conversation = await desk.database.models.conversations.findOne({ tenantId, _id: conversationId }).lean();
      expect(conversation).toMatchObject({ contactId: bea });
      expect(await readGroup()).not.toContain(ann);
      nowMs += 2 * MINUTE_MS;
    }
  });
});
