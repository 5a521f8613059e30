import {
  type Conversation,
  type ConversationId,
  type MessageId,
  messageIdSchema,
  type OutboundContent,
  type StoredInboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { isForPeople } from '../draft-reply.ts';
import { contactOf, type Done, noteMessage } from '../leave-message.ts';
import { type Speaking, say } from '../own-words.ts';
import type { ClaimedConversation, HandleDeps } from '../ports.ts';
import { recordTurn } from '../record-turn.ts';
import { queueTurn } from '../reply-to-message.ts';
import { transcriptOf } from '../transcript-of.ts';
import { AFTERTHOUGHT_MS, type RatingStep, rateChoiceOf, readRating } from './read-rating.ts';

/** What a step comes to: what is said to it, and where the conversation stands with the rating then. */
interface Taken {
  readonly handledAs: 'rated' | 'choice-expired';
  readonly content: OutboundContent;
  readonly rating?: NonNullable<Conversation['rating']>;
}

/**
 * Takes a message as the customer's rating, its comment, or a button under an old question; `undefined` inside `done` when
 * the conversation changed hands meanwhile, and undefined itself where the message is about something else. What is rated is
 * stored first. A rating opens nothing, hands nothing over and is no reply of the bot's that counts; while an agent holds the
 * pen or the account is silent it is taken without a word.
 */
export async function takeRating(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<{ readonly done: Done } | undefined> {
  const { tenantId } = message;
  if (conversation.lastHandledId === message.id && conversation.outcome === 'rated') {
    await deps.messages.markHandled(tenantId, message.id, 'rated');
    return { done: { conversation, isReplied: true } };
  }
  const step = readRating(conversation, message);
  if (!step) return undefined;
  if (!(await maySpeak(deps, conversation, message))) return takeSilently(deps, conversation, message, step);
  const speaking = await speakingTo(deps, conversation, message);
  if (!speaking) return undefined;
  const [{ handledAs, content, rating }] = await Promise.all([
    takeStep(deps, conversation, message, step, speaking),
    deps.contacts.remember(tenantId, contactOf(message)),
  ]);
  const changes = { unsureTurns: conversation.unsureTurns, ...(rating && { rating }) };
  const composed = { content, handledAs, changes };
  const queued = await queueTurn(deps, conversation, message, composed);
  if (!queued) return { done: undefined };
  await deps.messages.addReply(tenantId, transcriptOf(message, queued, undefined, deps.now()));
  const summary = { outcome: handledAs, offered: content.choices ?? [] };
  const recorded = await recordTurn(deps, conversation, message, { ...changes, ...summary }, { keepsClosed: true });
  if (!recorded) return { done: undefined };
  await deps.messages.markHandled(tenantId, message.id, handledAs);
  return { done: { conversation: recorded, isReplied: true } };
}

async function maySpeak(
  deps: HandleDeps,
  { holder }: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<boolean> {
  if (holder.kind === 'agent') return false;
  return !(await deps.isSilent(message.tenantId, message.accountId)) && !(await isForPeople(deps, message));
}

/** What is typed to an agent, or into silence, may mean anything: only a button is part of rating then. */
async function takeSilently(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  step: RatingStep,
): Promise<{ readonly done: Done } | undefined> {
  const { tenantId, inbound } = message;
  if (inbound.content.kind !== 'choice') return undefined;
  if (step.kind !== 'score' || !(await storeScore(deps, message, step))) {
    return { done: await noteMessage(deps, conversation, message) };
  }
  const rating = { id: step.ratingId, state: 'rated', until: later(message) } as const;
  const changes = { unsureTurns: conversation.unsureTurns, rating, outcome: 'rated' } as const;
  const recorded = await recordTurn(deps, conversation, message, changes, { keepsClosed: true });
  if (!recorded) return { done: undefined };
  await deps.messages.markHandled(tenantId, message.id, 'rated');
  return { done: { conversation: recorded, isReplied: false } };
}

async function takeStep(
  deps: HandleDeps,
  { id: conversationId }: ClaimedConversation,
  message: StoredInboundMessage,
  step: RatingStep,
  speaking: Speaking,
): Promise<Taken> {
  const { tenantId } = message;
  switch (step.kind) {
    case 'score': {
      if (!(await storeScore(deps, message, step))) return expired(speaking);
      const [text, label] = await Promise.all([say(speaking, 'ratingThanks'), say(speaking, 'ratingAddComment')]);
      const more = { id: rateChoiceOf(step.ratingId, 'comment'), label };
      return {
        handledAs: 'rated',
        content: { kind: 'reply', text, choices: [more] },
        rating: { id: step.ratingId, state: 'rated', until: later(message) },
      };
    }
    case 'wants-to-comment': {
      if (await hasComment(deps, tenantId, conversationId, step.ratingId)) return expired(speaking);
      return {
        handledAs: 'rated',
        content: { kind: 'reply', text: await say(speaking, 'ratingCommentAsked') },
        rating: { id: step.ratingId, state: 'commenting', until: later(message) },
      };
    }
    case 'comment': {
      const rating = await deps.ratings.comment(tenantId, conversationId, step.ratingId, step.comment);
      if (!rating) return expired(speaking);
      const { score, comment } = rating;
      await tell(deps, message, { score, ...(comment !== undefined && { comment }) });
      return {
        handledAs: 'rated',
        content: { kind: 'reply', text: await say(speaking, 'ratingCommentThanks') },
        rating: { id: step.ratingId, state: 'rated', until: message.createdAt },
      };
    }
    case 'expired':
      return expired(speaking);
  }
}

async function storeScore(
  deps: HandleDeps,
  message: StoredInboundMessage,
  { ratingId, score }: Extract<RatingStep, { kind: 'score' }>,
): Promise<boolean> {
  const { tenantId, conversationId, createdAt: at } = message;
  const changeableSince = new Date(at.getTime() - AFTERTHOUGHT_MS);
  const isTaken = await deps.ratings.rate(tenantId, conversationId, ratingId, { score, at, changeableSince });
  if (isTaken) await tell(deps, message, { score });
  return isTaken;
}

async function hasComment(
  { ratings }: HandleDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  ratingId: MessageId,
): Promise<boolean> {
  const newest = await ratings.listByConversation(tenantId, conversationId, 1);
  return newest.some(({ id, comment }) => id === ratingId && comment !== undefined);
}

async function expired(speaking: Speaking): Promise<Taken> {
  return { handledAs: 'choice-expired', content: { kind: 'reply', text: await say(speaking, 'choiceExpired') } };
}

async function speakingTo(
  { findTenant, sentences, now }: HandleDeps,
  { language }: ClaimedConversation,
  { tenantId, inbound }: StoredInboundMessage,
): Promise<Speaking | undefined> {
  const tenant = await findTenant(tenantId);
  return tenant && { sentences, tenant, language: language ?? inbound.contact.locale ?? tenant.locale, at: now() };
}

async function tell(
  { events }: HandleDeps,
  { id, tenantId, conversationId, createdAt: at }: StoredInboundMessage,
  said: { readonly score: number; readonly comment?: string },
): Promise<void> {
  const eventId = messageIdSchema.parse(`${id}.s`);
  await events.add(tenantId, { id: eventId, tenantId, conversationId, at, kind: 'rated', ...said });
}

function later({ createdAt }: StoredInboundMessage): Date {
  return new Date(createdAt.getTime() + AFTERTHOUGHT_MS);
}
