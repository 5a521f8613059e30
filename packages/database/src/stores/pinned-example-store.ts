import type { PinnedExampleStore } from '@answerdesk/answers';
import type { Models } from '../connect.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** Fills the port of examples that people pinned. */
export function createPinnedExampleStore({ pinnedexamples }: Pick<Models, 'pinnedexamples'>): PinnedExampleStore {
  return {
    async list(tenantId) {
      const docs = await pinnedexamples.find({ tenantId }).sort({ _id: 1 }).lean();
      return docs.map((doc) => {
        const { tenantId: _tenant, ...example } = fromDb(doc);
        return example;
      });
    },
    async write(tenantId, example, expected) {
      const { _id, ...doc } = { ...toDb(example), tenantId };
      if (expected !== undefined) {
        const written = await pinnedexamples.replaceOne({ tenantId, _id, revision: expected }, doc);
        return written.matchedCount > 0;
      }
      try {
        await pinnedexamples.insertMany([{ ...doc, _id }]);
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
    async remove(tenantId, id, revision) {
      return (await pinnedexamples.deleteOne({ tenantId, _id: id, revision })).deletedCount > 0;
    },
  };
}
