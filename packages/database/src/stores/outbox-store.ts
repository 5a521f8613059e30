import type { PenOutbox, Outbox as ReplyOutbox } from '@answerdesk/conversations';
import type { Outbox } from '@answerdesk/delivery';
import {
  type AccountId,
  type ConversationId,
  type DeliveryFailureReason,
  idsFrom,
  type MessageId,
  messageIdSchema,
  type OutboxItem,
  type TenantId,
} from '@answerdesk/domain';
import type { UpdateQuery } from 'mongoose';
import type { Models } from '../connect.ts';
import type { OutboxDoc } from '../schema.ts';
import { groupedReads } from '../tenant-reads.ts';
import { groupedInserts, groupedUpdates } from '../tenant-writes.ts';
import { fromDb, toDb } from './mapping.ts';

/** How long the process that queued an item has it to itself before a sweep offers it to all. */
const OWN_PROCESS_MS = 3_000;
/** What was never heard of in this time does not arrive any more. */
const ON_ITS_WAY_MS = 60_000;
const LONGEST_ON_THE_WAY_MS = 25 * 3_600_000;
/** Most items of one conversation's line that are read beside those of others. */
const MOST_TOGETHER = 4;
const MOST_COUNTED = 10;

export interface OutboxReader {
  noteRedone: ReplyOutbox['noteRedone'];
  listByConversation(tenantId: TenantId, conversationId: ConversationId): Promise<OutboxItem[]>;
  /** What became of these messages; those that were never queued are missing. */
  findMany(tenantId: TenantId, itemIds: readonly MessageId[]): Promise<OutboxItem[]>;
  find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined>;
  /** How many parts arrived at `since` or later. */
  countPartsSince(tenantId: TenantId, conversationId: ConversationId, since: Date): Promise<number>;
  /** How many are still to be sent, counted no further than to ten. */
  countInLine(tenantId: TenantId, conversationId: ConversationId): Promise<number>;
  /** The newest of an account's messages, of those written at `since` or later, that did not arrive. */
  findNewestFailure(
    tenantId: TenantId,
    accountId: AccountId,
    since: Date,
  ): Promise<
    | {
        readonly at: Date;
        readonly reason: DeliveryFailureReason;
        readonly conversationId: ConversationId;
      }
    | undefined
  >;
}

