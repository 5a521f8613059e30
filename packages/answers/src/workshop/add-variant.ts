import { DomainError, type FaqContent, type FaqId, type FaqRecord, faqLimits, type TenantId } from '@answerdesk/domain';
import { essenceOf } from '../normalise.ts';
import { changeFaqs, findFaq, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

const MOST_TRIES = 5;

/** As `addVariants`, with one. */
export async function addVariant(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  { text, ...wanted }: { readonly faqId: FaqId; readonly text: string; readonly isSuggested?: boolean },
): Promise<{ readonly faq: FaqRecord; readonly isNew: boolean }> {
  return addVariants(deps, tenantId, by, { ...wanted, texts: [text] });
}

/**
 * Adds more ways to ask to an FAQ, in one revision, published and drafted alike, so that the next customer who asks so is
 * answered; where they are only `suggested`, to a draft that somebody may publish. An FAQ that has the wordings already stays
 * as it is. Who edits the FAQ meanwhile loses nothing.
 * Throws DomainError `not-found`, `invalid` for an archived or full FAQ, and `conflict` when others never cease to change it.
 */
export async function addVariants(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  {
    faqId,
    texts,
    isSuggested = false,
  }: { readonly faqId: FaqId; readonly texts: readonly string[]; readonly isSuggested?: boolean },
): Promise<{ readonly faq: FaqRecord; readonly isNew: boolean }> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const before = await findFaq(deps, tenantId, faqId);
    if (before.archivedAt) throw new DomainError('invalid', 'This FAQ is archived. Restore it first.');
    const served = before.published && withVariants(before.published, texts);
    const isServed = served !== undefined && served === before.published;
    const published = isSuggested ? before.published : served;
    const base = before.draft ?? (isSuggested && !isServed ? before.published : undefined);
    const draft = base && withVariants(base, texts);
    if (published === before.published && draft === before.draft) return { faq: before, isNew: false };
    const change = { id: faqId, before, state: stateOf(published, draft, undefined) };
    const action = isSuggested ? 'suggested' : published === before.published ? 'saved' : 'published';
    const [faq] = await changeFaqs(deps, tenantId, [change], { action, by });
    if (faq) return { faq, isNew: true };
  }
  throw new DomainError('conflict', 'Somebody else is changing this FAQ. Try again.');
}

function withVariants(content: FaqContent, texts: readonly string[]): FaqContent {
  return texts.reduce(withVariant, content);
}

/** The content with one more variant; the same content when it asks so already. */
function withVariant(content: FaqContent, text: string): FaqContent {
  const essence = essenceOf(text);
  if ([content.question, ...content.variants].some((each) => essenceOf(each) === essence)) return content;
  if (content.variants.length >= faqLimits.variants) {
    throw new DomainError('invalid', `An FAQ has at most ${faqLimits.variants} variants, and this one has them all.`);
  }
  return { ...content, variants: [...content.variants, text] };
}
