import {
  type Choice,
  type ConversationId,
  conversationIdSchema,
  type MessageId,
  messageIdSchema,
} from '@answerdesk/domain';
import type { OpenChat } from './staff-line.ts';

/** A button in a member's chat, as it comes back when it is pressed. */
export type DeskChoice =
  | { readonly verb: 'take' | 'back' | 'close'; readonly conversationId: ConversationId }
  | { readonly verb: 'send'; readonly conversationId: ConversationId; readonly messageId: MessageId };

const DESK_CHOICE = 'desk:';

/** Reads a pressed button: `desk:<verb>:<conversation>`, or `desk:send:<message>:<conversation>`; undefined for any other. */
export function readDeskChoice(choiceId: string): DeskChoice | undefined {
  const [, verb, message, conversation] = /^desk:(?:(take|back|close)|send:([a-z0-9]+)):([\w-]+)$/.exec(choiceId) ?? [];
  const conversationId = conversationIdSchema.safeParse(conversation);
  if (!conversationId.success) return undefined;
  if (verb === 'take' || verb === 'back' || verb === 'close') return { verb, conversationId: conversationId.data };
  const messageId = messageIdSchema.safeParse(message);
  return messageId.success
    ? { verb: 'send', conversationId: conversationId.data, messageId: messageId.data }
    : undefined;
}

/** The buttons under what tells of a conversation: who holds it needs not take it. */
export async function deskChoices(
  { say }: Pick<OpenChat, 'say'>,
  conversationId: ConversationId,
  isHolder: boolean,
): Promise<readonly Choice[]> {
  const take = isHolder ? [] : [{ id: `${DESK_CHOICE}take:${conversationId}`, label: await say('take') }];
  return [
    ...take,
    { id: `${DESK_CHOICE}back:${conversationId}`, label: await say('handBack') },
    { id: `${DESK_CHOICE}close:${conversationId}`, label: await say('close') },
  ];
}

/** The button that sends a member's earlier message to one of several customers; at most 64 bytes. */
export function sendChoice(messageId: MessageId, conversationId: ConversationId, label: string): Choice {
  return { id: `${DESK_CHOICE}send:${messageId}:${conversationId}`, label };
}
