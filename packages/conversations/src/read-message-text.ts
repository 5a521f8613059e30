import {
  type ConversationId,
  DomainError,
  type Locale,
  type MessageId,
  type StoredMessage,
  type TenantId,
} from '@answerdesk/domain';
import type { ReadDeps } from './read-conversation.ts';

export interface ReadTextDeps extends Pick<ReadDeps, 'conversations'> {
  readonly messages: {
    /** A message of either direction. */
    find(tenantId: TenantId, messageId: MessageId): Promise<StoredMessage | undefined>;
  };
}

/** The words of a message, and the language of its conversation as far as that is known. */
export interface MessageText {
  /** Empty where there are no words: a picture, a button, something taken back. */
  readonly text: string;
  readonly language?: Locale;
}

/**
 * Reads what one message of a conversation says: its text, what it was changed to, a caption, or what was said in a voice
 * message. Throws DomainError `not-found` for a conversation or message of nobody's, another tenant's or another conversation's.
 */
export async function readMessageText(
  { conversations, messages }: ReadTextDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  messageId: MessageId,
): Promise<MessageText> {
  const [conversation, message] = await Promise.all([
    conversations.find(tenantId, conversationId),
    messages.find(tenantId, messageId),
  ]);
  if (!conversation || message?.conversationId !== conversationId) {
    throw new DomainError('not-found', 'There is no such message.');
  }
  const { language } = conversation;
  return { text: textOf(message), ...(language !== undefined && { language }) };
}

function textOf(message: StoredMessage): string {
  if (message.direction === 'out') return message.content.text;
  const { content } = message.inbound;
  if (content.kind === 'text' || content.kind === 'edited') return content.text;
  return content.kind === 'attachment' ? (content.caption ?? content.transcript ?? '') : '';
}
