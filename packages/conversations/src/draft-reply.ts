import {
  type AccountStage,
  type Allowance,
  type Draft,
  messageIdSchema,
  type StoredInboundMessage,
  settingsOf,
  type TenantId,
  type TurnChanges,
} from '@answerdesk/domain';
import { composeReply } from './composing/compose-reply.ts';
import { handoverOf } from './hand-over.ts';
import { meterModels } from './meter-models.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { isPressing } from './soothe.ts';

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
  const hasReply = async () => (await deps.drafts.find(message.tenantId, replyIdOf(message))) !== undefined;
  const { content, handledAs, changes, trace } = await composeReply(
    { ...asDrafted(deps), hasReply },
    conversation,
    message,
  );
  const tenant = await deps.findTenant(message.tenantId);
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
  await meterModels(deps, message, trace?.models);
  return {
    draft,
    changes: {
      // What was not said has not made anybody unsure.
      ...rememberedOf(changes),
      unsureTurns: conversation.unsureTurns,
      ...(tenant &&
        settingsOf(tenant).inbox.isOn && {
          waiting: handoverOf(conversation.waiting, {
            reason: 'bot-in-shadow',
            since: message.createdAt,
            messageId: message.id,
            asked: questionOf(message),
            isPressing: isPressing(tenant, questionOf(message), changes.language ?? tenant.locale),
          }),
        }),
    },
  };
}

/** What a draft is made with: it costs nothing, so no cap is in its way, and a model only where the plan leaves everything. */
function asDrafted(deps: HandleDeps): HandleDeps {
  async function allowance(tenantId: TenantId): Promise<Allowance> {
    try {
      return (await deps.allowance(tenantId)) === 'everything' ? 'everything' : 'exact-only';
    } catch (error) {
      deps.reportFailure('looking at what may be spent', error);
      return 'exact-only';
    }
  }
  return { ...deps, allowance };
}

/** What the next message is understood by, whether or not the one before it got its reply. */
function rememberedOf(changes: TurnChanges): Omit<TurnChanges, 'unsureTurns'> {
  const { unsureTurns: _unsaid, waiting: _unsent, rating: _unrated, ...said } = changes;
  const { openSince: _unasked, askedBack: _neither, offered: _offered, offeredTo: _to, ...remembered } = said;
  return remembered;
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
