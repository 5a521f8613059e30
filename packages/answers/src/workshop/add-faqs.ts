import { type FaqContent, faqIdSchema, newId, type TenantId } from '@answerdesk/domain';
import { readKnownKeys } from '../faq-import/plan-chunk.ts';
import { keyOfContent } from '../faq-import/read-import.ts';
import { type ChangedFaq, changeFaqs } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';
import { tidyContent } from './tidy-content.ts';

/** What came of adding FAQs: those added, and the questions that are there already. */
export interface AddedFaqs {
  readonly changed: readonly ChangedFaq[];
  readonly known: readonly string[];
}

/** Adds FAQs, as drafts or published; one whose question is there in its language is left out. */
export async function addFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  wanted: { readonly contents: readonly FaqContent[]; readonly isPublishing: boolean },
): Promise<AddedFaqs> {
  const keys = await readKnownKeys(deps, tenantId);
  const known: string[] = [];
  const fresh: FaqContent[] = [];
  for (const content of wanted.contents.map(tidyContent)) {
    const key = keyOfContent(content);
    if (keys.has(key)) known.push(content.question);
    else fresh.push(content);
    keys.set(key, faqIdSchema.parse('new'));
  }
  const changes = fresh.map((content) => ({
    id: faqIdSchema.parse(newId(deps.now().getTime())),
    before: undefined,
    state: wanted.isPublishing ? { published: content } : { draft: content },
  }));
  const written = await changeFaqs(deps, tenantId, changes, { action: 'imported', by });
  return {
    changed: written.flatMap((record) => (record ? [{ id: record.id, revision: record.revision }] : [])),
    known,
  };
}
