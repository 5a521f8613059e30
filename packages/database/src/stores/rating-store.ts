import type { RatingStore } from '@answerdesk/conversations';
import type { Rating } from '@answerdesk/domain';
import type { GivenRating, RatingReader } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { RatingDoc } from '../rating-schemas.ts';
import { groupedInserts } from '../tenant-writes.ts';
import { fromDb, toDb } from './mapping.ts';

/** Fills the ports of ratings. */
export function createRatingStore({ ratings }: Pick<Models, 'ratings'>): RatingStore & RatingReader {
  const insert = groupedInserts(ratings);
  return {
    async add(tenantId, rating) {
      await insert({ ...toDb(rating), tenantId });
    },
    async listByConversation(tenantId, conversationId, limit) {
      const docs = await ratings.find({ tenantId, conversationId }).sort({ _id: -1 }).limit(limit).lean();
      return docs.map(plain);
    },
    async rate(tenantId, conversationId, ratingId, { score, at, changeableSince }) {
      const rating = { tenantId, _id: ratingId, conversationId };
      const first = await ratings.updateOne({ ...rating, ratedAt: null }, { $set: { score, ratedAt: at } });
      if (first.matchedCount > 0) return true;
      const again = await ratings.updateOne(
        { ...rating, ratedAt: { $gte: changeableSince }, comment: null },
        { $set: { score } },
      );
      return again.matchedCount > 0;
    },
    async comment(tenantId, conversationId, ratingId, comment) {
      const rating = { tenantId, _id: ratingId, conversationId };
      await ratings.updateOne({ ...rating, ratedAt: { $ne: null }, comment: null }, { $set: { comment } });
      const doc = await ratings.findOne(rating).lean();
      return doc ? given(doc) : undefined;
    },
    async *given(tenantId, { from, until }) {
      const docs = ratings
        .find({ tenantId, ratedAt: { $gte: from, $lt: until } }, { agentId: 1, score: 1, channel: 1 })
        .sort({ ratedAt: -1, _id: -1 })
        .lean();
      for await (const { agentId, score } of docs) if (score !== undefined) yield { agentId, score };
    },
    async listNewest(tenantId, { before, hasComment, limit }) {
      const earlier = before && [
        { ratedAt: { $lt: before.ratedAt } },
        { ratedAt: before.ratedAt, _id: { $lt: before.id } },
      ];
      const docs = await ratings
        .find({
          tenantId,
          ratedAt: before ? { $lte: before.ratedAt } : { $ne: null },
          ...(earlier && { $or: earlier }),
          ...(hasComment && { comment: { $exists: true } }),
        })
        .sort({ ratedAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return docs.flatMap((doc) => given(doc) ?? []);
    },
  };
}

function given(doc: RatingDoc): GivenRating | undefined {
  const { score, ratedAt } = doc;
  return score === undefined || ratedAt === undefined ? undefined : { ...plain(doc), score, ratedAt };
}

function plain(doc: RatingDoc): Rating {
  return fromDb(doc);
}
