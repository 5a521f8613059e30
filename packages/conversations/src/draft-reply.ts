import {
  type AccountStage,
  type Draft,
  messageIdSchema,
  type StoredInboundMessage,
  type TurnChanges,
} from '@answerdesk/domain';
import { composeReply, freeOfCharge } from './compose-reply.ts';
import { handoverOf, hasInbox } from './hand-over.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';

/**
 * Whether the bot may only draft its reply to a message. It depends on when the message came, not on when it is dealt
 * with, so that dealing with it again comes to the same.
 */
export async function isForPeople(deps: HandleDeps, message: StoredInboundMessage): Promise<boolean> {
  const stage: AccountStage | undefined = await deps.findStage(message.tenantId, message.accountId);
  if (stage === 'outside-hours') {
    const tenant = await deps.findTenant(message.tenantId);
    return !tenant || deps.isOpenAt(tenant, message.createdAt);
  }
  return stage === 'shadow';
}

/**
 * Stores what the bot would have said and leaves the message to people. Nothing is queued, counted or shown to the
 * customer. Safe to repeat: a draft's id is derived from its message's, and the one stored first stays.
 */
export async function draftReply(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<{ readonly draft: Draft; readonly changes: TurnChanges }> {
  const { content, handledAs, changes, trace } = await composeReply(freeOfCharge(deps), conversation, message);
  const draft = await deps.drafts.add(message.tenantId, {
    id: replyIdOf(message),
    tenantId: message.tenantId,
    accountId: message.accountId,
    conversationId: message.conversationId,
    causeId: message.id,
    question: questionOf(message),
    content,
    repliedAs: handledAs,
    ...(trace && { trace: { ...trace } }),
    createdAt: deps.now(),
  });
  return {
    draft,
    changes: {
      // What was not said has not made anybody unsure.
      unsureTurns: conversation.unsureTurns,
      ...(changes.language !== undefined && { language: changes.language }),
      ...((await hasInbox(deps, message.tenantId)) && {
        waiting: handoverOf(conversation.waiting, {
          reason: 'bot-in-shadow',
          since: message.createdAt,
          messageId: message.id,
          asked: questionOf(message),
        }),
      }),
    },
  };
}

/**
 * The id that the bot's reply to a message has, sent or drafted; with the epoch in which the bot got the pen back, that of
 * the reply made since, after one that an agent's coming kept from being said.
 */
export function replyIdOf(message: Pick<StoredInboundMessage, 'id'>, epoch?: number): Draft['id'] {
  return messageIdSchema.parse(`${message.id}.r${epoch ?? ''}`);
}

/** The words that a message asks with; empty where there are none. */
export function questionOf({ inbound: { content } }: StoredInboundMessage): string {
  if (content.kind === 'text' || content.kind === 'edited') return content.text;
  return content.kind === 'attachment' ? (content.caption ?? content.transcript ?? '') : '';
}