/** Fills the outbox's port. */
export function createOutboxStore({ outbox }: Pick<Models, 'outbox'>): Outbox & OutboxReader & Omit<PenOutbox, 'add'> {
  const insert = groupedInserts(outbox);
  const update = groupedUpdates(outbox);
  const readTogether = groupedReads<ConversationId, OutboxDoc[]>(outbox, {
    async readAll(tenantId, conversationIds) {
      const most = conversationIds.length * MOST_TOGETHER;
      const docs = await outbox
        .find({ tenantId, conversationId: { $in: conversationIds }, isDone: false })
        .limit(most)
        .lean();
      if (docs.length === most) return undefined;
      return Map.groupBy(
        docs.sort((a, b) => (a._id < b._id ? -1 : 1)),
        ({ conversationId }) => conversationId,
      );
    },
    readOne: (tenantId, conversationId) =>
      outbox.find({ tenantId, conversationId, isDone: false }).sort({ _id: 1 }).limit(2).lean(),
  });
  /** Changes an item under its lease; under another process's lease nothing. */
  const change = async (tenantId: TenantId, itemId: MessageId, leaseOwner: string, changes: UpdateQuery<OutboxDoc>) => {
    await update({ tenantId, filter: { _id: itemId, state: 'sending', leaseOwner }, update: changes });
  };
  return {
    async add(tenantId, item, lease) {
      const outcome = await insert({
        ...toDb(item),
        tenantId,
        isDone: false,
        nextAttemptAt: item.createdAt,
        ...(lease
          ? { state: 'sending', leaseOwner: lease.owner, leaseUntil: lease.until, dueAt: lease.until }
          : { dueAt: new Date(item.createdAt.getTime() + OWN_PROCESS_MS) }),
      });
      if (outcome === 'stored') return { item: lease ? { ...item, state: 'sending' } : item, isNew: true };
      const doc = await outbox.findOne({ tenantId, _id: item.id }).lean();
      if (!doc) throw new Error(`The outbox refused ${item.id} and does not have it`);
      return { item: fromOutboxDoc(doc), isNew: false };
    },
    async head(tenantId, conversationId) {
      const docs = (await readTogether(tenantId, conversationId)) ?? [];
      const doc = docs[0];
      if (!doc) return undefined;
      const notBefore = doc.state === 'sending' ? (doc.leaseUntil ?? doc.nextAttemptAt) : doc.nextAttemptAt;
      return { item: fromOutboxDoc(doc), notBefore, hasMore: docs.length > 1 };
    },
    async claim(tenantId, { item, notBefore }, { owner, until }) {
      const wasSending = item.state === 'sending';
      const doc = await outbox
        .findOneAndUpdate(
          {
            tenantId,
            _id: item.id,
            state: item.state,
            ...(wasSending ? { leaseUntil: notBefore } : { nextAttemptAt: notBefore }),
          },
          {
            $set: { state: 'sending', leaseOwner: owner, leaseUntil: until, dueAt: until },
            ...(wasSending && { $inc: { uncertainSends: 1 } }),
          },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? fromOutboxDoc(doc) : undefined;
    },
    async markPartSent(tenantId, itemId, owner, { platformMessageId, isLast, now }) {
      await change(
        tenantId,
        itemId,
        owner,
        isLast
          ? {
              $set: { state: 'sent', isDone: true, lastSentAt: now },
              $push: { sentParts: platformMessageId },
              $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 },
            }
          : {
              $set: {
                state: 'pending',
                lastSentAt: now,
                nextAttemptAt: now,
                dueAt: new Date(now.getTime() + OWN_PROCESS_MS),
              },
              $push: { sentParts: platformMessageId },
              $unset: { leaseOwner: 1, leaseUntil: 1 },
            },
      );
    },
    async postpone(tenantId, itemId, owner, { notBefore, isAttempt, isUncertain, chatKey }) {
      await change(tenantId, itemId, owner, {
        $set: {
          state: 'pending',
          nextAttemptAt: notBefore,
          dueAt: new Date(notBefore.getTime() + OWN_PROCESS_MS),
          ...(chatKey !== undefined && { chatKey }),
        },
        $inc: { attempts: isAttempt ? 1 : 0, uncertainSends: isUncertain ? 1 : 0 },
        $unset: { leaseOwner: 1, leaseUntil: 1 },
      });
    },
    async fail(tenantId, itemId, owner, failure) {
      await change(tenantId, itemId, owner, {
        $set: { state: 'failed', isDone: true, failure },
        $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 },
      });
    },
    async cancel(tenantId, itemId, owner) {
      await change(tenantId, itemId, owner, {
        $set: { state: 'cancelled', isDone: true },
        $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 },
      });
    },
    async cancelOvertaken(tenantId, conversationId, epoch) {
      await outbox.updateMany(
        { tenantId, conversationId, isDone: false, state: 'pending', botEpoch: { $lt: epoch } },
        { $set: { state: 'cancelled', isDone: true }, $unset: { dueAt: 1 } },
      );
    },
    async listBeingSent(tenantId, conversationId, epoch) {
      const docs = await outbox
        .find({ tenantId, conversationId, isDone: false, state: 'sending', botEpoch: { $lt: epoch } })
        .lean();
      return docs.map(fromOutboxDoc);
    },
    async abandon(tenantId, itemIds) {
      await outbox.updateMany(
        { tenantId, _id: { $in: [...itemIds] }, state: 'sending' },
        {
          $set: { state: 'cancelled', isDone: true },
          $inc: { uncertainSends: 1 },
          $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 },
        },
      );
    },
    async noteRedone(tenantId, itemId, redoneIn) {
      await update({ tenantId, filter: { _id: itemId }, update: { $set: { redoneIn } } });
    },
    async listMayArrive(tenantId, conversationId, { from, before, at }) {
      const docs = await outbox
        .find(
          {
            tenantId,
            conversationId,
            isDone: { $in: [true, false] },
            _id: { $gte: onTheWaySince(at) },
            $or: [
              { state: { $in: ['pending', 'sending', 'cancelled', 'failed'] } },
              { state: 'sent', lastSentAt: { $gte: new Date(at.getTime() - ON_ITS_WAY_MS) } },
            ],
            botEpoch: { $gte: from, $lt: before },
            uncertainSends: { $gt: 0 },
          },
          { _id: 1 },
        )
        .lean();
      return docs.map(({ _id }) => _id);
    },
    async failSent(tenantId, itemId, failure) {
      const doc = await outbox
        .findOneAndUpdate(
          { tenantId, _id: itemId, state: 'sent' },
          { $set: { state: 'failed', failure } },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? fromOutboxDoc(doc) : undefined;
    },
    async countPartsSince(tenantId, conversationId, since) {
      const from = onTheWaySince(since);
      const docs = await outbox
        .find(
          {
            tenantId,
            conversationId,
            isDone: { $in: [true, false] },
            _id: { $gte: from },
            lastSentAt: { $gte: since },
          },
          { sentParts: 1 },
        )
        .lean();
      return docs.reduce((sum, { sentParts }) => sum + sentParts.length, 0);
    },
    async countInLine(tenantId, conversationId) {
      const docs = await outbox
        .find({ tenantId, conversationId, isDone: false }, { _id: 1 })
        .limit(MOST_COUNTED)
        .lean();
      return docs.length;
    },
    async findNewestFailure(tenantId, accountId, since) {
      const from = messageIdSchema.parse(idsFrom(since));
      const doc = await outbox
        .findOne(
          { tenantId, accountId, state: 'failed', _id: { $gte: from } },
          { failure: 1, conversationId: 1, createdAt: 1 },
        )
        .sort({ _id: -1 })
        .lean();
      if (!doc?.failure) return undefined;
      return { at: doc.createdAt, reason: doc.failure.reason, conversationId: doc.conversationId };
    },
    async find(tenantId, itemId) {
      const doc = await outbox.findOne({ tenantId, _id: itemId }).lean();
      return doc ? fromOutboxDoc(doc) : undefined;
    },
    async listByConversation(tenantId, conversationId) {
      const docs = await outbox.find({ tenantId, conversationId }).sort({ _id: 1 }).lean();
      return docs.map(fromOutboxDoc);
    },
    async findMany(tenantId, itemIds) {
      const docs = await outbox.find({ tenantId, _id: { $in: [...itemIds] } }).lean();
      return docs.map(fromOutboxDoc);
    },
  };
}

/** The item in a document, without what is the store's own. */
export function fromOutboxDoc(doc: OutboxDoc): OutboxItem {
  const {
    isDone: _isDone,
    nextAttemptAt: _next,
    dueAt: _due,
    leaseOwner: _owner,
    leaseUntil: _until,
    ...item
  } = fromDb(doc);
  return item;
}

/** An item may be sent up to a day after it was made, and its id tells when that was. */
function onTheWaySince(since: Date): MessageId {
  return messageIdSchema.parse(idsFrom(new Date(since.getTime() - LONGEST_ON_THE_WAY_MS)));
}
