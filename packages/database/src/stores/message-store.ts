import type {
  InboxDeps,
  MessageStore,
  ReadTextDeps,
  ReplyReader,
  TeachingDeps,
  Transcript,
  WindowDeps,
} from '@answerdesk/conversations';
import {
  type ConversationId,
  idsFrom,
  type MessageId,
  messageIdSchema,
  type StoredInboundMessage,
  type StoredMessage,
  type StoredOutboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { MessageDoc } from '../schema.ts';
import { groupedReads } from '../tenant-reads.ts';
import { groupedInserts, groupedUpdates } from '../tenant-writes.ts';
import { toDb } from './mapping.ts';

/** Most unhandled messages of one conversation that are read beside those of others. */
const MOST_TOGETHER = 20;

/** Fills the messages' port. */
export function createMessageStore({
  messages,
  conversations,
  outbox,
}: Pick<Models, 'messages' | 'conversations' | 'outbox'>): MessageStore &
  Transcript &
  ReplyReader &
  WindowDeps['messages'] &
  InboxDeps['messages'] &
  ReadTextDeps['messages'] &
  TeachingDeps['messages'] {
  const insert = groupedInserts(messages);
  const update = groupedUpdates(messages);
  const readTogether = groupedReads<ConversationId, StoredMessage[]>(messages, {
    async readAll(tenantId, conversationIds) {
      const most = conversationIds.length * MOST_TOGETHER;
      const docs = await messages
        .find({ tenantId, conversationId: { $in: conversationIds }, isHandled: false })
        .limit(most)
        .lean();
      return docs.length < most ? Map.groupBy(inOrder(docs), ({ conversationId }) => conversationId) : undefined;
    },
    readOne: (tenantId, conversationId) => readUnhandled(tenantId, conversationId, MOST_TOGETHER),
  });
  async function readUnhandled(tenantId: TenantId, conversationId: ConversationId, limit: number) {
    return inOrder(
      await messages.find({ tenantId, conversationId, isHandled: false }).sort({ _id: 1 }).limit(limit).lean(),
    );
  }
  /** Forgets what was kept of messages' words beside them: to understand the next question by, and why it was understood so. */
  async function forgetAsked(tenantId: TenantId, conversationId: ConversationId, ids: readonly MessageId[]) {
    const within = { tenantId, conversationId, isHandled: { $in: [true, false] } };
    const last = { tenantId, _id: conversationId, 'lastAnswered.messageId': { $in: ids } };
    const [replies, conversation] = await Promise.all([
      messages.find({ ...within, causeId: { $in: ids } }, { turn: 1 }).lean(),
      conversations.findOne(last, { lastAnswered: 1 }).lean(),
    ]);
    const answered = [conversation?.lastAnswered, ...replies.map(({ turn }) => turn?.changes.lastAnswered)];
    const asked = answered.flatMap((each) => each?.asked ?? []);
    // The words themselves last: they tell where else they are, should this break off.
    await messages.updateMany(
      { ...within, 'trace.resolvedWith': { $in: asked } },
      { $unset: { 'trace.resolvedWith': 1 } },
    );
    const noAsked = { $unset: { 'turn.changes.lastAnswered.asked': 1, 'turn.changes.askedBack.asked': 1 } };
    await outbox.updateMany({ tenantId, _id: { $in: replies.map(({ _id }) => _id) } }, noAsked);
    await messages.updateMany({ ...within, causeId: { $in: ids } }, noAsked);
    await conversations.updateOne(last, { $unset: { 'lastAnswered.asked': 1 } });
    await forgetAskedBack(tenantId, conversationId, ids);
  }
  /** Forgets what a message asked where the bot asked back, and where a person was called for it, or by a no to that. */
  async function forgetAskedBack(tenantId: TenantId, conversationId: ConversationId, ids: readonly MessageId[]) {
    const [conversation, among] = [{ tenantId, _id: conversationId }, { $in: ids }];
    const isFor = (handover: string) => ({
      $or: [{ [`${handover}.askedId`]: among }, { [`${handover}.askedId`]: null, [`${handover}.messageId`]: among }],
    });
    const led = { tenantId, conversationId, ...isFor('turn.changes.waiting') };
    const noWords = { $unset: { 'turn.changes.waiting.asked': 1 } };
    await outbox.updateMany({ ...led, isDone: { $in: [true, false] } }, noWords);
    await messages.updateMany({ ...led, isHandled: { $in: [true, false] } }, noWords);
    await conversations.updateOne(
      { ...conversation, 'askedBack.messageId': among },
      { $unset: { 'askedBack.asked': 1 } },
    );
    await conversations.updateOne({ ...conversation, ...isFor('waiting') }, { $unset: { 'waiting.asked': 1 } });
    await conversations.updateOne({ ...conversation, ...isFor('handover') }, { $unset: { 'handover.asked': 1 } });
  }
  return {
    addInbound: (tenantId, message) =>
      insert({
        ...toDb(message),
        tenantId,
        dedupeKey: message.inbound.dedupeKey,
        isHandled: false,
        unhandledSince: message.createdAt,
      }),
    async addReply(tenantId, reply) {
      const outcome = await insert({ ...toDb(reply), tenantId, dedupeKey: `out:${reply.id}`, isHandled: true });
      if (outcome === 'stored') return reply;
      const existing = await messages.findOne({ tenantId, _id: reply.id }).lean();
      const stored = existing && fromMessageDoc(existing);
      if (stored?.direction !== 'out') throw new Error(`Another message has the key of the reply ${reply.id}`);
      return stored;
    },
    async addAgentMessage(tenantId, message, key) {
      const dedupeKey = `agent:${key}`;
      const outcome = await insert({
        ...toDb(message),
        tenantId,
        dedupeKey,
        isHandled: false,
        unhandledSince: message.createdAt,
      });
      if (outcome === 'stored') return message;
      const { accountId } = message;
      const existing = await messages.findOne({ tenantId, accountId, dedupeKey }).lean();
      const stored = existing && fromMessageDoc(existing);
      if (stored?.direction !== 'out') throw new Error(`Another message has the id ${message.id}`);
      return stored;
    },
    async listUnhandled(tenantId, conversationId, limit) {
      if (limit > MOST_TOGETHER) return readUnhandled(tenantId, conversationId, limit);
      return (await readTogether(tenantId, conversationId))?.slice(0, limit) ?? [];
    },
    async findAgentMessage(tenantId, accountId, key) {
      const doc = await messages.findOne({ tenantId, accountId, dedupeKey: `agent:${key}` }).lean();
      const message = doc && fromMessageDoc(doc);
      return message?.direction === 'out' ? message : undefined;
    },
    async markQueued(tenantId, messageId) {
      await update({
        tenantId,
        filter: { _id: messageId, direction: 'out' },
        update: { $set: { isHandled: true }, $unset: { unhandledSince: 1 } },
      });
    },
    async markHandled(tenantId, messageId: MessageId, handledAs) {
      await update({
        tenantId,
        filter: { _id: messageId },
        update: { $set: { isHandled: true, handledAs }, $unset: { unhandledSince: 1 } },
      });
    },
    async find(tenantId, messageId) {
      const doc = await messages.findOne({ tenantId, _id: messageId }).lean();
      return doc ? fromMessageDoc(doc) : undefined;
    },
    async findByKey(tenantId, accountId, dedupeKey) {
      const doc = await messages.findOne({ tenantId, accountId, dedupeKey }).lean();
      const message = doc && fromMessageDoc(doc);
      return message?.direction === 'in' ? message : undefined;
    },
    async takeBack(tenantId, accountId, dedupeKey) {
      const content = { kind: 'deleted', of: dedupeKey } as const;
      const original = await messages
        .findOneAndUpdate(
          { tenantId, accountId, dedupeKey, direction: 'in' },
          { $set: { 'inbound.content': content } },
          { projection: { conversationId: 1 } },
        )
        .lean();
      if (!original) return [];
      const { conversationId } = original;
      const changed = { tenantId, conversationId, isHandled: { $in: [true, false] }, 'inbound.content.of': dedupeKey };
      const changes = await messages.find(changed, { _id: 1 }).lean();
      await messages.updateMany(
        { ...changed, 'inbound.content.kind': 'edited' },
        { $set: { 'inbound.content': content } },
      );
      const ids = [...new Set([original, ...changes].map(({ _id }) => _id))];
      await forgetAsked(tenantId, conversationId, ids);
      return ids;
    },
    async findNewestOpening(tenantId, conversationId, kind, since) {
      const doc = await messages
        .findOne({
          tenantId,
          conversationId,
          isHandled: { $in: [true, false] },
          direction: 'in',
          ...(since && { _id: { $gte: messageIdSchema.parse(idsFrom(since)) } }),
          'inbound.opens': kind === 'event' ? 'event' : { $ne: 'event' },
          'inbound.content.kind': { $nin: ['left', 'edited', 'deleted'] },
        })
        .sort({ _id: -1 })
        .lean();
      return doc ? inboundOf([doc])[0] : undefined;
    },
    async findReplyTo(tenantId, messageId) {
      // Replies have their message's id, then `.r`, then the epoch where they were made anew.
      const from = messageIdSchema.parse(`${messageId}.r`);
      const until = messageIdSchema.parse(`${messageId}.s`);
      const made = await messages.find({ tenantId, _id: { $gte: from, $lt: until } }).lean<MessageDoc[]>();
      const replies = made.map(fromMessageDoc).filter((message) => message.direction === 'out');
      return replies.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
    },
    async listVersions(tenantId, conversationId, dedupeKey, { before, limit }) {
      const docs = await messages
        .find({
          tenantId,
          conversationId,
          isHandled: { $in: [true, false] },
          _id: { $lt: before },
          $or: [{ dedupeKey }, { 'inbound.content.kind': 'edited', 'inbound.content.of': dedupeKey }],
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return inboundOf(docs).reverse();
    },
    async listNewest(tenantId, conversationId, limit, before) {
      // Both values are named so that the index, which has it before the id, gives the messages in their order.
      const isHandled = { $in: [true, false] };
      const docs = await messages
        .find({ tenantId, conversationId, isHandled, ...(before !== undefined && { _id: { $lt: before } }) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return docs.map(fromMessageDoc).reverse();
    },
  };
}

function inOrder(docs: readonly MessageDoc[]): StoredMessage[] {
  return docs.map(fromMessageDoc).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function inboundOf(docs: readonly MessageDoc[]): StoredInboundMessage[] {
  return inOrder(docs).filter((message) => message.direction === 'in');
}

/** The message in a document, whichever way it went. */
export function fromMessageDoc(doc: MessageDoc): StoredMessage {
  const { _id, tenantId, accountId, conversationId, channel, createdAt, author } = doc;
  const base = { id: _id, tenantId, accountId, conversationId, channel, createdAt };
  if (author.kind === 'contact') {
    if (!doc.inbound) throw new Error(`Message ${_id} has no inbound part`);
    return {
      ...base,
      direction: 'in',
      author,
      inbound: doc.inbound,
      ...(doc.handledAs !== undefined && { handledAs: doc.handledAs }),
    };
  }
  if (!doc.content) throw new Error(`Message ${_id} has no content`);
  const reply: StoredOutboundMessage = {
    ...base,
    direction: 'out',
    author,
    content: doc.content,
    ...(doc.causeId !== undefined && { causeId: doc.causeId }),
    ...(doc.turn !== undefined && { turn: doc.turn }),
    ...(doc.trace !== undefined && { trace: doc.trace }),
    ...(doc.notice !== undefined && { notice: doc.notice }),
    ...(doc.introLength !== undefined && { introLength: doc.introLength }),
    ...(doc.original !== undefined && { original: doc.original }),
  };
  return reply;
}
