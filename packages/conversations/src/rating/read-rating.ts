import {
  type Conversation,
  LONGEST_COMMENT,
  type MessageId,
  momentOfId,
  RATE_CHOICE,
  type Score,
  type StoredInboundMessage,
  scores,
} from '@answerdesk/domain';
import { chosenByText, type SpokenLanguages } from '../chosen-by-text.ts';

/** How long a question for a rating can be answered. */
export const RATEABLE_FOR_MS = 72 * 3_600_000;

/** How long a score may be changed, and a comment is waited for. */
export const AFTERTHOUGHT_MS = 10 * 60_000;

const COMMENT = 'comment';

/** What a message has to do with the rating its customer was asked for. */
export type RatingStep =
  | { readonly kind: 'score'; readonly ratingId: MessageId; readonly score: Score }
  | { readonly kind: 'wants-to-comment'; readonly ratingId: MessageId }
  | { readonly kind: 'comment'; readonly ratingId: MessageId; readonly comment: string }
  /** A button under a question that is too old, was asked again since, or was never asked here. */
  | { readonly kind: 'expired' };

/** The id of the choice under a question for a rating. */
export function rateChoiceOf(ratingId: MessageId, what: Score | typeof COMMENT): string {
  return `${RATE_CHOICE}${ratingId}:${what}`;
}

/** Reads a message as a step of rating; undefined where it is about something else. A number that is too late is no step. */
export function readRating(
  { rating, offered, takenAt, ...spoken }: Pick<Conversation, 'rating' | 'offered' | 'takenAt'> & SpokenLanguages,
  { inbound: { content }, createdAt }: Pick<StoredInboundMessage, 'inbound' | 'createdAt'>,
): RatingStep | undefined {
  if (content.kind === 'choice') return stepOf(rating, content.choiceId, createdAt);
  if (content.kind !== 'text' || !rating) return undefined;
  const chosen = chosenByText(offered, content.text, spoken);
  const step = chosen && stepOf(rating, chosen.id, createdAt);
  if (step && step.kind !== 'expired') return step;
  const comment = content.text.trim().slice(0, LONGEST_COMMENT).toWellFormed();
  const isAwaited = rating.state === 'commenting' && createdAt < rating.until && comment !== '';
  // Whoever has talked to an agent since is not commenting any more.
  const isOver = takenAt !== undefined && takenAt.getTime() > rating.until.getTime() - AFTERTHOUGHT_MS;
  return isAwaited && !isOver ? { kind: 'comment', ratingId: rating.id, comment } : undefined;
}

function stepOf(rating: Conversation['rating'], choiceId: string, at: Date): RatingStep | undefined {
  if (!choiceId.startsWith(RATE_CHOICE)) return undefined;
  if (!rating || at.getTime() >= momentOfId(rating.id).getTime() + RATEABLE_FOR_MS) return { kind: 'expired' };
  const { id: ratingId, state } = rating;
  if (choiceId === rateChoiceOf(ratingId, COMMENT)) {
    return state === 'asked' ? { kind: 'expired' } : { kind: 'wants-to-comment', ratingId };
  }
  const score = scores.find((each) => choiceId === rateChoiceOf(ratingId, each));
  return score === undefined ? { kind: 'expired' } : { kind: 'score', ratingId, score };
}
