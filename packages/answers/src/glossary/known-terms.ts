import { type Faq, type FaqId, type Glossary, markOfAnswer } from '@answerdesk/domain';
import { createPieces } from '../place-texts.ts';
import { createTermFinder, type TermFinder, type TermForm } from './find-terms.ts';

/** A tenant's terms, and which of its FAQs name which: what links FAQs, and what a synonym in a question stands for. */
export interface KnownTerms {
  readonly glossary: Glossary;
  readonly finder: TermFinder;
  /** How many FAQs name a term in this form, by the form's key; a form that none does is not there. */
  readonly uses: ReadonlyMap<string, number>;
  /** The form that most FAQs use, by the term's place; undefined where none names it. */
  readonly usual: readonly (TermForm | undefined)[];
  /** The places of the terms that each FAQ is linked to, rising. */
  readonly termsOfFaq: ReadonlyMap<FaqId, readonly number[]>;
  /** The FAQs that are linked to each term, by the term's place, in their order. */
  readonly faqsOfTerm: readonly (readonly FaqId[])[];
  /** The forms that each FAQ has, so that only FAQs that changed are read again. */
  readonly formsOfFaq: ReadonlyMap<FaqId, FormsOfFaq>;
}

interface FormsOfFaq {
  readonly mark: string;
  readonly forms: readonly TermForm[];
}

/**
 * Reads which FAQs name the terms of a glossary in their question and variants, in pieces; undefined where it has no terms.
 * With what was known `before` of the same revision, only FAQs whose texts changed are read.
 */
export async function readKnownTerms(
  glossary: Glossary,
  faqs: readonly Faq[],
  before?: KnownTerms,
): Promise<KnownTerms | undefined> {
  if (glossary.terms.length === 0) return undefined;
  const isSame = before?.glossary.revision === glossary.revision;
  const finder = isSame ? before.finder : createTermFinder(glossary.terms);
  const formsOfFaq = new Map<FaqId, FormsOfFaq>();
  const uses = new Map<string, number>();
  const pause = createPieces();
  for (const { id, question, variants } of faqs) {
    await pause();
    const texts = [question, ...variants].join('\n');
    const known = isSame ? before.formsOfFaq.get(id) : undefined;
    const mark = markOfAnswer(texts);
    const forms = known?.mark === mark ? known.forms : [...new Set(finder.find(texts).map(({ form }) => form))];
    formsOfFaq.set(id, { mark, forms });
    for (const { key } of forms) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  const usual: (TermForm | undefined)[] = glossary.terms.map(() => undefined);
  for (const form of finder.forms) {
    const count = uses.get(form.key) ?? 0;
    const best = usual[form.term];
    if (count > (best ? (uses.get(best.key) ?? 0) : 0)) usual[form.term] = form;
  }
  const termsOfFaq = linksOf(glossary, formsOfFaq);
  const faqsOfTerm: FaqId[][] = glossary.terms.map(() => []);
  for (const [id, places] of termsOfFaq) for (const place of places) faqsOfTerm[place]?.push(id);
  return { glossary, finder, uses, usual, termsOfFaq, faqsOfTerm, formsOfFaq };
}

function linksOf({ terms }: Glossary, formsOfFaq: ReadonlyMap<FaqId, FormsOfFaq>): Map<FaqId, number[]> {
  const unlinked = terms.map((term) => new Set(term.unlinked));
  const places = new Map<FaqId, Set<number>>();
  for (const [id, { forms }] of formsOfFaq) {
    places.set(id, new Set(forms.map(({ term }) => term).filter((term) => !unlinked[term]?.has(id))));
  }
  for (const [place, { linked }] of terms.entries()) for (const id of linked) places.get(id)?.add(place);
  return new Map([...places].map(([id, terms]) => [id, [...terms].sort((a, b) => a - b)]));
}
