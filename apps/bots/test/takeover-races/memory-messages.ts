import type { InboxDeps, MessageStore, Transcript } from '@answerdesk/conversations';
import type { ConversationKey } from '@answerdesk/database';
import type {
  ConversationId,
  MessageId,
  StoredInboundMessage,
  StoredMessage,
  StoredOutboundMessage,
  TenantId,
} from '@answerdesk/domain';
import { keysOf } from './memory-outbox.ts';

interface KeptInbound {
  readonly message: StoredInboundMessage;
  readonly unhandledSince?: Date | undefined;
}

interface KeptOutbound {
  readonly message: StoredOutboundMessage;
  readonly unhandledSince?: Date | undefined;
}

export interface MemoryMessages
  extends MessageStore,
    Transcript,
    Pick<InboxDeps['messages'], 'addAgentMessage' | 'findAgentMessage'> {
  readonly inbound: ReadonlyMap<MessageId, KeptInbound>;
  readonly outbound: ReadonlyMap<MessageId, KeptOutbound>;
  listLeft(before: Date, limit: number): Promise<ConversationKey[]>;
}

/** The messages' port in memory; each call is carried out at one moment, as one command of the database is. */
export function createMemoryMessages(onStored: (messageId: MessageId) => void): MemoryMessages {
  const inbound = new Map<MessageId, KeptInbound>();
  const outbound = new Map<MessageId, KeptOutbound>();
  const agentKeys = new Map<string, StoredOutboundMessage>();

  function ofConversation(tenantId: TenantId, conversationId: ConversationId): KeptInbound[] {
    return [...inbound.values()]
      .filter(({ message }) => message.tenantId === tenantId && message.conversationId === conversationId)
      .sort((a, b) => (a.message.id < b.message.id ? -1 : 1));
  }

  function saidIn(tenantId: TenantId, conversationId: ConversationId): KeptOutbound[] {
    return [...outbound.values()].filter(
      ({ message }) => message.tenantId === tenantId && message.conversationId === conversationId,
    );
  }

  function byKey(tenantId: TenantId, accountId: string, dedupeKey: string): StoredInboundMessage | undefined {
    return [...inbound.values()].find(
      ({ message }) =>
        message.tenantId === tenantId && message.accountId === accountId && message.inbound.dedupeKey === dedupeKey,
    )?.message;
  }

  return {
    inbound,
    outbound,
    async addInbound(tenantId, message) {
      if (byKey(tenantId, message.accountId, message.inbound.dedupeKey)) return 'duplicate';
      inbound.set(message.id, { message: { ...message, tenantId }, unhandledSince: message.createdAt });
      onStored(message.id);
      return 'stored';
    },
    async addReply(tenantId, reply) {
      const stored = outbound.get(reply.id) ?? { message: { ...reply, tenantId } };
      outbound.set(reply.id, stored);
      return stored.message;
    },
    async addAgentMessage(tenantId, message, key) {
      const known = agentKeys.get(`${tenantId}/${message.accountId}/${key}`);
      if (known) return known;
      const stored = { ...message, tenantId };
      agentKeys.set(`${tenantId}/${message.accountId}/${key}`, stored);
      outbound.set(message.id, { message: stored, unhandledSince: message.createdAt });
      return stored;
    },
    async findAgentMessage(tenantId, accountId, key) {
      return agentKeys.get(`${tenantId}/${accountId}/${key}`);
    },
    async markQueued(tenantId, messageId) {
      const known = outbound.get(messageId);
      if (known?.message.tenantId === tenantId) outbound.set(messageId, { message: known.message });
    },
    async listUnhandled(tenantId, conversationId, limit) {
      return [...ofConversation(tenantId, conversationId), ...saidIn(tenantId, conversationId)]
        .filter(({ unhandledSince }) => unhandledSince !== undefined)
        .map(({ message }): StoredMessage => message)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async markHandled(tenantId, messageId, handledAs) {
      const known = inbound.get(messageId);
      if (known?.message.tenantId === tenantId) inbound.set(messageId, { message: { ...known.message, handledAs } });
    },
    async findByKey(tenantId, accountId, dedupeKey) {
      return byKey(tenantId, accountId, dedupeKey);
    },
    async listVersions(tenantId, conversationId, dedupeKey, { before, limit }) {
      return ofConversation(tenantId, conversationId)
        .map(({ message }) => message)
        .filter(({ id, inbound: { dedupeKey: key, content } }) => {
          const isVersion = key === dedupeKey || (content.kind === 'edited' && content.of === dedupeKey);
          return isVersion && id < before;
        })
        .reverse()
        .slice(0, limit);
    },
    async takeBack(tenantId, accountId, dedupeKey) {
      const original = byKey(tenantId, accountId, dedupeKey);
      if (!original) return [];
      const forgotten: MessageId[] = [];
      for (const { message, ...rest } of ofConversation(tenantId, original.conversationId)) {
        const { content } = message.inbound;
        const isOf = message.id === original.id || (content.kind === 'edited' && content.of === dedupeKey);
        const gone = { ...message.inbound, content: { kind: 'deleted', of: dedupeKey } as const };
        if (!isOf) continue;
        inbound.set(message.id, { ...rest, message: { ...message, inbound: gone } });
        forgotten.push(message.id);
      }
      return forgotten;
    },
    async listNewest(tenantId, conversationId, limit, before) {
      const said = [...ofConversation(tenantId, conversationId), ...saidIn(tenantId, conversationId)].map(
        ({ message }): StoredMessage => message,
      );
      return said
        .filter(({ id }) => before === undefined || id < before)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(-limit);
    },
    async listLeft(before, limit) {
      const left = [...inbound.values(), ...outbound.values()]
        .filter(({ unhandledSince }) => unhandledSince !== undefined && unhandledSince <= before)
        .sort((a, b) => (a.unhandledSince?.getTime() ?? 0) - (b.unhandledSince?.getTime() ?? 0));
      return keysOf(left.map(({ message }) => message)).slice(0, limit);
    },
  };
}
