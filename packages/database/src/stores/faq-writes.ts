import type { FaqId, FaqRecord, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { groupedInserts } from '../tenant-writes.ts';
import { docOf } from './faq-documents.ts';

/** Stores an FAQ when the stored one is at `expected`, or when there is none; says whether it did. */
export type FaqWriter = (tenantId: TenantId, record: FaqRecord, expected: number | undefined) => Promise<boolean>;

export function createFaqWriter(faqs: Models['faqs']): FaqWriter {
  const insert = groupedInserts(faqs);
  return async (tenantId, record, expected) => {
    const { _id, ...doc } = docOf(record);
    if (expected === undefined) return (await insert({ ...doc, _id, tenantId })) === 'stored';
    const { matchedCount } = await faqs.replaceOne(atRevision(tenantId, _id, expected), { ...doc, tenantId });
    return matchedCount === 1;
  };
}

/** Finds an FAQ at a revision; those from before there were revisions are at 0. */
export function atRevision(tenantId: TenantId, faqId: FaqId, revision: number) {
  return { tenantId, _id: faqId, revision: revision === 0 ? { $in: [0, null] } : revision };
}
