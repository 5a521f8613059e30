import {
  archiveFaqs,
  type BulkResult,
  changeThroughGate,
  compareFaqRevisions,
  findFaq,
  findFaqRevision,
  listFaqCategories,
  listFaqHistory,
  NEW_FAQ_ID,
  publishFaq,
  publishFaqs,
  restoreFaqRevision,
  restoreFaqs,
  reviewFaqs,
  type SaveOutcome,
  saveFaq,
  scheduleThroughGate,
  setFaqCategory,
  setPersonOnlyCategories,
  undoChanges,
  unpublishFaqs,
  unscheduleFaqs,
  type WorkshopDeps,
} from '@answerdesk/answers';
import {
  type AcceptedLoss,
  channelNameSchema,
  type FaqRecord,
  faqContentSchema,
  faqIdSchema,
  faqLimits,
  faqStatusSchema,
  instantOf,
  isScheduleHeld,
  localeSchema,
  replyOfFaq,
  type TenantId,
} from '@answerdesk/domain';
import { listNeglected } from '@answerdesk/insights';
import { z } from 'zod';
import { acceptedSchema, noteGate } from '../note-gate.ts';
import { type AuditNote, mutation, query, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const id = z.object({ id: faqIdSchema });
const revision = z.int().nonnegative();
const ids = z.object({ ids: z.array(faqIdSchema).min(1).max(500) });
const accepted = acceptedSchema.optional();
const category = z.string().trim().min(1).max(faqLimits.category);
const page = z.object({ cursor: z.string().max(300).optional(), limit: z.int().min(1).max(100).default(50) });

/** The FAQ workshop: what is written, published, put away and brought back. */
export const faqsRouter = router({
  list: query('faq.read')
    .input(
      page.extend({
        search: z.string().max(200).optional(),
        status: faqStatusSchema.optional(),
        hasChanges: z.boolean().optional(),
        category: category.optional(),
        language: localeSchema.optional(),
        isOutOfDate: z.boolean().optional(),
        validity: z.enum(['now', 'upcoming', 'expired', 'scheduled']).optional(),
        sort: z.enum(['updated', 'question']).optional(),
      }),
    )
    .query(({ ctx: { deps, tenantId }, input }) => deps.workshop.faqs.listRows(tenantId, input, deps.now())),

  get: query('faq.read')
    .input(id)
    .query(async ({ ctx: { deps, tenantId }, input }) => shown(await findFaq(deps.workshop, tenantId, input.id))),

  /** Published FAQs that somebody should look at, and why. */
  neglected: query('faq.read').query(({ ctx: { deps, tenantId } }) => listNeglected(deps.neglect, tenantId)),

  counts: query('faq.read').query(({ ctx: { deps, tenantId } }) => deps.workshop.faqs.count(tenantId)),

  categories: query('faq.read').query(({ ctx: { deps, tenantId } }) => listFaqCategories(deps.workshop, tenantId)),

  /** The languages that questions and answers are written in. */
  languages: query('faq.read').query(({ ctx: { deps, tenantId } }) => deps.workshop.faqs.listLanguages(tenantId)),

  /** Published FAQs that ask the same as what is being written, or nearly, and those among them that answer otherwise. */
  similar: query('faq.read')
    .input(
      z.object({
        question: z.string().max(faqLimits.question),
        variants: z.array(z.string().max(faqLimits.variant)).max(faqLimits.variants).default([]),
        answer: z.string().max(faqLimits.answer).optional(),
        locale: localeSchema.optional(),
        exceptId: faqIdSchema.optional(),
      }),
    )
    .query(({ ctx: { deps, tenantId }, input }) => deps.findSimilarFaqs(tenantId, input)),

  /** How an answer looks on each channel, in the channel's own markup, for a customer of a language. */
  preview: query('faq.read')
    .input(z.object({ content: faqContentSchema, language: localeSchema, channel: channelNameSchema }))
    .query(({ ctx: { deps }, input }) => {
      const reply = replyOfFaq(input.content, input.language);
      const { capabilities, render } = deps.channels[input.channel];
      const { text, choices, markup } = capabilities;
      return { channel: input.channel, reply, parts: render(reply), markup, limits: { text, choices } };
    }),

  /** Saves a draft; of two who write one FAQ the second gets `conflict` and what the first wrote. */
  save: mutation('faq.write', 'faq.save')
    .input(z.object({ id: faqIdSchema.optional(), revision: revision.optional(), content: faqContentSchema }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      if (input.id !== undefined) audit.target('faq', input.id);
      const saved = await saveFaq(deps.workshop, tenantId, actor.email, input);
      if (saved.outcome === 'saved') audit.target('faq', saved.faq.id);
      return shownOutcome(saved);
    }),

  /** What publishing it would change, by the tenant's regression set; stops when nobody waits for it any more. */
  effect: query('faq.write')
    .input(z.object({ id: faqIdSchema.optional(), content: faqContentSchema }))
    .query(({ ctx: { deps, tenantId }, input: { id = NEW_FAQ_ID, content }, signal }) =>
      deps.gate.foretell(tenantId, [{ id, content }], { signal }),
    ),

  /** Publishes what is given, or the draft; without an id the FAQ is new. Where it loses too much a reason is asked for. */
  publish: mutation('faq.publish', 'faq.publish')
    .input(
      z.object({
        id: faqIdSchema.optional(),
        revision: revision.optional(),
        content: faqContentSchema.optional(),
        accepted,
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      if (input.id !== undefined) audit.target('faq', input.id);
      const { accepted: seen, ...wanted } = input;
      const through = await changeThroughGate(deps.gate, tenantId, seen, (workshop) =>
        publishFaq(workshop, tenantId, actor.email, wanted),
      );
      noteGate(audit, through, seen);
      if (through.outcome === 'needs-reason') return through;
      const { done: saved, ...passed } = through;
      if (saved.outcome === 'saved') audit.target('faq', saved.faq.id);
      else audit.failed('conflict');
      return { ...passed, ...shownOutcome(saved) };
    }),

  publishMany: mutation('faq.publish', 'faq.publish-many')
    .input(ids.extend({ accepted }))
    .mutation(({ ctx, input }) =>
      changeMany(ctx, input, (workshop) => publishFaqs(workshop, ctx.tenantId, ctx.actor.email, input.ids)),
    ),

  unpublish: mutation('faq.publish', 'faq.unpublish')
    .input(ids.extend({ accepted }))
    .mutation(({ ctx, input }) =>
      changeMany(ctx, input, (workshop) => unpublishFaqs(workshop, ctx.tenantId, ctx.actor.email, input.ids)),
    ),

  /** In which time zone the business plans. */
  timeZone: query('faq.read').query(({ ctx: { deps, tenantId } }) => deps.timeZoneOf(tenantId)),

  /** Has drafts published at a time, as clocks show it in the business's zone; the first such moment where there are two. */
  schedule: mutation('faq.publish', 'faq.schedule')
    .input(
      z.object({
        faqs: z
          .array(id.extend({ revision: revision.optional() }))
          .min(1)
          .max(500),
        at: z.object({ date: z.iso.date(), minutes: z.int().min(0).max(1_439) }),
        accepted,
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.faqs.map((faq) => faq.id)));
      const at = instantOf(await deps.timeZoneOf(tenantId), input.at.date, input.at.minutes);
      const { faqs, accepted: seen } = input;
      const through = await scheduleThroughGate(deps.gate, tenantId, actor, { faqs, at, accepted: seen });
      noteGate(audit, through, seen);
      return { at, ...through };
    }),

  unschedule: mutation('faq.publish', 'faq.unschedule')
    .input(ids)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      return unscheduleFaqs(deps.workshop, tenantId, actor, input.ids);
    }),

  /** Somebody looked them through and found them right. */
  review: mutation('faq.publish', 'faq.review')
    .input(ids)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      return reviewFaqs(deps.workshop, tenantId, actor.email, input.ids);
    }),

  archive: mutation('faq.publish', 'faq.archive')
    .input(ids.extend({ accepted }))
    .mutation(({ ctx, input }) =>
      changeMany(ctx, input, (workshop) => archiveFaqs(workshop, ctx.tenantId, ctx.actor.email, input.ids)),
    ),

  restore: mutation('faq.publish', 'faq.restore')
    .input(ids.extend({ accepted }))
    .mutation(({ ctx, input }) =>
      changeMany(ctx, input, (workshop) => restoreFaqs(workshop, ctx.tenantId, ctx.actor.email, input.ids)),
    ),

  /** Without a category it is taken away. */
  setCategory: mutation('faq.publish', 'faq.set-category')
    .input(ids.extend({ category: category.optional(), accepted }))
    .mutation(({ ctx, input }) => {
      const wanted = { faqIds: input.ids, category: input.category };
      return changeMany(ctx, input, (workshop) => setFaqCategory(workshop, ctx.tenantId, ctx.actor.email, wanted));
    }),

  /** Puts FAQs back to before the changes that another mutation returned, where nobody changed them since. */
  undo: mutation('faq.publish', 'faq.undo')
    .input(
      z.object({
        changes: z
          .array(z.object({ id: faqIdSchema, revision: z.int().positive() }))
          .min(1)
          .max(500),
      }),
    )
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.changes.map((change) => change.id)));
      return undoChanges(deps.workshop, tenantId, actor.email, input.changes);
    }),

  history: query('faq.read')
    .input(page.extend({ id: faqIdSchema }))
    .query(({ ctx: { deps, tenantId }, input }) => listFaqHistory(deps.workshop, tenantId, input.id, input)),

  revision: query('faq.read')
    .input(id.extend({ revision }))
    .query(({ ctx: { deps, tenantId }, input }) => findFaqRevision(deps.workshop, tenantId, input.id, input.revision)),

  compare: query('faq.read')
    .input(id.extend({ from: revision, to: revision }))
    .query(({ ctx: { deps, tenantId }, input }) => compareFaqRevisions(deps.workshop, tenantId, input)),

  /** Brings back what an FAQ said at `to`, as a draft. */
  restoreRevision: mutation('faq.write', 'faq.restore-revision')
    .input(id.extend({ revision, to: revision }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faq', input.id);
      return shownOutcome(await restoreFaqRevision(deps.workshop, tenantId, actor.email, input));
    }),

  /** Which categories are always a person's. */
  setPersonOnlyCategories: mutation('faq.publish', 'faq.set-person-only')
    .input(z.object({ categories: z.array(category).max(200) }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('categories', input.categories.join(', ').slice(0, 300));
      await setPersonOnlyCategories(deps.workshop, tenantId, input.categories);
    }),
});

