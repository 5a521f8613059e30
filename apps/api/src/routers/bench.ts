import { addVariant, undoChanges } from '@answerdesk/answers';
import { rehearseTurn } from '@answerdesk/conversations';
import { channelNameSchema, faqIdSchema, faqLimits, localeSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { suggestQuestions } from '../bench/suggest-questions.ts';
import { mutation, query, router } from '../trpc.ts';

/** A question travels in the address, where nine bytes a character are the most that a server reads. */
const LONGEST_QUESTION = 1_000;

const inboundSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(LONGEST_QUESTION) }),
  z.object({ kind: z.literal('choice'), choiceId: z.string().min(1).max(320) }),
  z.object({ kind: z.literal('command'), name: z.enum(['start', 'help']), argument: z.literal('') }),
]);

const stateSchema = z.object({
  unsureTurns: z.int().min(0).max(100),
  language: localeSchema.exactOptional(),
  isWaiting: z.boolean(),
});

/** The test bench: what the bot would say to a customer, and why. Asking changes nothing but that the bot has been tried. */
export const benchRouter = router({
  /** One turn of a conversation that the screen keeps: `state` is what the turn before it returned. */
  ask: query('bench.use')
    .input(
      z.object({
        channel: channelNameSchema,
        locale: localeSchema.exactOptional(),
        content: inboundSchema,
        state: stateSchema,
      }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { channel, ...said } }) => {
      const turn = await rehearseTurn(deps.rehearsal, tenantId, said);
      await deps.noteTried(tenantId);
      const { capabilities, render } = deps.channels[channel];
      return { ...turn, parts: render(turn.content), channel, markup: capabilities.markup };
    }),

  /** Questions to begin with: what customers asked in vain of late, then what the FAQs know. */
  suggestions: query('bench.use')
    .input(z.object({ locale: localeSchema.optional() }))
    .query(({ ctx: { deps, tenantId }, input: { locale } }) => suggestQuestions(deps, tenantId, locale)),

  /** Has an FAQ answer to one more wording, from the next question on. */
  addVariant: mutation('faq.publish', 'faq.add-variant')
    .input(z.object({ faqId: faqIdSchema, text: z.string().trim().min(1).max(faqLimits.variant) }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faq', input.faqId);
      const { faq, isNew } = await addVariant(deps.workshop, tenantId, actor.email, input);
      return { faqId: faq.id, revision: faq.revision, isNew };
    }),

  /** Takes a wording that was just added away again, unless somebody changed the FAQ since. */
  undoVariant: mutation('faq.publish', 'faq.undo')
    .input(z.object({ faqId: faqIdSchema, revision: z.int().positive() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { faqId, revision } }) => {
      audit.target('faq', faqId);
      const { changed } = await undoChanges(deps.workshop, tenantId, actor.email, [{ id: faqId, revision }]);
      return { isUndone: changed.length > 0 };
    }),
});
