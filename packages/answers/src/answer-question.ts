import {
  type Answer,
  type AnswerTrace,
  type Candidate,
  isFaqValidAt,
  type Locale,
  languageOf,
} from '@answerdesk/domain';
import { confidenceOf, cuesOf } from './calibrate.ts';
import { detectLanguage } from './detect-language.ts';
import { featuresOf } from './features.ts';
import type { AnswerModel } from './learn.ts';
import { normalise } from './normalise.ts';
import { mixScores, scoreText } from './score.ts';

export interface Question {
  readonly text: string;
  /** The customer's language as far as it is known; the text's own language goes before it. */
  readonly locale?: Locale;
  readonly at: Date;
}

/** From which confidence (0–1) on a question is answered, or clarified; below it is handed over. */
export const thresholds = { answer: 0.2, clarify: 0.13 } as const;

const MOST_CHOICES = 3;
const TRACED_CANDIDATES = 5;
const CERTAIN = 0.99;
/** A candidate in a language that is not the question's keeps this share of its probability. */
const OTHER_LANGUAGE_SHARE = 0.2;

/**
 * Answers a question from a tenant's FAQs: with the approved answer, word for word, when the match is sure; else with
 * two or three questions to choose from; else by handing over. Never throws, whatever the text.
 */
export function answerQuestion(model: AnswerModel, question: Question): Answer {
  const spoken = [...new Set(model.faqs.flatMap((faq) => (faq.locale === undefined ? [] : [faq.locale])))];
  const language = detectLanguage(question.text, {
    ...(question.locale !== undefined && { locale: question.locale }),
    candidates: spoken,
  });
  const { confidence, candidates, isAmbiguous } = rank(model, question, language);
  const trace: AnswerTrace = {
    faqsVersion: model.version,
    language,
    candidates: candidates.slice(0, TRACED_CANDIDATES),
    thresholds,
  };
  const common = { confidence, language, trace };
  const best = model.faqs.find(({ id }) => id === candidates[0]?.faqId);
  if (best && confidence >= thresholds.answer && !isAmbiguous) {
    return { ...common, outcome: 'answered', faqId: best.id, text: best.answer };
  }
  const choices = distinctChoices(candidates);
  if (confidence >= thresholds.clarify && choices.length >= 2) return { ...common, outcome: 'clarify', choices };
  return { ...common, outcome: 'handover', reason: 'no-answer' };
}

/** The FAQs that may be meant, most probable first, and how sure the first is; ambiguous when its very words are two's. */
export function rank(
  model: AnswerModel,
  question: Pick<Question, 'text' | 'at'>,
  language: Locale,
): { confidence: number; candidates: Candidate[]; isAmbiguous: boolean } {
  const valid = model.faqs.map((faq) => isFaqValidAt(faq, question.at));
  const fits = model.faqs.map((faq) => !faq.locale || languageOf(faq.locale) === languageOf(language));
  const hasFitting = fits.some((isFit, label) => isFit && valid[label]);
  const shareOf = (label: number) => {
    if (!valid[label]) return 0;
    return fits[label] || !hasFitting ? 1 : OTHER_LANGUAGE_SHARE;
  };
  const features = featuresOf(question.text);
  const scores = scoreText(model.scorer, features);
  const mixed = mixScores(scores, model.calibration.mix).map((probability, label) => probability * shareOf(label));
  const total = mixed.reduce((sum, probability) => sum + probability, 0);
  const probabilities = total > 0 ? mixed.map((probability) => probability / total) : mixed;

  const same = (model.exact.get(normalise(question.text)) ?? []).filter((label) => valid[label]);
  const sameFitting = same.filter((label) => fits[label]);
  const exact = sameFitting.length > 0 ? sameFitting : same;
  if (exact.length > 0) {
    const candidates = candidatesOf(model, exact, probabilities);
    return { confidence: CERTAIN / exact.length, candidates, isAmbiguous: exact.length > 1 };
  }

  const { cues } = cuesOf(scores, probabilities);
  const confidence = total > 0 && features.size > 0 ? confidenceOf(model.calibration, cues) : 0;
  return { confidence, candidates: candidatesOf(model, [], probabilities), isAmbiguous: false };
}

function candidatesOf(model: AnswerModel, exact: readonly number[], probabilities: Float32Array): Candidate[] {
  return [...probabilities.keys()]
    .filter((label) => (probabilities[label] ?? 0) > 0 || exact.includes(label))
    .map((label) => ({ label, probability: (exact.includes(label) ? 1 : 0) + (probabilities[label] ?? 0) }))
    .sort((a, b) => b.probability - a.probability || a.label - b.label)
    .slice(0, 2 * TRACED_CANDIDATES)
    .flatMap(({ label, probability }) => {
      const faq = model.faqs[label];
      return faq ? [{ faqId: faq.id, question: faq.question, probability: Math.min(1, probability) }] : [];
    });
}

/** The best two or three, none of them a mere afterthought. */
function distinctChoices(candidates: readonly Candidate[]): { faqId: Candidate['faqId']; question: string }[] {
  const least = (candidates[0]?.probability ?? 0) / 10;
  return candidates
    .slice(0, MOST_CHOICES)
    .filter(({ probability }) => probability >= least)
    .map(({ faqId, question }) => ({ faqId, question }));
}
