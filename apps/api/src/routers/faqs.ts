import {
  archiveFaqs,
  compareFaqRevisions,
  findFaq,
  findFaqRevision,
  listFaqCategories,
  listFaqHistory,
  publishFaq,
  publishFaqs,
  restoreFaqRevision,
  restoreFaqs,
  saveFaq,
  setFaqCategory,
  setPersonOnlyCategories,
  undoChanges,
  unpublishFaqs,
} from '@answerdesk/answers';
import {
  channelNameSchema,
  faqContentSchema,
  faqIdSchema,
  faqLimits,
  faqStatusSchema,
  localeSchema,
  replyOfFaq,
} from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const id = z.object({ id: faqIdSchema });
const revision = z.int().nonnegative();
const ids = z.object({ ids: z.array(faqIdSchema).min(1).max(500) });
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
        validity: z.enum(['now', 'upcoming', 'expired']).optional(),
        sort: z.enum(['updated', 'question']).optional(),
      }),
    )
    .query(({ ctx: { deps, tenantId }, input }) => deps.workshop.faqs.listRows(tenantId, input, deps.now())),

  get: query('faq.read')
    .input(id)
    .query(({ ctx: { deps, tenantId }, input }) => findFaq(deps.workshop, tenantId, input.id)),

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
      return saved;
    }),

  /** Publishes what is given, or the draft; without an id the FAQ is new. */
  publish: mutation('faq.publish', 'faq.publish')
    .input(
      z.object({ id: faqIdSchema.optional(), revision: revision.optional(), content: faqContentSchema.optional() }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      if (input.id !== undefined) audit.target('faq', input.id);
      const saved = await publishFaq(deps.workshop, tenantId, actor.email, input);
      if (saved.outcome === 'saved') audit.target('faq', saved.faq.id);
      return saved;
    }),

  publishMany: mutation('faq.publish', 'faq.publish-many')
    .input(ids)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      return publishFaqs(deps.workshop, tenantId, actor.email, input.ids);
    }),

  unpublish: mutation('faq.publish', 'faq.unpublish')
    .input(ids)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      return unpublishFaqs(deps.workshop, tenantId, actor.email, input.ids);
    }),

  archive: mutation('faq.publish', 'faq.archive')
    .input(ids)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      return archiveFaqs(deps.workshop, tenantId, actor.email, input.ids);
    }),

  restore: mutation('faq.publish', 'faq.restore')
    .input(ids)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      return restoreFaqs(deps.workshop, tenantId, actor.email, input.ids);
    }),

  /** Without a category it is taken away. */
  setCategory: mutation('faq.publish', 'faq.set-category')
    .input(ids.extend({ category: category.optional() }))
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faqs', namesOf(input.ids));
      const wanted = { faqIds: input.ids, category: input.category };
      return setFaqCategory(deps.workshop, tenantId, actor.email, wanted);
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
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('faq', input.id);
      return restoreFaqRevision(deps.workshop, tenantId, actor.email, input);
    }),

  /** Which categories are always a person's. */
  setPersonOnlyCategories: mutation('faq.publish', 'faq.set-person-only')
    .input(z.object({ categories: z.array(category).max(200) }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('categories', input.categories.join(', ').slice(0, 300));
      await setPersonOnlyCategories(deps.workshop, tenantId, input.categories);
    }),
});

/** What the audit names when many FAQs are changed at once. */
function namesOf(faqIds: readonly string[]): string {
  return faqIds.length > 10 ? `${faqIds.slice(0, 10).join(' ')} and ${faqIds.length - 10} more` : faqIds.join(' ');
}
