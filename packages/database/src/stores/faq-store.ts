import type { FaqStore } from '@answerdesk/answers';
import type { Faq, FaqRecord, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { groupedFinds } from '../tenant-reads.ts';
import { contentOfFaq, recordOf, servedOf } from './faq-documents.ts';
import { createFaqWriter } from './faq-writes.ts';

const AT_ONCE = 100;
const MOST_TRIES = 20;

/** Fills the FAQs' port: of each FAQ what is published, and nothing of the archive. */
export function createFaqStore({ faqs, tenants }: Pick<Models, 'faqs' | 'tenants'>): FaqStore {
  const write = createFaqWriter(faqs);
  const find = groupedFinds(faqs);

  async function publish(tenantId: TenantId, faq: Faq): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const doc = await find(tenantId, faq.id);
      const before = doc ? recordOf(doc) : undefined;
      const record: FaqRecord = {
        ...(before?.draft && { draft: before.draft }),
        ...(before?.draft && before.schedule && { schedule: before.schedule }),
        id: faq.id,
        tenantId,
        revision: (before?.revision ?? 0) + 1,
        published: contentOfFaq(faq),
        publishedAt: faq.updatedAt,
        createdAt: faq.createdAt,
        updatedAt: faq.updatedAt,
      };
      if (await write(tenantId, record, before?.revision)) return;
    }
    throw new Error(`The FAQ ${faq.id} is changed faster than it can be saved`);
  }

  return {
    async list(tenantId) {
      const docs = await faqs
        .find({ tenantId }, { row: 0, searchKeys: 0, searchText: 0, draft: 0 })
        .sort({ _id: 1 })
        .lean();
      return docs.flatMap((doc) => servedOf(doc) ?? []);
    },
    async find(tenantId, faqId) {
      const doc = await faqs.findOne({ tenantId, _id: faqId }).lean();
      return doc ? servedOf(doc) : undefined;
    },
    async save(tenantId, changed) {
      // Before and after: whoever learns in between, or after a crash in between, learns again.
      const raiseVersion = () => tenants.updateOne({ tenantId }, { $inc: { faqsVersion: 1 } });
      await raiseVersion();
      for (let from = 0; from < changed.length; from += AT_ONCE) {
        await Promise.all(changed.slice(from, from + AT_ONCE).map((faq) => publish(tenantId, faq)));
      }
      if (changed.length > 0) await raiseVersion();
    },
  };
}