/** An FAQ as the screens read it, which have no way to compare drafts. */
function shown(faq: FaqRecord) {
  return { ...faq, isScheduleHeld: isScheduleHeld(faq) };
}

function shownOutcome(saved: SaveOutcome) {
  return saved.outcome === 'saved'
    ? { outcome: saved.outcome, faq: shown(saved.faq) }
    : { outcome: saved.outcome, current: shown(saved.current) };
}

/** Changes many FAQs as one change before the gate. */
async function changeMany(
  {
    deps,
    tenantId,
    audit,
  }: { readonly deps: Pick<ApiDeps, 'gate'>; readonly tenantId: TenantId; readonly audit: AuditNote },
  { ids: faqIds, accepted: seen }: { readonly ids: readonly string[]; readonly accepted?: AcceptedLoss | undefined },
  change: (workshop: WorkshopDeps) => Promise<BulkResult>,
) {
  audit.target('faqs', namesOf(faqIds));
  const through = await changeThroughGate(deps.gate, tenantId, seen, change);
  noteGate(audit, through, seen);
  if (through.outcome === 'needs-reason') return through;
  const { done, ...passed } = through;
  return { ...passed, ...done };
}

/** What the audit names when many FAQs are changed at once. */
function namesOf(faqIds: readonly string[]): string {
  return faqIds.length > 10 ? `${faqIds.slice(0, 10).join(' ')} and ${faqIds.length - 10} more` : faqIds.join(' ');
}
