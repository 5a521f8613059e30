import type { RetentionStore } from '@answerdesk/conversations';
import { idsFrom, messageIdSchema } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { createConversationRemains, type RemainsModels } from './conversation-remains.ts';
import { deleteContacts, type PeopleModels } from './delete-contacts.ts';

/** Fills the port of what is forgotten. */
export function createRetentionStore(models: RemainsModels & PeopleModels & Pick<Models, 'tenants'>): RetentionStore {
  const { tenants, conversations, messages, outbox, linkedchats } = models;
  const remains = createConversationRemains(models);
  return {
    async claimTenant(tenantId, { now, until }) {
      const doc = await tenants
        .findOneAndUpdate({ tenantId, retentionDueAt: { $lte: now } }, { $set: { retentionDueAt: until } })
        .lean();
      return doc?.settings?.retention.days;
    },
    async scheduleTenant(tenantId, dueAt) {
      await tenants.updateOne({ tenantId, retentionDueAt: { $exists: true } }, { $set: { retentionDueAt: dueAt } });
    },
    async listQuiet(tenantId, before, limit) {
      const docs = await conversations
        .find({ tenantId, lastMessageAt: { $lt: before }, isStaff: { $ne: true } }, { contactId: 1, isGroup: 1 })
        .sort({ lastMessageAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id, contactId, isGroup }) => ({ id: _id, contactId, isGroup }));
    },
    async findNewest(tenantId, conversationId) {
      const newest = await Promise.all(
        [true, false].map((isHandled) =>
          messages.findOne({ tenantId, conversationId, isHandled }, { createdAt: 1 }).sort({ _id: -1 }).lean(),
        ),
      );
      const times = newest.flatMap((doc) => (doc ? [doc.createdAt.getTime()] : []));
      return times.length > 0 ? new Date(Math.max(...times)) : undefined;
    },
    async touch(tenantId, conversationId, at) {
      await conversations.updateOne({ tenantId, _id: conversationId }, { $max: { lastMessageAt: at } });
    },
    async deleteMessages(tenantId, conversationId, limit) {
      return (await remains.deleteMessages(tenantId, conversationId, limit)).length;
    },
    async deleteInLinkedChats(tenantId, before) {
      const old = { $lt: messageIdSchema.parse(idsFrom(before)) };
      const chats = await linkedchats.find({ tenantId, 'chat.conversationId': { $exists: true } }).lean();
      for (const { chat } of chats) {
        if (!chat) continue;
        const { conversationId } = chat;
        await outbox.deleteMany({ tenantId, conversationId, isDone: true, _id: old });
        await messages.deleteMany({ tenantId, conversationId, isHandled: true, _id: old });
      }
    },
    async deleteConversation(tenantId, { id, contactId, isGroup }, before) {
      const { deletedCount } = await conversations.deleteOne({ tenantId, _id: id, lastMessageAt: { $lt: before } });
      if (deletedCount === 0) return;
      if (!isGroup) await deleteContacts(models, tenantId, [contactId]);
      // What was written while it was being forgotten.
      await remains.deleteBesides(tenantId, id);
    },
  };
}
