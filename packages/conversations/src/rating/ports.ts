import type { ConversationId, MessageId, Rating, Score, TenantId } from '@answerdesk/domain';

/** Keeps what customers were asked to rate and what they said. */
export interface RatingStore {
  /** Notes that a rating is asked for, unless one with its id is there already. */
  add(tenantId: TenantId, rating: Rating): Promise<void>;
  /** A conversation's newest, newest first. */
  listByConversation(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<Rating[]>;
  /**
   * Gives a rating its score; one that has a score gets another only where it was given at `changeableSince` or later and
   * has no comment. Says whether it has this score now by the customer's word.
   */
  rate(
    tenantId: TenantId,
    conversationId: ConversationId,
    ratingId: MessageId,
    given: { readonly score: Score; readonly at: Date; readonly changeableSince: Date },
  ): Promise<boolean>;
  /** Adds the customer's words to a rating that has none; returns the rating with the words it has, undefined without a score. */
  comment(
    tenantId: TenantId,
    conversationId: ConversationId,
    ratingId: MessageId,
    comment: string,
  ): Promise<(Rating & Required<Pick<Rating, 'score'>>) | undefined>;
}
