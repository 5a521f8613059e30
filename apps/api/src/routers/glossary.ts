import { type AnswerModel, changeGlossary, neighboursOfFaq, neighboursOfTerm } from '@answerdesk/answers';
import {
  DomainError,
  faqIdSchema,
  glossaryChangeSchema,
  glossaryTermIdSchema,
  settingsOf,
  type Tenant,
  type TenantId,
} from '@answerdesk/domain';
import { keepWord } from '@answerdesk/tenants';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const changeInput = z.object({ revision: z.int().nonnegative(), change: glossaryChangeSchema });

/** The terms of a tenant's field: proposed from its FAQs, edited by people, and what they link. */
export const glossaryRouter = router({
  /** Every term, how many FAQs it is linked to, and which words are never translated. */
  get: query('faq.read').query(async ({ ctx: { deps, tenantId } }) => {
    const { tenant, model } = await read(deps, tenantId);
    const { revision, terms, rejected } = await deps.glossaries.find(tenantId);
    const places = new Map(model.terms?.glossary.terms.map(({ id }, place) => [id, place]));
    const { inbox, glossary } = settingsOf(tenant);
    return {
      revision,
      terms: terms.map((term) => ({
        ...term,
        faqCount: model.terms?.faqsOfTerm[places.get(term.id) ?? -1]?.length ?? 0,
      })),
      rejected,
      neverTranslated: inbox.glossary,
      offersRelated: glossary.offersRelated,
      settingsRevision: tenant.settingsRevision ?? 0,
      faqs: model.faqs.length,
    };
  }),

  /** What is no term yet: words that are never translated, then what the FAQs speak of, most telling first. */
  proposals: query('faq.write').query(async ({ ctx: { deps, tenantId } }) => {
    const { tenant, model } = await read(deps, tenantId);
    return deps.proposeTerms(tenantId, model, settingsOf(tenant).inbox.glossary);
  }),

  /** One term or FAQ with what it is linked to. */
  neighbours: query('faq.read')
    .input(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('term'), id: glossaryTermIdSchema }),
        z.object({ kind: z.literal('faq'), id: faqIdSchema }),
      ]),
    )
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const { tenant, model } = await read(deps, tenantId);
      if (input.kind === 'term') return neighboursOfTerm(model, input.id);
      const language = model.faqs.find(({ id }) => id === input.id)?.locale ?? tenant.locale;
      const { personOnlyCategories = [] } = tenant;
      return neighboursOfFaq(model, input.id, { language, at: deps.now(), personOnlyCategories });
    }),

  /** Changes terms over the revision that they were seen at; returns the change that takes it back. */
  change: mutation('faq.publish', 'faq.change-glossary')
    .input(changeInput)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { revision, change } }) => {
      const names = [...change.put.map(({ name }) => name), ...change.remove, ...change.reject];
      audit.target('glossary', names.join(', ').slice(0, 300));
      const { glossary, undo } = await changeGlossary(deps, tenantId, revision, change);
      return { revision: glossary.revision, undo };
    }),

  /** Takes back the newest change. */
  undo: mutation('faq.publish', 'faq.undo-glossary')
    .input(changeInput)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { revision, change } }) => {
      audit.target('glossary', String(revision));
      const { glossary } = await changeGlossary(deps, tenantId, revision, change);
      return { revision: glossary.revision };
    }),

  /** Whether a word is left as it is by translations: the same list as in the inbox's settings. */
  keepWord: mutation('settings.write', 'settings.keep-word')
    .input(z.object({ word: z.string().trim().min(1).max(80), isKept: z.boolean() }))
    .mutation(({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('settings', input.word);
      return keepWord(deps, tenantId, input);
    }),
});

async function read(
  deps: Pick<ApiDeps, 'tenants' | 'rehearsal'>,
  tenantId: TenantId,
): Promise<{ readonly tenant: Tenant; readonly model: AnswerModel }> {
  const tenant = await deps.tenants.find(tenantId);
  if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
  return { tenant, model: await deps.rehearsal.modelFor(tenantId, tenant.faqsVersion) };
}
