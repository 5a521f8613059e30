import type { StaffConversations, StaffOutbox, TellDeps } from '@answerdesk/conversations';
import { idsFrom, messageIdSchema } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { plain } from './conversation-store.ts';
import { fromMessageDoc } from './message-store.ts';
import { fromOutboxDoc } from './outbox-store.ts';

/** What members' chats ask of conversations, of the outbox and of messages. */
export type StaffChatStore = StaffConversations &
  Pick<StaffOutbox, 'findByPart' | 'listAbout'> &
  Pick<TellDeps, 'readMessage'>;

/** Fills the ports of members' chats beside what the stores of these collections do for everybody. */
export function createStaffChatStore({
  conversations,
  outbox,
  messages,
}: Pick<Models, 'conversations' | 'outbox' | 'messages'>): StaffChatStore {
  return {
    async markStaff(tenantId, conversationId, isStaff) {
      if (!isStaff) {
        await conversations.updateOne({ tenantId, _id: conversationId }, { $unset: { isStaff: 1 } });
        return;
      }
      await conversations.updateOne(
        { tenantId, _id: conversationId, isStaff: { $ne: true } },
        {
          $set: { isStaff: true, status: 'bot', holder: { kind: 'bot' }, unsureTurns: 0 },
          $inc: { epoch: 1 },
          $unset: {
            waiting: 1,
            handover: 1,
            handedBack: 1,
            assigneeId: 1,
            snoozedUntil: 1,
            closedAt: 1,
            timer: 1,
            rating: 1,
            takenAt: 1,
            change: 1,
            changeDueAt: 1,
            ladder: 1,
            given: 1,
            offered: 1,
          },
        },
      );
    },
    async listHeldBy(tenantId, userId, limit) {
      const docs = await conversations
        .find({ tenantId, assigneeId: userId, status: 'human' })
        .sort({ lastMessageAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return docs.map(plain);
    },
    async findByPart(tenantId, conversationId, platformMessageId, since) {
      const doc = await outbox
        .findOne({
          tenantId,
          conversationId,
          // Both values are named so that the index, which has it before the id, gives the items in their order.
          isDone: { $in: [true, false] },
          _id: { $gte: messageIdSchema.parse(idsFrom(since)) },
          sentParts: platformMessageId,
        })
        .sort({ _id: -1 })
        .lean();
      return doc ? fromOutboxDoc(doc) : undefined;
    },
    async listAbout(tenantId, about, since, limit) {
      const docs = await outbox
        .find({ tenantId, about, _id: { $gte: messageIdSchema.parse(idsFrom(since)) } })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return docs.map(fromOutboxDoc);
    },
    async readMessage(tenantId, messageId) {
      const doc = await messages.findOne({ tenantId, _id: messageId }).lean();
      return doc ? fromMessageDoc(doc) : undefined;
    },
  };
}
