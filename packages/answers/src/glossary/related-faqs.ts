import { type Faq, type FaqId, isFaqValidAt, type Locale, writtenLanguageOf } from '@answerdesk/domain';
import { localesOf } from '../faq-places.ts';
import { featuresOf } from '../features.ts';
import type { AnswerModel } from '../learn.ts';
import { essenceOf } from '../normalise.ts';
import { questionIn } from '../question-in.ts';

/** An FAQ that speaks of the same things as another. */
export interface RelatedFaq {
  readonly faqId: FaqId;
  /** As a customer of the language may best read it. */
  readonly question: string;
}

export interface RelatedOptions {
  readonly language: Locale;
  readonly at: Date;
  readonly personOnlyCategories?: readonly string[];
  /** FAQs that are not named, such as those offered before. */
  readonly except?: ReadonlySet<FaqId>;
  /** How many at most; 3 unless told. */
  readonly most?: number;
}

const MOST = 3;
/** Terms in more FAQs than these say too little. */
const MOST_FAQS_OF_TERM = 300;
/** Questions more alike than this ask the same. */
const SAME = 0.75;

/**
 * The FAQs that share the most telling terms with one: valid at the moment, answered in the customer's language as far as they
 * say in which, of no category that is a person's; none that asks the same as it or as another of them. Empty where the
 * tenant has no terms.
 */
export function relatedFaqs(model: AnswerModel, faqId: FaqId, options: RelatedOptions): RelatedFaq[] {
  const { terms, faqs } = model;
  const of = faqs.find(({ id }) => id === faqId);
  if (!terms || !of) return [];
  const own = terms.termsOfFaq.get(faqId) ?? [];
  const weights = new Map<FaqId, number>();
  for (const term of own) {
    const linked = terms.faqsOfTerm[term] ?? [];
    if (linked.length > MOST_FAQS_OF_TERM) continue;
    const weight = Math.log(1 + faqs.length / linked.length);
    for (const id of linked) if (id !== faqId) weights.set(id, (weights.get(id) ?? 0) + weight);
  }
  const byId = new Map(faqs.map((faq) => [faq.id, faq]));
  const chosen: Faq[] = [of];
  const ranked = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  for (const [id] of ranked) {
    if (chosen.length > (options.most ?? MOST)) break;
    const faq = byId.get(id);
    if (!faq || options.except?.has(id) || !isFor(faq, options)) continue;
    if (chosen.some((other) => asksSame(faq, other))) continue;
    chosen.push(faq);
  }
  return chosen.slice(1).map((faq) => ({ faqId: faq.id, question: questionIn(faq, options.language) }));
}

function isFor(faq: Faq, { at, language, personOnlyCategories = [] }: RelatedOptions): boolean {
  if (!isFaqValidAt(faq, at)) return false;
  if (faq.category !== undefined && personOnlyCategories.includes(faq.category)) return false;
  const written = localesOf(faq).map(writtenLanguageOf);
  return written.length === 0 || written.includes(writtenLanguageOf(language));
}

function asksSame(one: Faq, other: Faq): boolean {
  if (essenceOf(one.question) === essenceOf(other.question)) return true;
  const [a, b] = [featuresOf(one.question).keys, featuresOf(other.question).keys];
  const inOther = new Set(b);
  let shared = 0;
  for (const key of a) if (inOther.has(key)) shared += 1;
  return shared > SAME * Math.min(a.length, b.length);
}
