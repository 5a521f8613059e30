import { type Faq, type FaqContent, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import type { FaqStore } from './faq-store.ts';
import { importFaqs } from './import-faqs.ts';

const tenantId = tenantIdSchema.parse('t1');
const draft = (question: string, answer: string, locale?: string): FaqContent => ({
  question,
  answer,
  variants: [],
  ...(locale !== undefined && { locale }),
});

function inMemory() {
  const kept = new Map<string, Faq>();
  const faqs: Pick<FaqStore, 'list' | 'save'> = {
    list: async () => [...kept.values()],
    save: async (_tenantId, changed) => {
      for (const faq of changed) kept.set(faq.id, faq);
    },
  };
  return { kept, deps: { faqs, now: () => new Date('2026-01-01') } };
}

test('the same file twice creates once and then changes nothing', async () => {
  const { kept, deps } = inMemory();
  const drafts = [draft('Open on Sunday?', 'Yes.', 'en'), draft('Open on Sunday?', 'Sí.', 'es')];
  expect(await importFaqs(deps, tenantId, drafts)).toEqual({ created: 2, updated: 0, skipped: 0 });
  expect(await importFaqs(deps, tenantId, drafts)).toEqual({ created: 0, updated: 0, skipped: 2 });
  expect(kept.size).toBe(2);
});

test('a changed answer updates the FAQ it belongs to and keeps its id', async () => {
  const { kept, deps } = inMemory();
  await importFaqs(deps, tenantId, [draft('Open on Sunday?', 'Yes.')]);
  const [before] = kept.values();
  expect(await importFaqs(deps, tenantId, [draft('open on sunday?', 'No.')])).toEqual({
    created: 0,
    updated: 1,
    skipped: 0,
  });
  const [after] = kept.values();
  expect(after?.id).toBe(before?.id);
  expect(after?.answer).toBe('No.');
});

test('a dry run counts and stores nothing', async () => {
  const { kept, deps } = inMemory();
  const counts = await importFaqs(deps, tenantId, [draft('Open?', 'Yes.')], { isDryRun: true });
  expect(counts).toEqual({ created: 1, updated: 0, skipped: 0 });
  expect(kept.size).toBe(0);
});
