import type { LearningQueue, Suggestion, SuggestionStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import type { SuggestionDoc } from '../suggestion-schema.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** Fills the port of what people's replies suggest. */
export function createSuggestionStore({ suggestions }: Pick<Models, 'suggestions'>): SuggestionStore {
  return {
    async list(tenantId, state, limit) {
      const docs = await suggestions
        .find({ tenantId, state })
        .sort({ lastAt: -1 })
        .limit(limit)
        .lean<SuggestionDoc[]>();
      return docs.map(suggestionOf);
    },
    async findMany(tenantId, ids) {
      const docs = await suggestions.find({ tenantId, _id: { $in: [...ids] } }).lean<SuggestionDoc[]>();
      return docs.map(suggestionOf);
    },
    async save(tenantId, suggestion, expected) {
      const doc = { ...toDb(suggestion), tenantId };
      if (expected !== undefined) {
        const { matchedCount } = await suggestions.replaceOne({ tenantId, _id: doc._id, revision: expected }, doc);
        return matchedCount > 0;
      }
      try {
        await suggestions.insertMany([doc]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    count: (tenantId, state) => suggestions.countDocuments({ tenantId, state }),
    async isRejected(tenantId, mark) {
      return (await suggestions.findOne({ tenantId, marks: mark }, { _id: 1 }).lean()) !== null;
    },
    async forgetConversation(tenantId, conversationId, replyIds) {
      const pairs = { conversationId, ...(replyIds && { id: { $in: [...replyIds] } }) };
      await suggestions.updateMany(
        { tenantId, 'pairs.conversationId': conversationId },
        { $pull: { pairs }, $inc: { revision: 1 } },
      );
      // What was rejected is remembered by its marks alone.
      await suggestions.deleteMany({ tenantId, state: { $in: ['open', 'approved'] }, 'pairs.0': { $exists: false } });
    },
  };
}

/** Fills the port of conversations that people's replies are to be learnt from. */
export function createLearningQueue({ conversations }: Pick<Models, 'conversations'>): LearningQueue {
  return {
    async claim(tenantId, conversationId, { now, until }) {
      const doc = await conversations
        .findOneAndUpdate(
          { tenantId, _id: conversationId, learnAt: { $lte: now } },
          { $set: { learnAt: until } },
          { projection: { learnLooks: 1 } },
        )
        .lean();
      return doc ? { looks: doc.learnLooks ?? 0 } : undefined;
    },
    async done(tenantId, conversationId, { until, againAt }) {
      await conversations.updateOne(
        { tenantId, _id: conversationId, learnAt: until },
        againAt ? { $set: { learnAt: againAt }, $inc: { learnLooks: 1 } } : { $unset: { learnAt: 1 } },
      );
    },
  };
}

function suggestionOf({ tenantId: _tenant, ...doc }: SuggestionDoc): Suggestion {
  return fromDb(doc);
}
