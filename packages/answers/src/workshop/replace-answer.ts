import { DomainError, type FaqContent, type FaqId, type FaqRecord, type TenantId } from '@answerdesk/domain';
import { changeFaqs, findFaq, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

const MOST_TRIES = 5;

/**
 * Gives an FAQ another answer in one revision: what is published, and a draft that still had the answer before; where it is only
 * suggested, the draft alone. An FAQ that answers so already stays as it is.
 * Throws DomainError `not-found`, `invalid` for an archived FAQ, and `conflict` when others never cease to change it.
 */
export async function replaceAnswer(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  wanted: { readonly faqId: FaqId; readonly answer: string; readonly isSuggested?: boolean },
): Promise<{ readonly faq: FaqRecord; readonly isNew: boolean }> {
  const { faqId, answer, isSuggested = false } = wanted;
  const answering = (content: FaqContent): FaqContent => (content.answer === answer ? content : { ...content, answer });
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const before = await findFaq(deps, tenantId, faqId);
    if (before.archivedAt) throw new DomainError('invalid', 'This FAQ is archived. Restore it first.');
    const { published, draft } = before;
    const served = published && !isSuggested ? answering(published) : published;
    const isDraftAside = draft && !isSuggested && published && draft.answer !== published.answer;
    const base = draft ?? (isSuggested && published?.answer !== answer ? published : undefined);
    const written = base && !isDraftAside ? answering(base) : draft;
    if (served === published && written === draft) return { faq: before, isNew: false };
    const change = { id: faqId, before, state: stateOf(served, written, undefined) };
    const action = isSuggested ? 'suggested' : served === published ? 'saved' : 'published';
    const [faq] = await changeFaqs(deps, tenantId, [change], { action, by });
    if (faq) return { faq, isNew: true };
  }
  throw new DomainError('conflict', 'Somebody else is changing this FAQ. Try again.');
}
