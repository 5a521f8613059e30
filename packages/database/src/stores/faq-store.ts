import type { FaqStore } from '@answerdesk/answers';
import type { Models } from '../connect.ts';
import { fromDb, toDb } from './mapping.ts';

/** Fills the FAQs' port. */
export function createFaqStore({ faqs, tenants }: Pick<Models, 'faqs' | 'tenants'>): FaqStore {
  return {
    async list(tenantId) {
      const docs = await faqs.find({ tenantId }).sort({ _id: 1 }).lean();
      return docs.map(fromDb);
    },
    async find(tenantId, faqId) {
      const doc = await faqs.findOne({ tenantId, _id: faqId }).lean();
      return doc ? fromDb(doc) : undefined;
    },
    async save(tenantId, changed) {
      // Before and after: whoever learns in between, or after a crash in between, learns again.
      const raiseVersion = () => tenants.updateOne({ tenantId }, { $inc: { faqsVersion: 1 } });
      await raiseVersion();
      for (const faq of changed) {
        const { _id, ...rest } = toDb(faq);
        await faqs.replaceOne({ tenantId, _id }, { ...rest, tenantId }, { upsert: true });
      }
      if (changed.length > 0) await raiseVersion();
    },
  };
}
