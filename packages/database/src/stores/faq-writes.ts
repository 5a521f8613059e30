import type { FaqId, FaqRecord, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { docOf } from './faq-documents.ts';
import { isDuplicateKey } from './mapping.ts';

/** Stores an FAQ when the stored one is at `expected`, or when there is none; says whether it did. */
export async function writeFaq(
  faqs: Models['faqs'],
  tenantId: TenantId,
  record: FaqRecord,
  expected: number | undefined,
): Promise<boolean> {
  const { _id, ...doc } = docOf(record);
  if (expected !== undefined) {
    const { matchedCount } = await faqs.replaceOne(atRevision(tenantId, _id, expected), { ...doc, tenantId });
    return matchedCount === 1;
  }
  try {
    await faqs.create({ ...doc, _id, tenantId });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Finds an FAQ at a revision; those from before there were revisions are at 0. */
export function atRevision(tenantId: TenantId, faqId: FaqId, revision: number) {
  return { tenantId, _id: faqId, revision: revision === 0 ? { $in: [0, null] } : revision };
}
