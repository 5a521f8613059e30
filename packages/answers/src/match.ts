import { type Candidate, type FaqContent, isFaqValidAt, type Locale, languageOf } from '@answerdesk/domain';
import { confidenceOf, cuesOf } from './calibrate.ts';
import { featuresOf } from './features.ts';
import type { AnswerModel } from './learn.ts';
import { essenceOf } from './normalise.ts';
import { mixScores, scoreText } from './score.ts';

/** The FAQs that may be meant, likeliest first. */
export interface Match {
  /** The calibrated probability (0–1) that the first candidate is right. */
  readonly confidence: number;
  readonly candidates: readonly Candidate[];
  /** Two or more FAQs have exactly the text that was asked: nobody but the customer knows which is meant. */
  readonly isTied: boolean;
  /** An FAQ has exactly the text that was asked. */
  readonly isExact: boolean;
}

const CERTAIN = 0.99;
const MOST_CANDIDATES = 10;
/** What is taken off the score of an FAQ in another language, and of one in another form of the same language. */
const OTHER_LANGUAGE = 2.5;
const OTHER_FORM = 1;

/** The languages that an FAQ answers in, as far as it says. */
export function localesOf({ locale, translations = [] }: Pick<FaqContent, 'locale' | 'translations'>): Locale[] {
  return [...(locale === undefined ? [] : [locale]), ...translations.map((translation) => translation.locale)];
}

/** Finds the FAQs that a text may mean, among those valid at the moment; the text's language goes before others. */
export function match(model: AnswerModel, question: { text: string; at: Date }, language: Locale): Match {
  const handicaps = handicapsOf(model, question.at, language);
  const isFirstChoice = (place: number) => (handicaps[place] ?? Number.POSITIVE_INFINITY) === 0;
  const features = featuresOf(question.text);
  const scores = scoreText(model.knowledge.scorer, features);
  const probabilities = mixScores(scores, model.knowledge.calibration.mix, handicaps);
  const { best, cues } = cuesOf(scores, probabilities);

  const sayingSame = (model.placesOfEssence.get(essenceOf(question.text)) ?? []).filter((place) =>
    Number.isFinite(handicaps[place]),
  );
  const preferred = sayingSame.filter(isFirstChoice);
  const exact = inOneLanguage(model, preferred.length > 0 ? preferred : sayingSame);
  if (exact.length > 0) {
    const confidence = CERTAIN / exact.length;
    const shares = probabilities.map((share, place) => (exact.includes(place) ? confidence : share * (1 - CERTAIN)));
    return { confidence, candidates: candidatesOf(model, shares), isTied: exact.length > 1, isExact: true };
  }
  const isAnything = features.keys.length > 0 && (probabilities[best] ?? 0) > 0;
  const confidence = isAnything ? confidenceOf(model.knowledge.calibration, cues) : 0;
  const scale = isAnything ? confidence / (probabilities[best] ?? 1) : 0;
  const shares = probabilities.map((share) => Math.min(confidence, share * scale));
  return { confidence, candidates: candidatesOf(model, shares), isTied: false, isExact: false };
}

/** The same FAQ in two languages is one to choose: those in the first one's language stay. */
function inOneLanguage(model: AnswerModel, places: readonly number[]): number[] {
  const languages = places.map((place) => languageOf(model.faqs[place]?.locale ?? ''));
  return places.filter((_, index) => languages[index] === '' || languages[index] === languages[0]);
}

function handicapsOf(model: AnswerModel, at: Date, language: Locale): Float64Array {
  const distances = Float64Array.from(model.faqs, (faq) => {
    if (!isFaqValidAt(faq, at)) return Number.POSITIVE_INFINITY;
    const locales = localesOf(faq);
    if (!faq.locale || locales.includes(language)) return 0;
    return locales.some((locale) => languageOf(locale) === languageOf(language)) ? OTHER_FORM : OTHER_LANGUAGE;
  });
  // Where nothing is in the question's own form or language, the nearest there is has no handicap.
  let nearest = Number.POSITIVE_INFINITY;
  for (const distance of distances) nearest = Math.min(nearest, distance);
  return Number.isFinite(nearest) ? distances.map((distance) => distance - nearest) : distances;
}

function candidatesOf(model: AnswerModel, shares: Float64Array): Candidate[] {
  return [...model.faqs.keys()]
    .filter((place) => (shares[place] ?? 0) > 0)
    .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || a - b)
    .slice(0, MOST_CANDIDATES)
    .flatMap((place) => {
      const faq = model.faqs[place];
      return faq ? [{ faqId: faq.id, question: faq.question, probability: shares[place] ?? 0 }] : [];
    });
}
