import { type FaqId, type TenantId, workingContent } from '@answerdesk/domain';
import { type BulkResult, changeMany, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

/** Publishes the drafts of many FAQs; one that is published as it is stays. Throws DomainError `not-found`. */
export function publishFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  faqIds: readonly FaqId[],
): Promise<BulkResult> {
  return changeMany(
    deps,
    tenantId,
    faqIds,
    (record) =>
      record.published && !record.draft && !record.archivedAt ? undefined : { published: workingContent(record) },
    { action: 'published', by },
  );
}

/** Takes many FAQs away from customers; what was published becomes a draft, unless there is one. Throws DomainError `not-found`. */
export function unpublishFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  faqIds: readonly FaqId[],
): Promise<BulkResult> {
  return changeMany(
    deps,
    tenantId,
    faqIds,
    (record) => (record.published ? stateOf(undefined, workingContent(record), record.archivedAt) : undefined),
    { action: 'unpublished', by },
  );
}
