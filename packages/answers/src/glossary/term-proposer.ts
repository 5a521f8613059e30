import type { Glossary, TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import type { AnswerModel } from '../learn.ts';
import type { GlossaryDeps } from './ports.ts';
import { type Proposals, type ProposedTerm, proposeTerms } from './propose-terms.ts';
import { keyOfTerm } from './read-units.ts';

const MOST_TENANTS = 50;
/** What is read of FAQs is kept up to so many pieces, of all tenants: some 60 MB. */
const MOST_KEPT = 400_000;

/** `named` are words that the tenant has named elsewhere: those that are no terms yet are proposed first. */
export type TermProposer = (
  tenantId: TenantId,
  model: Pick<AnswerModel, 'faqs'>,
  named?: readonly string[],
) => Promise<readonly ProposedTerm[]>;

/**
 * Proposes terms to the tenants that asked last; of FAQs that did not change since nothing is read again, as far as there is room
 * for what was read. Whoever asks while proposals are being made waits for those.
 */
export function createTermProposer({ glossaries }: GlossaryDeps, mostKept = MOST_KEPT): TermProposer {
  const known = new LRUCache<TenantId, Pick<Proposals, 'read'>>({
    max: MOST_TENANTS,
    maxSize: mostKept,
    sizeCalculation: ({ read }) =>
      [...read.values()].reduce((sum, { candidates, slots }) => sum + 1 + candidates.length + slots.length, 1),
  });
  const made = new WeakMap<
    AnswerModel['faqs'],
    { readonly revision: number; readonly terms: readonly ProposedTerm[] }
  >();
  const underway = new Map<TenantId, Promise<unknown>>();

  async function propose(
    tenantId: TenantId,
    faqs: AnswerModel['faqs'],
    named: readonly string[],
  ): Promise<readonly ProposedTerm[]> {
    const glossary = await glossaries.find(tenantId);
    const terms = await termsOf(tenantId, faqs, glossary);
    const taken = new Set(
      [...glossary.rejected, ...glossary.terms.flatMap(({ name, synonyms }) => [name, ...synonyms])].map(keyOfTerm),
    );
    for (const { name } of terms) taken.add(keyOfTerm(name));
    const others = new Map(named.map((name) => [keyOfTerm(name), name]));
    const first = [...others].filter(([key]) => key !== '' && !taken.has(key));
    return [...first.map(([, name]) => ({ name, synonyms: [], faqIds: [], faqCount: 0 })), ...terms];
  }

  async function termsOf(tenantId: TenantId, faqs: AnswerModel['faqs'], glossary: Glossary) {
    const before = made.get(faqs);
    if (before?.revision === glossary.revision) return before.terms;
    const { terms, read } = await proposeTerms(faqs, glossary, known.get(tenantId));
    known.set(tenantId, { read });
    made.set(faqs, { revision: glossary.revision, terms });
    return terms;
  }

  return async (tenantId, { faqs }, named = []) => {
    const before = underway.get(tenantId);
    const mine = Promise.resolve(before).then(() => propose(tenantId, faqs, named));
    const settled = mine.catch(() => undefined);
    underway.set(tenantId, settled);
    try {
      return await mine;
    } finally {
      if (underway.get(tenantId) === settled) underway.delete(tenantId);
    }
  };
}
