import { proposeFaq, teachFaq } from '@answerdesk/conversations';
import { conversationIdSchema, faqIdSchema, faqLimits, localeSchema, may, messageIdSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { acceptedSchema, noteGate } from '../note-gate.ts';
import { mutation, query, router } from '../trpc.ts';

const reply = z.object({ conversationId: conversationIdSchema, messageId: messageIdSchema });

/** What an agent replied, made an answer of the bot's. */
export const teachingRouter = router({
  /** What would be taught, with FAQs like it and what looks like somebody's own. */
  propose: query('conversation.read')
    .input(reply)
    .query(({ ctx: { deps, tenantId }, input }) => proposeFaq(deps.teaching, tenantId, input)),

  /** Publishes where the person may, else leaves a suggestion for those who may; again, it finds what was made. */
  save: mutation('conversation.write', 'faq.teach')
    .input(
      reply.extend({
        question: z.string().trim().min(1).max(faqLimits.question),
        answer: z.string().trim().min(1).max(faqLimits.answer),
        locale: localeSchema.optional(),
        category: z.string().trim().min(1).max(faqLimits.category).optional(),
        variantOf: faqIdSchema.optional(),
        accepted: acceptedSchema.optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('conversation', input.conversationId);
      const mayPublish = may(actor.role, 'faq.publish');
      const taught = await teachFaq(deps.teaching, tenantId, { ...actor, mayPublish }, input);
      noteGate(audit, taught, input.accepted);
      if (taught.outcome === 'done') audit.target('faq', taught.faqId);
      return taught;
    }),
});
