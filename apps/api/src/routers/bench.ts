import { addVariant, changeThroughGate, undoChanges } from '@answerdesk/answers';
import { rehearseTurn } from '@answerdesk/conversations';
import {
  ASKED_LENGTH,
  channelNameSchema,
  emotionNames,
  faqIdSchema,
  faqLimits,
  instantOf,
  intents,
  localeSchema,
  messageIdSchema,
  type TenantId,
} from '@answerdesk/domain';
import { z } from 'zod';
import { suggestQuestions } from '../bench/suggest-questions.ts';
import { acceptedSchema, noteGate } from '../note-gate.ts';
import { mutation, query, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const LONGEST_QUESTION = 1_000;
const timeSchema = z.iso.datetime().transform((time) => new Date(time));
const chanceSchema = z.number().min(0).max(1);

const inboundSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(LONGEST_QUESTION) }),
  z.object({ kind: z.literal('choice'), choiceId: z.string().min(1).max(320) }),
  z.object({ kind: z.literal('command'), name: z.enum(['start', 'help']), argument: z.literal('') }),
]);

const stateSchema = z.object({
  unsureTurns: z.int().min(0).max(100),
  language: localeSchema.exactOptional(),
  languageWish: z.object({ language: localeSchema, strayedTo: localeSchema.exactOptional() }).exactOptional(),
  turns: z.int().min(0).max(100_000).exactOptional(),
  wroteIn: z.array(localeSchema).max(10).readonly().exactOptional(),
  offered: z
    .array(z.object({ id: z.string().max(320), label: z.string().max(2_000) }))
    .max(50)
    .readonly()
    .exactOptional(),
  lastAnswered: z
    .object({
      messageId: messageIdSchema,
      at: timeSchema,
      faqId: faqIdSchema,
      asked: z.string().max(ASKED_LENGTH).exactOptional(),
    })
    .exactOptional(),
  askedBack: z
    .object({ messageId: messageIdSchema, asked: z.string().max(ASKED_LENGTH).exactOptional() })
    .exactOptional(),
  suggested: z.array(faqIdSchema).max(30).exactOptional(),
  lastSmallTalk: z.object({ messageId: messageIdSchema, intent: z.enum(intents) }).exactOptional(),
  mood: z
    .object({
      turns: z
        .array(
          z.object({
            messageId: messageIdSchema,
            at: timeSchema,
            emotion: z.object({
              anger: chanceSchema,
              disappointment: chanceSchema,
              urgency: chanceSchema,
              satisfaction: chanceSchema,
              leading: z.enum([...emotionNames, 'neutral']),
            }),
          }),
        )
        .max(20)
        .readonly(),
      soothedAt: z.partialRecord(z.enum(emotionNames), timeSchema).exactOptional(),
    })
    .exactOptional(),
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
        /** As of then, as clocks show it in the business's zone; now where nothing is said. */
        at: z.object({ date: z.iso.date(), minutes: z.int().min(0).max(1_439) }).optional(),
      }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { channel, at, ...said } }) => {
      const rehearsal = at ? await rehearsalAsOf(deps, tenantId, at) : deps.rehearsal;
      const turn = await rehearseTurn(rehearsal, tenantId, said);
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
    .input(
      z.object({
        faqId: faqIdSchema,
        text: z.string().trim().min(1).max(faqLimits.variant),
        accepted: acceptedSchema.optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faq', input.faqId);
      const { accepted, ...wanted } = input;
      const through = await changeThroughGate(deps.gate, tenantId, accepted, (workshop) =>
        addVariant(workshop, tenantId, actor.email, wanted),
      );
      noteGate(audit, through, accepted);
      if (through.outcome === 'needs-reason') return through;
      const { done, ...passed } = through;
      return { ...passed, faqId: done.faq.id, revision: done.faq.revision, isNew: done.isNew };
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

/** The bot as it answers at another moment: by the FAQs and the clock of then, and otherwise as now. */
async function rehearsalAsOf(
  { rehearsal, modelAsOf, timeZoneOf }: ApiDeps,
  tenantId: TenantId,
  { date, minutes }: { readonly date: string; readonly minutes: number },
): Promise<ApiDeps['rehearsal']> {
  const at = instantOf(await timeZoneOf(tenantId), date, minutes);
  const { model, faqs } = await modelAsOf(tenantId, at);
  return {
    ...rehearsal,
    modelFor: async () => model,
    faqs: { find: async (_tenant, faqId) => faqs.find(({ id }) => id === faqId) },
    now: () => at,
  };
}
