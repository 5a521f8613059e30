import { DomainError, type FaqId, type FaqRevision, type TenantId } from '@answerdesk/domain';
import { findFaq, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';
import { type SaveOutcome, saveFaq } from './save-faq.ts';

export interface FaqHistoryPage {
  readonly items: readonly Omit<FaqRevision, 'tenantId'>[];
  readonly nextCursor?: string;
}

/** An FAQ's revisions, newest first; the first of all is there even when nothing was noted yet. Throws DomainError `not-found`. */
export async function listFaqHistory(
  deps: Pick<WorkshopDeps, 'faqs' | 'revisions'>,
  tenantId: TenantId,
  faqId: FaqId,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<FaqHistoryPage> {
  const record = await findFaq(deps, tenantId, faqId);
  const before = page.cursor === undefined ? undefined : Number(page.cursor);
  const noted = await deps.revisions.list(tenantId, faqId, {
    limit: page.limit + 1,
    ...(before !== undefined && Number.isInteger(before) && { before }),
  });
  const isNoted = before !== undefined || noted[0]?.revision === record.revision;
  const current: FaqRevision = {
    faqId,
    tenantId,
    revision: record.revision,
    action: 'found',
    at: record.updatedAt,
    ...(record.updatedBy !== undefined && { by: record.updatedBy }),
    state: stateOf(record.published, record.draft, record.archivedAt),
  };
  const all = isNoted ? noted : [current, ...noted];
  const items = all.slice(0, page.limit).map(({ tenantId: _tenant, ...revision }) => revision);
  const last = items.at(-1);
  return { items, ...(all.length > page.limit && last && { nextCursor: String(last.revision) }) };
}

/** One revision of an FAQ. Throws DomainError `not-found`. */
export async function findFaqRevision(
  deps: Pick<WorkshopDeps, 'faqs' | 'revisions'>,
  tenantId: TenantId,
  faqId: FaqId,
  revision: number,
): Promise<Pick<FaqRevision, 'revision' | 'state' | 'at' | 'by'>> {
  const record = await findFaq(deps, tenantId, faqId);
  const noted = await deps.revisions.find(tenantId, faqId, revision);
  if (noted) return noted;
  if (record.revision !== revision) throw new DomainError('not-found', 'There is no such FAQ.');
  return { revision, at: record.updatedAt, state: stateOf(record.published, record.draft, record.archivedAt) };
}

/**
 * Brings back what an FAQ said at a revision, as a draft for the writer to look at. Throws DomainError `not-found`.
 */
export async function restoreFaqRevision(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  wanted: { readonly id: FaqId; readonly revision: number; readonly to: number },
): Promise<SaveOutcome> {
  const { state } = await findFaqRevision(deps, tenantId, wanted.id, wanted.to);
  const content = state.draft ?? state.published;
  if (!content) throw new DomainError('not-found', 'There is no such FAQ.');
  return saveFaq(deps, tenantId, by, { id: wanted.id, revision: wanted.revision, content });
}
