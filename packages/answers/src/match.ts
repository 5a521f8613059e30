import { type Candidate, type Locale, languageOf } from '@answerdesk/domain';
import { calibrationFor, confidenceOf, cuesOf } from './calibrate.ts';
import { handicapsOf } from './faq-places.ts';
import { featuresOf } from './features.ts';
import { freshScores } from './fresh-texts.ts';
import { inKnownWords } from './glossary/in-known-words.ts';
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
  /** The first candidate was not learnt yet and is not like enough: it may be offered, but is no answer. */
  readonly isGuess: boolean;
}

const CERTAIN = 0.99;
const MOST_CANDIDATES = 10;

/** A text at a moment, with its embedding where it has one of the kind that the model learnt from. */
export interface Asked {
  readonly text: string;
  readonly at: Date;
  readonly embedding?: Float32Array;
}

/** Finds the FAQs that a text may mean, among those valid at the moment; the text's language goes before others. */
export function match(model: AnswerModel, question: Asked, language: Locale): Match {
  const handicaps = handicapsOf(model.faqs, question.at, language);
  const isFirstChoice = (place: number) => (handicaps[place] ?? Number.POSITIVE_INFINITY) === 0;
  const features = featuresOf(inKnownWords(model.terms, question.text));
  const scores = freshScores(model, scoreText(model.knowledge.scorer, features, question.embedding), features);
  const calibration = calibrationFor(model.knowledge.calibration, scores);
  const probabilities = mixScores(scores, calibration.mix, handicaps);
  const { best, cues } = cuesOf(scores, probabilities);

  const sayingSame = (model.placesOfEssence.get(essenceOf(question.text)) ?? []).filter((place) =>
    Number.isFinite(handicaps[place]),
  );
  const preferred = sayingSame.filter(isFirstChoice);
  const exact = inOneLanguage(model, preferred.length > 0 ? preferred : sayingSame);
  if (exact.length > 0) {
    const confidence = CERTAIN / exact.length;
    const shares = probabilities.map((share, place) => (exact.includes(place) ? confidence : share * (1 - CERTAIN)));
    return {
      confidence,
      candidates: candidatesOf(model, shares),
      isTied: exact.length > 1,
      isExact: true,
      isGuess: false,
    };
  }
  const isAnything = features.keys.length > 0 && (probabilities[best] ?? 0) > 0;
  const confidence = isAnything ? confidenceOf(calibration, cues) : 0;
  const scale = isAnything ? confidence / (probabilities[best] ?? 1) : 0;
  const likeliest = confidence > 0 ? candidatesOf(model, probabilities) : [];
  const candidates = likeliest.map((candidate) => ({
    ...candidate,
    probability: Math.min(confidence, candidate.probability * scale),
  }));
  const isGuess = scores.guessed?.has(best) ?? false;
  return { confidence, candidates, isTied: false, isExact: false, isGuess };
}

/** The same FAQ in two languages is one to choose: those in the first one's language stay. */
function inOneLanguage(model: AnswerModel, places: readonly number[]): number[] {
  const languages = places.map((place) => languageOf(model.faqs[place]?.locale ?? ''));
  return places.filter((_, index) => languages[index] === '' || languages[index] === languages[0]);
}

function candidatesOf(model: AnswerModel, shares: Float64Array): Candidate[] {
  const places: number[] = [];
  for (let place = 0; place < shares.length; place += 1) if ((shares[place] ?? 0) > 0) places.push(place);
  return places
    .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || a - b)
    .slice(0, MOST_CANDIDATES)
    .flatMap((place) => {
      const faq = model.faqs[place];
      return faq ? [{ faqId: faq.id, question: faq.question, probability: shares[place] ?? 0 }] : [];
    });
}
