import type { FaqId, TenantId } from '@answerdesk/domain';
import { type BulkResult, changeMany, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

/** Puts FAQs into the archive: customers are not served them, and `restoreFaqs` brings them back as they were. Throws DomainError `not-found`. */
export function archiveFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  faqIds: readonly FaqId[],
): Promise<BulkResult> {
  return changeMany(
    deps,
    tenantId,
    faqIds,
    ({ published, draft, archivedAt }) => (archivedAt ? undefined : stateOf(published, draft, deps.now())),
    { action: 'archived', by },
  );
}

/** Takes FAQs out of the archive; what was published is served again. Throws DomainError `not-found`. */
export function restoreFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  faqIds: readonly FaqId[],
): Promise<BulkResult> {
  return changeMany(
    deps,
    tenantId,
    faqIds,
    ({ published, draft, archivedAt }) => (archivedAt ? stateOf(published, draft, undefined) : undefined),
    { action: 'restored', by },
  );
}
