import type { RetentionStore } from '@answerdesk/conversations';
import {
  botReplyUsageId,
  type ConversationId,
  idsFrom,
  type MessageId,
  messageIdSchema,
  type TenantId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { createFileStore } from './file-store.ts';

/** Fills the port of what is forgotten. */
export function createRetentionStore({
  tenants,
  conversations,
  conversationevents,
  messages,
  outbox,
  drafts,
  contacts,
  webchatparts,
  linkedchats,
  replydrafts,
  contactnotes,
  files,
  fileusages,
  ratings,
  usageevents,
}: Pick<
  Models,
  | 'tenants'
  | 'conversations'
  | 'conversationevents'
  | 'messages'
  | 'outbox'
  | 'drafts'
  | 'contacts'
  | 'webchatparts'
  | 'linkedchats'
  | 'replydrafts'
  | 'contactnotes'
  | 'files'
  | 'fileusages'
  | 'ratings'
  | 'usageevents'
>): RetentionStore {
  const keptFiles = createFileStore({ files, fileusages });
  async function deleteWhatVisitorsFetch(tenantId: TenantId, conversationId: ConversationId) {
    const chat = await conversations
      .findOne({ tenantId, _id: conversationId, channel: 'webchat' }, { accountId: 1, chatKey: 1 })
      .lean();
    if (chat) await webchatparts.deleteMany({ tenantId, accountId: chat.accountId, visitorId: chat.chatKey });
  }

  /** What is no message and was written about a conversation, or for it. */
  async function deleteBesides(tenantId: TenantId, conversationId: ConversationId) {
    await conversationevents.deleteMany({ tenantId, conversationId });
    await ratings.deleteMany({ tenantId, conversationId });
    await drafts.deleteMany({ tenantId, conversationId });
    await replydrafts.deleteMany({ tenantId, conversationId });
    await keptFiles.removeOf(tenantId, conversationId);
  }

  /** What was paid for stays in the ledger, but no longer says in which conversation. */
  async function unlinkUsage(tenantId: TenantId, messageIds: readonly MessageId[]) {
    const events = messageIds.map((id) => botReplyUsageId(id)).flatMap((id) => [id, `refund:${id}`]);
    const theirs = { tenantId, _id: { $in: events.map((id) => `${tenantId}:${id}`) } };
    await usageevents.updateMany(theirs, { $unset: { conversationId: 1 } });
  }

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
      const docs = await messages.find({ tenantId, conversationId }, { _id: 1 }).limit(limit).lean();
      const ids = docs.map(({ _id }) => _id);
      await outbox.deleteMany({ tenantId, _id: { $in: ids } });
      // What was sent without a message of its own.
      await outbox.deleteMany({ tenantId, conversationId, isDone: true });
      await outbox.deleteMany({ tenantId, about: conversationId });
      await deleteWhatVisitorsFetch(tenantId, conversationId);
      await deleteBesides(tenantId, conversationId);
      await unlinkUsage(tenantId, ids);
      await messages.deleteMany({ tenantId, _id: { $in: ids } });
      return ids.length;
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
      if (!isGroup) {
        await contacts.deleteOne({ tenantId, _id: contactId });
        await contactnotes.deleteOne({ tenantId, _id: contactId });
      }
      // What was written while it was being forgotten.
      await deleteBesides(tenantId, id);
    },
  };
}
