import { type Faq, type FaqContent, faqIdSchema, newId, type TenantId } from '@answerdesk/domain';
import type { FaqStore } from './faq-store.ts';

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
}

/**
 * Brings a tenant's FAQs in line with imported drafts: one with the same question and locale as an FAQ updates it
 * (or is skipped when nothing differs), any other creates one; FAQs that no draft names stay. With `isDryRun` nothing
 * is stored and the counts are what would happen.
 */
export async function importFaqs(
  deps: { readonly faqs: Pick<FaqStore, 'list' | 'save'>; readonly now: () => Date },
  tenantId: TenantId,
  drafts: readonly FaqContent[],
  options: { readonly isDryRun?: boolean } = {},
): Promise<ImportResult> {
  const existing = new Map((await deps.faqs.list(tenantId)).map((faq) => [keyOf(faq), faq]));
  const now = deps.now();
  const changed = new Map<string, Faq>();
  const counts = { created: 0, updated: 0, skipped: 0 };
  for (const draft of drafts) {
    const key = keyOf(draft);
    const known = existing.get(key);
    if (known && isSame(known, draft)) {
      counts.skipped += 1;
      continue;
    }
    const faq: Faq = {
      ...draft,
      id: known?.id ?? faqIdSchema.parse(newId(now.getTime())),
      tenantId,
      createdAt: known?.createdAt ?? now,
      updatedAt: now,
    };
    if (known) counts.updated += 1;
    else counts.created += 1;
    existing.set(key, faq);
    changed.set(faq.id, faq);
  }
  if (!options.isDryRun) await deps.faqs.save(tenantId, [...changed.values()]);
  return counts;
}

function keyOf(faq: FaqContent): string {
  return `${faq.locale ?? ''}\n${faq.question.normalize('NFKC').toLowerCase()}`;
}

function isSame(a: FaqContent, b: FaqContent): boolean {
  const essence = ({ question, variants, answer, locale, category, validFrom, validUntil }: FaqContent) =>
    JSON.stringify([question, variants, answer, locale, category, validFrom, validUntil]);
  return essence(a) === essence(b);
}
