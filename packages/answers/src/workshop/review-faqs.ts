import type { FaqId, TenantId } from '@answerdesk/domain';
import { type BulkResult, changeMany, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

/** Notes that somebody looked published FAQs through and found them right; what they say stays. Throws DomainError `not-found`. */
export function reviewFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  faqIds: readonly FaqId[],
): Promise<BulkResult> {
  return changeMany(
    deps,
    tenantId,
    faqIds,
    ({ published, draft, archivedAt }) =>
      published && !archivedAt ? { ...stateOf(published, draft, archivedAt), reviewedAt: deps.now() } : undefined,
    { action: 'reviewed', by },
  );
}
