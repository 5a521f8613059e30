import {
  type Account,
  type InboundMessage,
  messageIdSchema,
  newId,
  type StoredInboundMessage,
} from '@answerdesk/domain';
import { contactIdOf, conversationIdOf } from './conversation-ids.ts';
import type { MessageStore } from './ports.ts';

export interface ReceiveDeps {
  readonly messages: Pick<MessageStore, 'addInbound'>;
  readonly now: () => Date;
}

/**
 * Stores a message once, under (account, platform's message id). When it resolves, the message survives anything and
 * the platform may be told so; its answer is made afterwards, by `handleMessages`.
 */
export async function receiveMessage(
  deps: ReceiveDeps,
  account: Pick<Account, 'id' | 'tenantId' | 'channel'>,
  inbound: InboundMessage,
): Promise<{ outcome: 'stored' | 'duplicate'; message: StoredInboundMessage }> {
  const now = deps.now();
  const message: StoredInboundMessage = {
    id: messageIdSchema.parse(newId(now.getTime())),
    tenantId: account.tenantId,
    accountId: account.id,
    conversationId: conversationIdOf(account.id, inbound.chatKey),
    channel: account.channel,
    createdAt: now,
    direction: 'in',
    author: { kind: 'contact', contactId: contactIdOf(account.id, inbound.contact.platformId) },
    inbound,
  };
  return { outcome: await deps.messages.addInbound(account.tenantId, message), message };
}
