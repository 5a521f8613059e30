import type { FaqRevisionStore } from '@answerdesk/answers';
import type { FaqRevision } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { FaqRevisionDoc } from '../faq-schemas.ts';
import { groupedInserts } from '../tenant-writes.ts';

/** Fills the port of FAQs' histories. */
export function createFaqRevisionStore({ faqrevisions }: Pick<Models, 'faqrevisions'>): FaqRevisionStore {
  const insert = groupedInserts(faqrevisions);
  return {
    async add(tenantId, revisions) {
      await Promise.all(
        revisions.map((revision) =>
          insert({ ...revision, _id: `${tenantId}.${revision.faqId}.${revision.revision}`, tenantId }),
        ),
      );
    },
    async list(tenantId, faqId, { before, limit }) {
      const docs = await faqrevisions
        .find({ tenantId, faqId, ...(before !== undefined && { revision: { $lt: before } }) })
        .sort({ revision: -1 })
        .limit(limit)
        .lean();
      return docs.map(revisionOf);
    },
    async find(tenantId, faqId, revision) {
      const doc = await faqrevisions.findOne({ tenantId, faqId, revision }).lean();
      return doc ? revisionOf(doc) : undefined;
    },
    async forget(tenantId, faqIds) {
      await faqrevisions.deleteMany({ tenantId, faqId: { $in: faqIds } });
    },
  };
}

function revisionOf({ _id, ...revision }: FaqRevisionDoc): FaqRevision {
  return revision;
}
