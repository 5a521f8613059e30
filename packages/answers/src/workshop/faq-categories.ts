import type { TenantId } from '@answerdesk/domain';
import type { WorkshopDeps } from './ports.ts';

/** A category, how many FAQs have it, and whether its questions are always a person's. */
export interface FaqCategory {
  readonly name: string;
  readonly count: number;
  readonly isPersonOnly: boolean;
}

/** The categories in use, by name, and those that are a person's though no FAQ has them. */
export async function listFaqCategories(deps: Pick<WorkshopDeps, 'faqs'>, tenantId: TenantId): Promise<FaqCategory[]> {
  const [used, personOnly] = await Promise.all([
    deps.faqs.listCategories(tenantId),
    deps.faqs.listPersonOnlyCategories(tenantId),
  ]);
  const unused = personOnly.filter((name) => !used.some((category) => category.name === name));
  return [...used, ...unused.map((name) => ({ name, count: 0 }))].map((category) => ({
    ...category,
    isPersonOnly: personOnly.includes(category.name),
  }));
}

/** Sets which categories are always a person's: whoever asks about them is handed over, however sure the bot is. */
export async function setPersonOnlyCategories(
  deps: Pick<WorkshopDeps, 'faqs'>,
  tenantId: TenantId,
  categories: readonly string[],
): Promise<void> {
  await deps.faqs.setPersonOnlyCategories(tenantId, [...new Set(categories)].sort());
}
