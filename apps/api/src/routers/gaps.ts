import { faqContentSchema, faqIdSchema, faqLimits, gapIdSchema, may } from '@answerdesk/domain';
import { addFaqForGap, addGapToFaq, ignoreGap, listGaps, readGap, reopenGap } from '@answerdesk/insights';
import { z } from 'zod';
import { acceptedSchema, noteGate } from '../note-gate.ts';
import { type Actor, mutation, query, router } from '../trpc.ts';

const seen = z.object({ gapId: gapIdSchema, revision: z.int().nonnegative() });

/** What customers asked and the bot did not answer, to be worked off. */
export const gapsRouter = router({
  /** What lost the most customers in the last 30 days first. */
  list: query('faq.write')
    .input(
      z.object({
        state: z.enum(['open', 'answered', 'ignored']).default('open'),
        limit: z.int().min(1).max(500).default(50),
      }),
    )
    .query(({ ctx: { deps, tenantId }, input }) => listGaps(deps.gaps, tenantId, input)),

  /** One, with its wordings, the FAQs nearest to it and a draft made of what people replied; `byName`: who dealt with it. */
  get: query('faq.write')
    .input(z.object({ gapId: gapIdSchema }))
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const read = await readGap(deps.gaps, tenantId, input.gapId);
      const { byId } = read.gap.action ?? {};
      const person = byId && (await deps.people.find(byId));
      return { ...read, ...(person && { byName: person.name }) };
    }),

  /** Makes wordings of it more ways to ask an FAQ there is. */
  addVariants: mutation('faq.write', 'faq.add-gap-variants')
    .input(
      seen.extend({
        faqId: faqIdSchema,
        texts: z.array(z.string().trim().min(1).max(faqLimits.variant)).min(1).max(50),
        accepted: acceptedSchema.optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faq', input.faqId);
      const through = await addGapToFaq(deps.gaps, tenantId, editor(actor), input);
      noteGate(audit, through, input.accepted);
      return through;
    }),

  /** Makes an FAQ of it: a draft or, for those who may, a published one. */
  addFaq: mutation('faq.write', 'faq.add-for-gap')
    .input(
      seen.extend({
        content: faqContentSchema,
        isPublishing: z.boolean().default(false),
        accepted: acceptedSchema.optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('gap', input.gapId);
      const through = await addFaqForGap(deps.gaps, tenantId, editor(actor), input);
      noteGate(audit, through, input.accepted);
      if (through.outcome === 'done' && through.faqId !== undefined) audit.target('faq', through.faqId);
      return through;
    }),

  ignore: mutation('faq.write', 'faq.ignore-gap')
    .input(seen)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('gap', input.gapId);
      return ignoreGap(deps.gaps, tenantId, editor(actor), input);
    }),

  /** Takes back what was last done about it. */
  reopen: mutation('faq.write', 'faq.reopen-gap')
    .input(seen)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('gap', input.gapId);
      return reopenGap(deps.gaps, tenantId, editor(actor), input);
    }),
});

function editor({ userId, email, role }: Actor) {
  return { userId, email, mayPublish: may(role, 'faq.publish') };
}
