import {
  firstBotEpoch,
  type MessageId,
  type OutboxItem,
  type StoredInboundMessage,
  type TurnChanges,
} from '@answerdesk/domain';
import { composeReply } from './composing/compose-reply.ts';
import type { ComposedReply, ConversationSoFar } from './composing/turn.ts';
import { questionOf, replyIdOf } from './draft-reply.ts';
import { handoverOf, wasHandedBack } from './hand-over.ts';
import { contactOf, type Done } from './leave-message.ts';
import { meterAnswer } from './meter-answer.ts';
import { meterModels } from './meter-models.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { recordTurn } from './record-turn.ts';
import { saidTo } from './said-to.ts';
import { summariseTurn } from './summarise-turn.ts';
import { transcriptOf } from './transcript-of.ts';

const TYPING_AFTER_MS = 500;

/** What is said to a message, and how the message is dealt with by it. */
type SaidTurn = Pick<OutboxItem, 'content'> &
  Omit<NonNullable<OutboxItem['turn']>, 'models'> &
  Pick<ComposedReply, 'trace'>;

/**
 * Makes the bot's reply, as if the conversation stood as `asIf` says, and queues it; undefined when the conversation changed
 * hands meanwhile: then it is not sent.
 */
export async function replyToMessage(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  asIf: ClaimedConversation & ConversationSoFar = conversation,
): Promise<Done> {
  const { tenantId } = message;
  const typing = setTimeout(() => void deps.showTyping(tenantId, message.accountId, conversation), TYPING_AFTER_MS);
  try {
    const reply = await queueReply(deps, asIf, message);
    if (!reply) return undefined;
    const { composed, queued } = reply;
    // What was queued first counts, also when the engine would say something else by now.
    const { handledAs, changes: promised } = queued.turn ?? composed;
    const changes = stillTrue(deps, conversation, message, queued, promised);
    const [recorded] = await Promise.all([
      recordTurn(
        deps,
        conversation,
        message,
        { ...summariseTurn(message, queued.content, handledAs), ...changes },
        { keepsClosed: handledAs === 'small-talk' },
      ),
      deps.messages.addReply(tenantId, transcriptOf(message, queued, composed, deps.now())),
    ]);
    if (!recorded) return undefined;
    if (handledAs === 'answered') await meterAnswer(deps, message, queued);
    await meterModels(deps, message, queued.turn?.models);
    await deps.messages.markHandled(tenantId, message.id, handledAs);
    return { conversation: recorded, isReplied: true };
  } finally {
    clearTimeout(typing);
  }
}

/**
 * What a turn that was promised earlier still changes in a conversation that an agent has changed since: what they have had
 * does not begin to wait again, and what was added to another wait waits for itself.
 */
function stillTrue(
  { now }: Pick<HandleDeps, 'now'>,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  { botEpoch = 0 }: OutboxItem,
  promised: TurnChanges,
): TurnChanges {
  if (botEpoch === conversation.epoch) return promised;
  const { waiting, ...others } = promised;
  if (botEpoch < firstBotEpoch(conversation)) return { unsureTurns: conversation.unsureTurns };
  // What a way out was taken of was asked before.
  const { asked = questionOf(message), askedId } = waiting?.messageId === message.id ? waiting : {};
  const words = asked;
  if (!waiting || (!conversation.waiting && wasHandedBack(conversation, now(), waiting.reason, { words })))
    return others;
  const { reason } = waiting;
  const own = { reason, since: now(), messageId: message.id, asked: words, ...(askedId !== undefined && { askedId }) };
  return { ...others, waiting: handoverOf(conversation.waiting, own) };
}

async function queueReply(
  deps: HandleDeps,
  conversation: ClaimedConversation & ConversationSoFar,
  message: StoredInboundMessage,
): Promise<{ composed: ComposedReply; queued: OutboxItem } | undefined> {
  async function hasReply(): Promise<boolean> {
    const said = await saidTo(deps, message);
    return said !== undefined && !isVoid(said, conversation);
  }
  const [composed] = await Promise.all([
    composeReply({ ...deps, hasReply }, conversation, message),
    // Before anything is sent: whoever wrote can be reached, until the platform refuses what is said to them.
    deps.contacts.remember(message.tenantId, contactOf(message)),
  ]);
  const queued = await queueTurn(deps, conversation, message, composed);
  return queued && { composed, queued };
}

/**
 * Queues what is said to a message, with the turn it ends; what was queued for it before, and may still be said, stays.
 * Undefined while somebody has claimed what may not be said any more.
 */
export async function queueTurn(
  deps: Pick<HandleDeps, 'outbox' | 'now'>,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  composed: SaidTurn,
): Promise<OutboxItem | undefined> {
  const { tenantId } = message;
  const add = (id: MessageId) => deps.outbox.add(tenantId, outboxItem(id, conversation, message, composed, deps.now()));
  const first = await add(replyIdOf(message));
  const queued = first.redoneIn === undefined ? first : ((await saidTo(deps, message)) ?? first);
  if (!isVoid(queued, conversation)) return queued;
  // Whoever claimed it will find that it is void, and end it.
  if (queued.state === 'sending') return undefined;
  const { botSince = 0 } = conversation;
  await deps.outbox.noteRedone(tenantId, first.id, botSince);
  return add(replyIdOf(message, botSince));
}

/** Whether an item was made before an agent last had the pen, and will not be said any more. */
function isVoid({ botEpoch = 0, sentParts, state }: OutboxItem, conversation: ClaimedConversation): boolean {
  return botEpoch < firstBotEpoch(conversation) && sentParts.length === 0 && state !== 'sent' && state !== 'failed';
}

function outboxItem(
  id: MessageId,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  { content, handledAs, changes, openedAt, rule, trace }: SaidTurn,
  now: Date,
): OutboxItem {
  return {
    id,
    tenantId: message.tenantId,
    accountId: message.accountId,
    conversationId: message.conversationId,
    contactId: message.author.contactId,
    channel: message.channel,
    chatKey: conversation.chatKey,
    isGroup: conversation.isGroup,
    ...(message.inbound.replyHandle !== undefined && { replyHandle: message.inbound.replyHandle }),
    content,
    botEpoch: conversation.epoch,
    turn: {
      handledAs,
      changes,
      ...(openedAt && { openedAt }),
      ...(rule && { rule }),
      ...(trace?.models && { models: trace.models }),
    },
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt: now,
  };
}
