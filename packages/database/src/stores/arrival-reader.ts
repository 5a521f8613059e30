import type { ArrivalReader } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';

const LONGEST_TEXT = 200;

/** Fills the port of what arrives. */
export function createArrivalReader({
  conversations,
  messages,
}: Pick<Models, 'conversations' | 'messages'>): ArrivalReader {
  return {
    async findNewest(tenantId, accountId, since) {
      const conversation = await conversations
        .findOne({ tenantId, lastMessageAt: { $gte: since }, accountId }, { _id: 1 })
        .sort({ lastMessageAt: -1 })
        .lean();
      if (!conversation) return undefined;
      const isHandled = { $in: [true, false] };
      const newest = await messages
        .findOne({ tenantId, conversationId: conversation._id, isHandled, direction: 'in' })
        .sort({ _id: -1 })
        .lean();
      if (!newest?.inbound) return undefined;
      const { contact, content } = newest.inbound;
      return {
        conversationId: conversation._id,
        at: newest.createdAt,
        ...(contact.displayName !== undefined && { from: contact.displayName }),
        text: content.kind === 'text' ? content.text.slice(0, LONGEST_TEXT) : '',
      };
    },
  };
}
