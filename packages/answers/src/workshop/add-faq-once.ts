import { DomainError, type FaqContent, type FaqId, type FaqRecord, type TenantId } from '@answerdesk/domain';
import { changeFaqs } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';
import { tidyContent } from './tidy-content.ts';

const MOST_TRIES = 5;

/**
 * Adds an FAQ whose id comes from what it was made of, so that adding it again finds it; published, or `suggested` as a
 * draft that somebody may publish. One that was only suggested is published by whoever adds it so, and one in the archive
 * is brought back. Throws DomainError `conflict` when others never cease to change it.
 */
export async function addFaqOnce(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  wanted: { readonly id: FaqId; readonly content: FaqContent; readonly isSuggested: boolean },
): Promise<{ readonly faq: FaqRecord; readonly isNew: boolean }> {
  const { id, isSuggested } = wanted;
  const content = tidyContent(wanted.content);
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const before = await deps.faqs.find(tenantId, id);
    const isThere = before && !before.archivedAt && (isSuggested || before.published);
    if (isThere) return { faq: before, isNew: false };
    const change = { id, before, state: isSuggested ? { draft: content } : { published: content } };
    const [faq] = await changeFaqs(deps, tenantId, [change], { action: isSuggested ? 'suggested' : 'published', by });
    if (faq) return { faq, isNew: true };
  }
  throw new DomainError('conflict', 'Somebody else is changing this FAQ. Try again.');
}
