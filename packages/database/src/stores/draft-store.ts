import type { DraftReader, DraftStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import { groupedInserts } from '../tenant-writes.ts';
import { fromDb, toDb } from './mapping.ts';

/** Fills the drafts' port. */
export function createDraftStore({ drafts }: Pick<Models, 'drafts'>): DraftStore & DraftReader {
  const insert = groupedInserts(drafts);
  const find: DraftStore['find'] = async (tenantId, draftId) => {
    const doc = await drafts.findOne({ tenantId, _id: draftId }).lean();
    return doc ? fromDb(doc) : undefined;
  };
  return {
    find,
    async add(tenantId, draft) {
      if ((await insert({ ...toDb(draft), tenantId })) === 'stored') return draft;
      const stored = await find(tenantId, draft.id);
      if (!stored) throw new Error(`The drafts refused ${draft.id} and do not have it`);
      return stored;
    },
    async listNewest(tenantId, accountId, { before, limit }) {
      const docs = await drafts
        .find({ tenantId, accountId, ...(before !== undefined && { _id: { $lt: before } }) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return docs.map(fromDb);
    },
    async listByConversation(tenantId, conversationId, limit) {
      const docs = await drafts.find({ tenantId, conversationId }).sort({ _id: -1 }).limit(limit).lean();
      return docs.map(fromDb).reverse();
    },
    async listNewestOutcomes(tenantId, accountId, limit) {
      const docs = await drafts.find({ tenantId, accountId }, { repliedAs: 1 }).sort({ _id: -1 }).limit(limit).lean();
      return docs.map(({ repliedAs }) => repliedAs);
    },
  };
}
