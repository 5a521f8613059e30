import {
  type Account,
  type Contact,
  type Conversation,
  type MessageId,
  type MessageWindow,
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
  readonly contacts: { find(tenantId: TenantId, contactId: Contact['id']): Promise<Contact | undefined> };
  readonly findAccount: (tenantId: TenantId, accountId: Account['id']) => Promise<Account | undefined>;
  readonly penOutbox: { find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined> };
  /** What the channel still lets be said, without what is in line already; `unlimited` where it sets no limit. */
  readonly readWindow: (conversation: Conversation) => Promise<MessageWindow | 'unlimited' | undefined>;
  readonly now: () => Date;
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
 * The question that a closed conversation's customer is asked, noted as asked; undefined where none is to be: the tenant
 * does not want it, no agent had replied, it was asked within a day, the customer cannot be reached, or fewer than two more
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
    if (!(await canBeAsked(deps, conversation))) return undefined;
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

async function canBeAsked(deps: AskRatingDeps, conversation: Conversation): Promise<boolean> {
  const { tenantId, contactId, accountId } = conversation;
  const [contact, account, window] = await Promise.all([
    deps.contacts.find(tenantId, contactId),
    deps.findAccount(tenantId, accountId),
    deps.readWindow(conversation),
  ]);
  if (!account || account.isPaused || account.removeAt || account.stage === 'shadow') return false;
  // Such an account speaks only when it is spoken to.
  if (account.settings['pushes'] === false || contact?.isReachable === false) return false;
  if (window === undefined || window === 'unlimited') return window !== undefined;
  return window.isOpen && window.remaining >= LEAST_LEFT;
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
