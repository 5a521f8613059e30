import type { MessageStore } from '@answerdesk/conversations';
import type {
  ConversationId,
  MessageId,
  StoredInboundMessage,
  StoredMessage,
  StoredOutboundMessage,
  TenantId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { MessageDoc } from '../schema.ts';
import { isDuplicateKey, toDb } from './mapping.ts';

export interface Transcript {
  /** A conversation's newest messages, oldest first. */
  listNewest(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<StoredMessage[]>;
}

/** Fills the messages' port. */
export function createMessageStore({ messages }: Pick<Models, 'messages'>): MessageStore & Transcript {
  return {
    async addInbound(tenantId, message) {
      try {
        await messages.create({
          ...toDb(message),
          tenantId,
          dedupeKey: message.inbound.dedupeKey,
          isHandled: false,
          unhandledSince: message.createdAt,
        });
        return 'stored';
      } catch (error) {
        if (isDuplicateKey(error)) return 'duplicate';
        throw error;
      }
    },
    async addReply(tenantId, reply) {
      try {
        await messages.create({ ...toDb(reply), tenantId, dedupeKey: `out:${reply.id}`, isHandled: true });
        return reply;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const existing = await messages.findOne({ tenantId, _id: reply.id }).lean();
        const stored = existing && fromMessageDoc(existing);
        if (stored?.direction !== 'out') throw error;
        return stored;
      }
    },
    async listUnhandled(tenantId, conversationId, limit) {
      const docs = await messages
        .find({ tenantId, conversationId, isHandled: false })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(fromMessageDoc).filter((message): message is StoredInboundMessage => message.direction === 'in');
    },
    async markHandled(tenantId, messageId: MessageId, handledAs) {
      await messages.updateOne(
        { tenantId, _id: messageId },
        { $set: { isHandled: true, handledAs }, $unset: { unhandledSince: 1 } },
      );
    },
    async listNewest(tenantId, conversationId, limit) {
      const docs = await messages.find({ tenantId, conversationId }).sort({ _id: -1 }).limit(limit).lean();
      return docs.map(fromMessageDoc).reverse();
    },
  };
}

function fromMessageDoc(doc: MessageDoc): StoredMessage {
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
  };
  return reply;
}
