import type { ClaimedConversation, ConversationStore } from '@answerdesk/conversations';
import type { Conversation, ConversationId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ConversationDoc } from '../schema.ts';
import { fromDb, isDuplicateKey } from './mapping.ts';

export interface ConversationReader {
  find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  findEpoch(tenantId: TenantId, conversationId: ConversationId): Promise<number | undefined>;
}

/** Fills the conversations' port. */
export function createConversationStore({
  conversations,
}: Pick<Models, 'conversations'>): ConversationStore & ConversationReader {
  return {
    async claim(tenantId, { id, ...fresh }, { owner, now, until }) {
      try {
        const doc = await conversations
          .findOneAndUpdate(
            { tenantId, _id: id, $or: [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }] },
            {
              $set: { leaseOwner: owner, leaseUntil: until },
              $setOnInsert: {
                ...fresh,
                holder: { kind: 'bot' },
                epoch: 0,
                unsureTurns: 0,
                createdAt: now,
                lastMessageAt: now,
              },
            },
            { upsert: true, returnDocument: 'after' },
          )
          .lean();
        return doc ? claimed(doc) : undefined;
      } catch (error) {
        // The conversation is there, but its lease kept the filter from finding it.
        if (isDuplicateKey(error)) return undefined;
        throw error;
      }
    },
    async recordTurn(tenantId, conversationId, messageId, at, changes) {
      await conversations.updateOne(
        { tenantId, _id: conversationId, lastHandledId: { $ne: messageId } },
        { $set: { ...changes, lastHandledId: messageId }, $max: { lastMessageAt: at } },
      );
    },
    async release(tenantId, conversationId, owner) {
      await conversations.updateOne(
        { tenantId, _id: conversationId, leaseOwner: owner },
        { $unset: { leaseOwner: 1, leaseUntil: 1 } },
      );
    },
    async find(tenantId, conversationId) {
      const doc = await conversations.findOne({ tenantId, _id: conversationId }).lean();
      return doc ? claimed(doc) : undefined;
    },
    async findEpoch(tenantId, conversationId) {
      const doc = await conversations.findOne({ tenantId, _id: conversationId }, { epoch: 1 }).lean();
      return doc?.epoch;
    },
  };
}

function claimed(doc: ConversationDoc): ClaimedConversation {
  const { leaseOwner: _owner, leaseUntil: _until, lastHandledId, ...conversation } = fromDb(doc);
  return { ...conversation, ...(lastHandledId !== undefined && { lastHandledId }) };
}
