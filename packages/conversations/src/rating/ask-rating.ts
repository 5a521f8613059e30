import {
  type Conversation,
  type MessageId,
  messageIdSchema,
  type OutboundContent,
  type OutboxItem,
  type Rating,
  type StatusChange,
  scores,
  settingsOf,
  type TenantId,
} from '@answerdesk/domain';
import { type Speaking, say } from '../own-words.ts';
import type { RatingStore } from './ports.ts';
import { RATEABLE_FOR_MS, rateChoiceOf } from './read-rating.ts';

/** However often a conversation is closed in this time, it is asked once. */
const ASKED_ONCE_IN_MS = 24 * 3_600_000;
const LEAST_LEFT = 2;
const MOST_EARLIER = 10;

/** What asking for a rating needs from outside. */
export interface AskRatingDeps {
  readonly ratings: Pick<RatingStore, 'add' | 'listByConversation'>;
  readonly penOutbox: {
    /** A message in the outbox, whatever became of it. */
    find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined>;
  };
  /** How many more messages the channel lets the account write to the customer by itself; infinity without a limit. */
  readonly roomLeft: (conversation: Conversation) => Promise<number>;
}

/** A question for a rating, and where its conversation stands with it. */
export interface RatingQuestion {
  readonly content: OutboundContent & Required<Pick<OutboundContent, 'choices'>>;
  readonly rating: NonNullable<Conversation['rating']>;
}

/** The id of the message that asks for a rating of what a change ended. */
export function ratingIdOf(change: Pick<StatusChange, 'id'>): MessageId {
  return messageIdSchema.parse(`${change.id}.n`);
}

/**
 * The question that the customer of a conversation is asked when it is closed, noted as asked; undefined where none is to
 * be: the tenant does not want it, no agent had replied, it was asked within a day, it is a group, or fewer than two more
 * messages may be sent. The same again for the same change, so that a closing is asked about once.
 */
export async function askRating(
  deps: AskRatingDeps,
  conversation: Conversation,
  change: StatusChange,
  speaking: Speaking,
): Promise<RatingQuestion | undefined> {
  const { tenantId, id: conversationId, accountId, channel } = conversation;
  const { fromId: agentId } = change;
  if (change.kind !== 'closed' || change.isSilent || agentId === undefined || conversation.isGroup) return undefined;
  if (!settingsOf(speaking.tenant).inbox.asksRating || !hasReplied(conversation)) return undefined;
  const id = ratingIdOf(change);
  const earlier = await deps.ratings.listByConversation(tenantId, conversationId, MOST_EARLIER);
  if (!earlier.some((rating) => rating.id === id)) {
    if (await wasAskedLately(deps, tenantId, earlier, change.at)) return undefined;
    if ((await deps.roomLeft(conversation)) < LEAST_LEFT) return undefined;
    const asked = { id, tenantId, conversationId, accountId, channel, agentId, askedAt: change.at };
    await deps.ratings.add(tenantId, asked);
  }
  return {
    content: await questionOf(id, speaking),
    rating: { id, state: 'asked', until: new Date(change.at.getTime() + RATEABLE_FOR_MS) },
  };
}

/** Whether the agent who held the conversation said something to the customer. */
function hasReplied({ takenAt, lastAgentAt }: Conversation): boolean {
  return lastAgentAt !== undefined && (takenAt === undefined || lastAgentAt >= takenAt);
}

/** A question that was never sent was not asked. */
async function wasAskedLately(
  { penOutbox }: Pick<AskRatingDeps, 'penOutbox'>,
  tenantId: TenantId,
  earlier: readonly Rating[],
  at: Date,
): Promise<boolean> {
  const lately = earlier.filter(({ askedAt }) => askedAt.getTime() > at.getTime() - ASKED_ONCE_IN_MS);
  const items = await Promise.all(lately.map(({ id }) => penOutbox.find(tenantId, id)));
  return items.some((item) => item && item.state !== 'cancelled' && item.state !== 'failed');
}

/** From worst to best, so that where choices are numbered the number typed is the score. */
async function questionOf(id: MessageId, speaking: Speaking): Promise<RatingQuestion['content']> {
  const [text, ...labels] = await Promise.all([
    say(speaking, 'ratingAsked'),
    ...scores.map((score) => say(speaking, `ratingScores.${score}`)),
  ]);
  const choices = scores.map((score, index) => ({
    id: rateChoiceOf(id, score),
    label: labels[index] ?? String(score),
  }));
  return { kind: 'reply', text, choices };
}
