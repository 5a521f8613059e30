import type { Conversation, OutboxItem, StoredOutboundMessage } from '@answerdesk/domain';

/** An agent's message as it stands in line; the same message gives the same item. */
export function itemOfAgentMessage(
  { id, tenantId, accountId, conversationId, channel, author, content, createdAt }: StoredOutboundMessage,
  { contactId, chatKey, isGroup }: Pick<Conversation, 'contactId' | 'chatKey' | 'isGroup'>,
): OutboxItem {
  return {
    id,
    tenantId,
    accountId,
    conversationId,
    contactId,
    channel,
    chatKey,
    isGroup,
    ...(author.kind === 'agent' && author.name !== undefined && { agentName: author.name }),
    content,
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt,
  };
}
