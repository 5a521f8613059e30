import {
  type ConfirmedQuestion,
  type Faq,
  type FaqId,
  isFaqValidAt,
  type Locale,
  type PinnedExample,
  stableHash,
} from '@answerdesk/domain';
import { essenceOf } from '../normalise.ts';

/** A question whose right answer is known: a wording of an FAQ, asked while it is left out; a customer's; or one that was pinned. */
export interface RegressionCase {
  readonly id: string;
  readonly kind: 'wording' | 'confirmed' | 'pinned';
  readonly text: string;
  readonly language?: Locale;
  /** The FAQ that is right; without one a person must answer. */
  readonly faqId?: FaqId;
  /** The part of all wordings that is left out while this one is asked. */
  readonly fold?: number;
}

/** A tenant's regression set has at most so many cases. */
export const MOST_CASES = 10_000;
const FOLDS = 5;
/** With more texts fewer parts are left out in turn: two, then one. */
const MANY_TEXTS = 600;
const VERY_MANY_TEXTS = 2_500;

/**
 * The regression set of FAQs: it builds itself. Pinned examples come first, then confirmed questions, newest first, then
 * wordings. A confirmed question that an FAQ has word for word tells nothing, nor does a wording without another beside it.
 */
export function regressionCases(
  faqs: readonly Faq[],
  confirmed: readonly ConfirmedQuestion[],
  pinned: readonly PinnedExample[],
  at: Date,
): RegressionCase[] {
  const valid = faqs.filter((faq) => isFaqValidAt(faq, at));
  const written = new Set(valid.flatMap(({ question, variants }) => [question, ...variants].map(essenceOf)));
  const asked = new Set<string>();
  const cases: RegressionCase[] = pinned.map(({ id, text, faqId, language }) => ({
    ...{ id, kind: 'pinned', text },
    ...(faqId !== undefined && { faqId }),
    ...(language !== undefined && { language }),
  }));
  for (const { text } of pinned) asked.add(essenceOf(text));
  for (const { id, text, faqId, language } of confirmed) {
    const essence = essenceOf(text);
    if (essence === '' || written.has(essence) || asked.has(essence)) continue;
    asked.add(essence);
    cases.push({ id, kind: 'confirmed', text, faqId, ...(language !== 'und' && { language }) });
  }
  return [...cases, ...wordingsOf(valid)].slice(0, MOST_CASES);
}

function wordingsOf(faqs: readonly Faq[]): RegressionCase[] {
  const count = faqs.reduce((sum, { variants }) => sum + 1 + variants.length, 0);
  const folds = count > VERY_MANY_TEXTS ? 1 : count > MANY_TEXTS ? 2 : FOLDS;
  return faqs.flatMap((faq) =>
    [...textsOf(faq)].flatMap(([essence, { text, fold }]) => {
      if (fold >= folds || !isTaughtWithout(faq, fold)) return [];
      const { id: faqId, locale } = faq;
      const id = `${faqId} ${essence}`;
      return [{ id, kind: 'wording', text, faqId, fold, ...(locale !== undefined && { language: locale }) } as const];
    }),
  );
}

/** Whether FAQs still have a wording, and teach the FAQ by another one while it is left out. */
export function isStillAsked({ faqId, text, fold }: RegressionCase, faqs: ReadonlyMap<FaqId, Faq>): boolean {
  if (fold === undefined) return true;
  const faq = faqId && faqs.get(faqId);
  return faq !== undefined && textsOf(faq).has(essenceOf(text)) && isTaughtWithout(faq, fold);
}

/** FAQs without the wordings of a part. */
export function withoutFold(faqs: readonly Faq[], fold: number): Faq[] {
  return faqs.flatMap((faq) => {
    const [question, ...variants] = [...textsOf(faq).values()].flatMap((each) =>
      each.fold === fold ? [] : [each.text],
    );
    return question === undefined ? [] : [{ ...faq, question, variants }];
  });
}

interface Wording {
  readonly text: string;
  /** The part of all wordings that it is left out with. */
  readonly fold: number;
}
const textsOfFaq = new WeakMap<Faq, ReadonlyMap<string, Wording>>();

/** The texts of an FAQ by what they come to; told once for an FAQ, which may have a thousand. */
function textsOf(faq: Faq): ReadonlyMap<string, Wording> {
  const known = textsOfFaq.get(faq);
  if (known) return known;
  const texts = new Map<string, Wording>();
  for (const text of [faq.question, ...faq.variants]) {
    const essence = essenceOf(text);
    if (essence !== '') texts.set(essence, { text, fold: foldOf(faq.id, essence) });
  }
  textsOfFaq.set(faq, texts);
  return texts;
}

/** The same for the same wording, whatever else there is: before and after a change it is left out alike. */
function foldOf(faqId: FaqId, essence: string): number {
  return stableHash(`${faqId} ${essence}`) % FOLDS;
}

function isTaughtWithout(faq: Faq, fold: number): boolean {
  for (const each of textsOf(faq).values()) if (each.fold !== fold) return true;
  return false;
}
