import type { FaqId } from '@answerdesk/domain';
import type { FaqHistoryReader } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { FaqRevisionDoc } from '../faq-schemas.ts';
import { contentOfFaq, servedOf } from './faq-documents.ts';

const BATCH = 100;

/** Fills the port of how FAQs came to be what they are. */
export function createFaqHistoryReader({
  faqs,
  faqrevisions,
}: Pick<Models, 'faqs' | 'faqrevisions'>): FaqHistoryReader {
  return {
    async *revisions(tenantId) {
      const docs = faqrevisions
        .find({ tenantId })
        .sort({ at: 1, revision: 1 })
        .batchSize(BATCH)
        .lean<FaqRevisionDoc[]>()
        .cursor();
      for await (const { _id, tenantId: _tenant, ...revision } of docs) yield revision;
    },
    async publishedAt(tenantId, keys) {
      const docs = await faqrevisions
        .find(
          { tenantId, _id: { $in: keys.map(({ faqId, revision }) => `${tenantId}.${faqId}.${revision}`) } },
          { faqId: 1, 'state.published': 1 },
        )
        .lean<Pick<FaqRevisionDoc, 'faqId' | 'state'>[]>();
      return docs.flatMap(({ faqId, state: { published } }) => (published ? [{ id: faqId, content: published }] : []));
    },
    async listWithout(tenantId, withHistory) {
      const ids = await faqs.find({ tenantId }, { _id: 1 }).lean<{ _id: FaqId }[]>();
      const wanted = ids.flatMap(({ _id }) => (withHistory.has(_id) ? [] : [_id]));
      const docs = await faqs
        .find({ tenantId, _id: { $in: wanted } }, { row: 0, searchKeys: 0, searchText: 0, draft: 0 })
        .lean();
      return docs.flatMap((doc) => {
        const faq = servedOf(doc);
        return faq ? [{ id: faq.id, content: contentOfFaq(faq) }] : [];
      });
    },
  };
}
