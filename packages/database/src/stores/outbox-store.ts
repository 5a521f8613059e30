import type { Outbox as OutboxToAdd } from '@answerdesk/conversations';
import type { Outbox as OutboxToDeliver } from '@answerdesk/delivery';
import type { ConversationId, OutboxItem, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { OutboxDoc } from '../schema.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** How long the process that queued an item has it to itself before a sweep offers it to all. */
const OWN_PROCESS_MS = 3_000;

export interface OutboxReader {
  listByConversation(tenantId: TenantId, conversationId: ConversationId): Promise<OutboxItem[]>;
}

/** Fills both sides of the outbox: what adds to it, and what empties it. */
export function createOutboxStore({ outbox }: Pick<Models, 'outbox'>): OutboxToAdd & OutboxToDeliver & OutboxReader {
  return {
    async add(tenantId, item) {
      try {
        await outbox.create({
          ...toDb(item),
          tenantId,
          isDone: false,
          nextAttemptAt: item.createdAt,
          dueAt: new Date(item.createdAt.getTime() + OWN_PROCESS_MS),
        });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async head(tenantId, conversationId) {
      const docs = await outbox.find({ tenantId, conversationId, isDone: false }).sort({ _id: 1 }).limit(2).lean();
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
      await outbox.updateOne(
        { tenantId, _id: itemId, state: 'sending', leaseOwner: owner },
        isLast
          ? {
              $set: { state: 'sent', isDone: true },
              $push: { sentParts: platformMessageId },
              $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 },
            }
          : {
              $set: { state: 'pending', nextAttemptAt: now, dueAt: new Date(now.getTime() + OWN_PROCESS_MS) },
              $push: { sentParts: platformMessageId },
              $unset: { leaseOwner: 1, leaseUntil: 1 },
            },
      );
    },
    async postpone(tenantId, itemId, owner, { notBefore, isAttempt, isUncertain, chatKey }) {
      await outbox.updateOne(
        { tenantId, _id: itemId, state: 'sending', leaseOwner: owner },
        {
          $set: {
            state: 'pending',
            nextAttemptAt: notBefore,
            dueAt: new Date(notBefore.getTime() + OWN_PROCESS_MS),
            ...(chatKey !== undefined && { chatKey }),
          },
          $inc: { attempts: isAttempt ? 1 : 0, uncertainSends: isUncertain ? 1 : 0 },
          $unset: { leaseOwner: 1, leaseUntil: 1 },
        },
      );
    },
    async fail(tenantId, itemId, owner, failure) {
      await outbox.updateOne(
        { tenantId, _id: itemId, state: 'sending', leaseOwner: owner },
        { $set: { state: 'failed', isDone: true, failure }, $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 } },
      );
    },
    async cancel(tenantId, itemId, owner) {
      await outbox.updateOne(
        { tenantId, _id: itemId, state: 'sending', leaseOwner: owner },
        { $set: { state: 'cancelled', isDone: true }, $unset: { dueAt: 1, leaseOwner: 1, leaseUntil: 1 } },
      );
    },
    async listByConversation(tenantId, conversationId) {
      const docs = await outbox.find({ tenantId, conversationId }).sort({ _id: 1 }).lean();
      return docs.map(fromOutboxDoc);
    },
  };
}

function fromOutboxDoc(doc: OutboxDoc): OutboxItem {
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
