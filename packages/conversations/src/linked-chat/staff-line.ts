import { createHash } from 'node:crypto';
import {
  type Choice,
  type Conversation,
  type ConversationId,
  type LinkedChat,
  type MessageId,
  messageIdSchema,
  momentOfId,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { StaffSentence } from '@answerdesk/locales';
import type { TellDeps } from './ports.ts';

/** A member's chat that is to be spoken in now, and how. */
export interface OpenChat {
  readonly userId: UserId;
  readonly chat: LinkedChat;
  readonly isAlways: boolean;
  readonly locale: string;
  readonly say: (sentence: StaffSentence, values?: Readonly<Record<string, string>>) => Promise<string>;
}

/** A member's chat with what they may do. */
export type StaffChat = OpenChat & { readonly isManager: boolean };

/** A line in a member's chat; `about` is the customer's conversation that it tells of, so that it can be answered. */
export interface StaffLine {
  readonly id: MessageId;
  readonly text: string;
  readonly choices?: readonly Choice[];
  readonly about?: ConversationId;
}

/** The chat of somebody who is a member still, with an account that is connected still; undefined when there is none. */
export async function openChatOf(
  deps: TellDeps,
  tenantId: TenantId,
  choice: Awaited<ReturnType<TellDeps['linkedChats']['findOf']>>,
): Promise<OpenChat | undefined> {
  if (!choice?.chat) return undefined;
  const { userId, chat, isAlways } = choice;
  const [isConnected, member, tenant] = await Promise.all([
    deps.isConnected(tenantId, chat.accountId),
    deps.findMember(tenantId, userId),
    deps.findTenant(tenantId),
  ]);
  if (!isConnected || !member || !tenant) return undefined;
  const locale = chat.locale ?? tenant.locale;
  return { userId, chat, isAlways, locale, say: (sentence, values) => deps.staffWords(locale, sentence, values) };
}

/** Puts a line on its way to a member's chat; one with an id that is there already changes nothing. */
export async function queueLine(
  { staffOutbox, now }: Pick<TellDeps, 'staffOutbox' | 'now'>,
  tenantId: TenantId,
  { chat }: Pick<OpenChat, 'chat'>,
  { id, text, choices, about }: StaffLine,
): Promise<void> {
  const { accountId, channel, conversationId, contactId, chatKey } = chat;
  await staffOutbox.add(tenantId, {
    id,
    tenantId,
    accountId,
    conversationId,
    contactId,
    channel,
    chatKey,
    isGroup: false,
    content: { kind: 'reply', text, ...(choices && { choices }) },
    ...(about !== undefined && { about }),
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt: now(),
  });
}

/** The id of the one line that a cause leads to in a chat; it sorts by the cause's time. */
export function lineIdOf(cause: MessageId, { conversationId }: LinkedChat, what: string): MessageId {
  const digest = createHash('sha256').update(`${cause}\n${conversationId}\n${what}`).digest('hex');
  return messageIdSchema.parse(`${cause.slice(0, 12)}${digest.slice(0, 12)}`);
}

/** From when on lines about a conversation belong to its newest hand-over: their ids are as old as what they tell of. */
export function toldSince({ handover, takenAt, createdAt }: Conversation): Date {
  if (handover?.messageId) return momentOfId(handover.messageId);
  return handover?.since ?? takenAt ?? createdAt;
}

/** How a customer is called in a member's chat. */
export async function customerOf(
  { say }: Pick<OpenChat, 'say'>,
  { contactName }: Pick<Conversation, 'contactName'>,
): Promise<string> {
  return contactName ?? say('somebody');
}
