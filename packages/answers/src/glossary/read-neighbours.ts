import { DomainError, type FaqId, type GlossaryTermId } from '@answerdesk/domain';
import type { AnswerModel } from '../learn.ts';
import type { KnownTerms } from './known-terms.ts';
import { type RelatedOptions, relatedFaqs } from './related-faqs.ts';

/** A term, or an FAQ, with what it is linked to: one step in every direction. */
export type Neighbours =
  | {
      readonly kind: 'term';
      readonly id: GlossaryTermId;
      readonly name: string;
      /** Those linked by hand first, 40 at most of `faqCount`. */
      readonly faqs: readonly LinkedFaq[];
      readonly faqCount: number;
      /** The terms that share the most FAQs with it, 12 at most. */
      readonly terms: readonly LinkedTerm[];
    }
  | {
      readonly kind: 'faq';
      readonly id: FaqId;
      readonly question: string;
      readonly terms: readonly LinkedTerm[];
      /** What is offered under its answer, and what would be next. */
      readonly faqs: readonly LinkedFaq[];
    };

export interface LinkedFaq {
  readonly id: FaqId;
  readonly question: string;
  readonly isByHand: boolean;
}

export interface LinkedTerm {
  readonly id: GlossaryTermId;
  readonly name: string;
  /** How many FAQs both are linked to, or all that the term is linked to. */
  readonly faqCount: number;
  readonly isByHand: boolean;
}

const MOST_FAQS = 40;
const MOST_TERMS = 12;
const MOST_RELATED = 6;

/** What a term is linked to. Throws DomainError `not-found` where the model's glossary has no such term. */
export function neighboursOfTerm({ terms: known, faqs }: AnswerModel, termId: GlossaryTermId): Neighbours {
  const place = known?.glossary.terms.findIndex(({ id }) => id === termId) ?? -1;
  const term = known?.glossary.terms[place];
  if (!known || !term) throw new DomainError('not-found', 'There is no such term.');
  const linked = known.faqsOfTerm[place] ?? [];
  const byHand = new Set(term.linked);
  const questions = new Map(faqs.map(({ id, question }) => [id, question]));
  const shared = new Map<number, number>();
  for (const faqId of linked) {
    for (const other of known.termsOfFaq.get(faqId) ?? []) {
      if (other !== place) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
  }
  const ordered = [...linked].sort((a, b) => Number(byHand.has(b)) - Number(byHand.has(a)));
  return {
    kind: 'term',
    id: term.id,
    name: term.name,
    faqs: ordered
      .slice(0, MOST_FAQS)
      .map((id) => ({ id, question: questions.get(id) ?? '', isByHand: byHand.has(id) })),
    faqCount: linked.length,
    terms: [...shared]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, MOST_TERMS)
      .flatMap(([other, faqCount]) => termAt(known, other, { faqCount })),
  };
}

/** What an FAQ is linked to. Throws DomainError `not-found` where no such FAQ is served. */
export function neighboursOfFaq(model: AnswerModel, faqId: FaqId, options: RelatedOptions): Neighbours {
  const faq = model.faqs.find(({ id }) => id === faqId);
  if (!faq) throw new DomainError('not-found', 'There is no such FAQ.');
  const { terms: known } = model;
  const places = known?.termsOfFaq.get(faqId) ?? [];
  const related = relatedFaqs(model, faqId, { most: MOST_RELATED, ...options });
  return {
    kind: 'faq',
    id: faq.id,
    question: faq.question,
    terms: known ? places.flatMap((place) => termAt(known, place, { faqId })) : [],
    faqs: related.map(({ faqId: id, question }) => ({ id, question, isByHand: false })),
  };
}

function termAt(
  known: KnownTerms,
  place: number,
  { faqId, faqCount = known.faqsOfTerm[place]?.length ?? 0 }: { readonly faqId?: FaqId; readonly faqCount?: number },
): LinkedTerm[] {
  const term = known.glossary.terms[place];
  if (!term) return [];
  const isByHand = faqId !== undefined && term.linked.includes(faqId);
  return [{ id: term.id, name: term.name, faqCount, isByHand }];
}
