import type { RatingStore } from '@answerdesk/conversations';
import type { MessageId, Rating } from '@answerdesk/domain';

/** The ratings' port in memory; each call is carried out at one moment. */
export function createMemoryRatings(): RatingStore {
  const kept = new Map<MessageId, Rating>();
  return {
    async add(tenantId, rating) {
      if (!kept.has(rating.id)) kept.set(rating.id, { ...rating, tenantId });
    },
    async listByConversation(tenantId, conversationId, limit) {
      return [...kept.values()]
        .filter((rating) => rating.tenantId === tenantId && rating.conversationId === conversationId)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit);
    },
    async rate(tenantId, conversationId, ratingId, { score, at, changeableSince }) {
      const rating = kept.get(ratingId);
      if (rating?.tenantId !== tenantId || rating.conversationId !== conversationId) return false;
      const { ratedAt = at, comment } = rating;
      if (rating.ratedAt && (ratedAt < changeableSince || comment !== undefined)) return false;
      kept.set(ratingId, { ...rating, score, ratedAt });
      return true;
    },
    async comment(tenantId, conversationId, ratingId, comment) {
      const rating = kept.get(ratingId);
      if (rating?.tenantId !== tenantId || rating.conversationId !== conversationId) return undefined;
      const { score } = rating;
      if (!rating.ratedAt || score === undefined) return undefined;
      const said = { ...rating, score, comment: rating.comment ?? comment };
      kept.set(ratingId, said);
      return said;
    },
  };
}
