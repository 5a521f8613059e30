import { learn } from '@answerdesk/answers';
import { type Faq, faqIdSchema, type Tenant, tenantIdSchema } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import type { ComposeDeps } from '../src/composing/turn.ts';

export const tenantId = tenantIdSchema.parse('t1');
export const at = new Date('2026-01-01T10:00:00Z');

/** FAQs `f0`, `f1` … with a question, a variant and the answers "Answer 0.", "Answer 1." … */
export function faqsOf(texts: readonly (readonly [question: string, variant: string])[]): Faq[] {
  return texts.map(([question, variant], place) => ({
    id: faqIdSchema.parse(`f${place}`),
    tenantId,
    question,
    variants: [variant],
    answer: `Answer ${place}.`,
    createdAt: at,
    updatedAt: at,
  }));
}

/** What replies are composed with in a shop that has learnt these FAQs, where the time is `at` and nothing is limited. */
export async function composingWith(faqs: readonly Faq[], changes: Partial<Tenant> = {}): Promise<ComposeDeps> {
  const model = await learn(faqs, { version: 1 });
  const tenant = { id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: at };
  return {
    faqs: { find: async (_tenantId, id) => faqs.find((faq) => faq.id === id) },
    sentences: createSentences(),
    findTenant: async () => ({ ...tenant, ...changes }),
    modelFor: async () => model,
    queue: { countWaiting: async () => 0, listWaits: async () => [] },
    allowance: async () => 'everything',
    hasReply: async () => false,
    reportFailure: (what, error) => {
      throw new Error(`${what}: ${error}`);
    },
    now: () => at,
  };
}
