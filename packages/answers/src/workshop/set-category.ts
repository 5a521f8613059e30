import { isDeepStrictEqual } from 'node:util';
import type { FaqContent, FaqId, TenantId } from '@answerdesk/domain';
import { type BulkResult, changeMany, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

/**
 * Gives many FAQs a category, or takes it away; at once also in what is published, since a category is for staff and
 * no customer reads it. Throws DomainError `not-found`.
 */
export function setFaqCategory(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  wanted: { readonly faqIds: readonly FaqId[]; readonly category: string | undefined },
): Promise<BulkResult> {
  const inCategory = (content: FaqContent | undefined): FaqContent | undefined => {
    if (!content) return undefined;
    const { category: _old, ...rest } = content;
    return wanted.category === undefined ? rest : { ...rest, category: wanted.category };
  };
  return changeMany(
    deps,
    tenantId,
    wanted.faqIds,
    ({ published, draft, archivedAt }) => {
      const state = stateOf(inCategory(published), inCategory(draft), archivedAt);
      return isDeepStrictEqual(state, stateOf(published, draft, archivedAt)) ? undefined : state;
    },
    { action: 'categorised', by },
  );
}
