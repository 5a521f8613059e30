import { findFaq, pinExample, unpinExample } from '@answerdesk/answers';
import { pinnedContentSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const exampleId = z.string().min(1).max(100);
const revision = z.int().positive();

/** Questions whose answer somebody watches over: whoever publishes is asked for a reason before one of them is lost. */
export const examplesRouter = router({
  /** With the questions of their FAQs, as far as those are there. */
  list: query('faq.read').query(async ({ ctx: { deps, tenantId } }) => {
    const examples = await deps.examples.pinned.list(tenantId);
    const faqIds = [...new Set(examples.flatMap(({ faqId }) => faqId ?? []))];
    const faqs = await deps.workshop.faqs.findMany(tenantId, faqIds);
    const questions = new Map(faqs.map(({ id, published, draft }) => [id, (published ?? draft)?.question]));
    return examples.map((example) => {
      const question = example.faqId && questions.get(example.faqId);
      return { ...example, ...(question !== undefined && { question }) };
    });
  }),

  /** Pins a question, or changes what is pinned: with an id that one, else whichever asks the same. */
  pin: mutation('faq.write', 'faq.pin-example')
    .input(pinnedContentSchema.extend({ id: exampleId.optional(), revision: revision.optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      if (input.faqId !== undefined) audit.target('faq', (await findFaq(deps.workshop, tenantId, input.faqId)).id);
      return pinExample(deps.examples, tenantId, actor.userId, input);
    }),

  unpin: mutation('faq.write', 'faq.unpin-example')
    .input(z.object({ id: exampleId, revision }))
    .mutation(({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('example', input.id);
      return unpinExample(deps.examples, tenantId, input);
    }),
});
