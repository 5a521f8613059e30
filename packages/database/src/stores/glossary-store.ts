import type { GlossaryStore } from '@answerdesk/answers';
import { noGlossary } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** Keeps tenants' glossaries, each as one document. */
export function createGlossaryStore({ glossaries, tenants }: Pick<Models, 'glossaries' | 'tenants'>): GlossaryStore {
  return {
    async find(tenantId) {
      const doc = await glossaries.findOne({ tenantId, _id: tenantId }).lean();
      return doc ? { revision: doc.revision, terms: doc.terms, rejected: doc.rejected } : noGlossary;
    },
    async write(tenantId, { revision, terms, rejected }, expected) {
      const next = { revision, terms, rejected: [...rejected] };
      if (expected > 0) {
        const { matchedCount } = await glossaries.updateOne(
          { tenantId, _id: tenantId, revision: expected },
          { $set: next },
        );
        return matchedCount > 0;
      }
      try {
        await glossaries.create({ _id: tenantId, tenantId, ...next });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async raiseVersion(tenantId) {
      // A tenant without FAQs stays one: there is nothing yet that its terms could change.
      await tenants.updateOne({ tenantId, faqsVersion: { $gt: 0 } }, { $inc: { faqsVersion: 1 } });
    },
  };
}
