import type { LinkedChatStore } from '@answerdesk/conversations';
import type { ChatChoice, TenantId, UserId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { LinkedChatDoc } from '../linked-chat-schema.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of linked chats. */
export function createLinkedChatStore({ linkedchats }: Pick<Models, 'linkedchats'>): LinkedChatStore {
  const idOf = (tenantId: TenantId, userId: UserId) => `${tenantId}:${userId}`;
  const set = async (tenantId: TenantId, userId: UserId, changes: Partial<LinkedChatDoc>) => {
    await retryUpsert(() =>
      linkedchats.updateOne(
        { tenantId, _id: idOf(tenantId, userId) },
        { $set: changes, $setOnInsert: { userId } },
        { upsert: true },
      ),
    );
  };
  return {
    keepCode: (tenantId, userId, code) => set(tenantId, userId, { code }),
    async takeCode(tenantId, { hash, accountId }, { messageId, now }) {
      const doc = await linkedchats
        .findOneAndUpdate(
          {
            tenantId,
            'code.hash': hash,
            'code.accountId': accountId,
            // What the same message began is ended by it, however late.
            $or: [{ 'code.takenBy': messageId }, { 'code.takenBy': null, 'code.expiresAt': { $gt: now } }],
          },
          { $set: { 'code.takenBy': messageId } },
        )
        .lean();
      return doc?.userId;
    },
    async link(tenantId, userId, chat) {
      await linkedchats.updateMany(
        { tenantId, userId: { $ne: userId }, 'chat.conversationId': chat.conversationId },
        { $unset: { chat: 1 } },
      );
      await set(tenantId, userId, { chat });
    },
    async unlink(tenantId, userId) {
      await linkedchats.updateOne({ tenantId, _id: idOf(tenantId, userId) }, { $unset: { chat: 1, code: 1 } });
    },
    choose: (tenantId, userId, isAlways) => set(tenantId, userId, { isAlways }),
    async listLinked(tenantId) {
      const docs = await linkedchats.find({ tenantId, 'chat.linkedAt': { $exists: true } }, { userId: 1 }).lean();
      return docs.map(({ userId }) => userId);
    },
    async findOf(tenantId, userId) {
      const doc = await linkedchats.findOne({ tenantId, _id: idOf(tenantId, userId) }).lean();
      return doc ? choiceOf(doc) : undefined;
    },
    async findByConversation(tenantId, conversationId) {
      const doc = await linkedchats.findOne({ tenantId, 'chat.conversationId': conversationId }).lean();
      return doc ? choiceOf(doc) : undefined;
    },
  };
}

function choiceOf({ userId, chat, isAlways = true }: LinkedChatDoc): ChatChoice {
  return { userId, isAlways, ...(chat && { chat }) };
}
