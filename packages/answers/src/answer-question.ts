import {
  type Answer,
  type AnswerRule,
  type AnswerTrace,
  answerIn,
  type Faq,
  type FaqId,
  type Locale,
  languageOf,
  replyOfFaq,
  type Thresholds,
} from '@answerdesk/domain';
import { engineVersion } from './engine-version.ts';
import { faqWithId } from './faq-places.ts';
import { detectLanguage } from './language/detect-language.ts';
import { languagesAnswered } from './languages-answered.ts';
import type { AnswerModel } from './learn.ts';
import { type Match, match } from './match.ts';
import { essenceOf } from './normalise.ts';
import { questionIn } from './question-in.ts';

export interface Question {
  readonly text: string;
  /** The customer's language as far as it is known; the text's own language goes before it. */
  readonly locale?: Locale;
  /** The language to answer in, where that is settled already. */
  readonly language?: Locale;
  /** The language that the text is written in, where somebody has found out already; it may be another. */
  readonly writtenIn?: Locale;
  /** The moment of asking: FAQs outside their calendar do not exist then. */
  readonly at: Date;
  /** Questions of these categories are handed over, however sure the engine is. */
  readonly personOnlyCategories?: readonly string[];
  /** The text's vector, by the embedder that the model was learnt with; `askModel` fills it in. */
  readonly embedding?: Float32Array;
}

/** A question with what the engine makes of it, before anybody says how sure is sure enough. */
export interface Considered {
  readonly model: AnswerModel;
  readonly language: Locale;
  readonly found: Match;
  readonly personOnlyCategories: readonly string[];
}

/** From which confidence (0–1) on a question is answered, or clarified; below both it is handed over. */
export const defaultThresholds: Thresholds = { answer: 0.85, clarify: 0.22 };

const MOST_CHOICES = 3;
const TRACED_CANDIDATES = 5;
/** A choice this much less likely than the first is no choice. */
const AFTERTHOUGHT = 1 / 12;

/**
 * Answers a question from a tenant's FAQs: with the approved answer, word for word and in the question's language where
 * it is written, when the match is sure; else by asking back whether one to three questions are meant; else by handing over, as also
 * when the likeliest FAQ is of a category that is always a person's. Never throws, whatever the text.
 */
export function answerQuestion(
  model: AnswerModel,
  question: Question,
  thresholds: Thresholds = defaultThresholds,
): Answer {
  return decide(consider(model, question), thresholds);
}

/** Does all of the work of an answer but the decision, so that one question can be decided at several thresholds. */
export function consider(model: AnswerModel, question: Question): Considered {
  const language = question.language ?? writtenLanguage(model, question);
  const { personOnlyCategories = [] } = question;
  return { model, language, found: match(model, question, language), personOnlyCategories };
}

/** The language that a question is written in, as its caller knows it or as its text shows. */
export function writtenLanguage(model: AnswerModel, { text, writtenIn, language, locale }: Question): Locale {
  if (writtenIn !== undefined) return writtenIn;
  return detectLanguage(text, {
    ...(language !== undefined && { previous: language }),
    ...(locale !== undefined && { locale }),
    candidates: languagesAnswered(model),
  });
}

/** What a considered question comes to at given thresholds. */
export function decide(considered: Considered, thresholds: Thresholds): Answer {
  const { model, language, personOnlyCategories } = considered;
  const found = considered.found.isGuess ? lessSure(considered.found, thresholds) : considered.found;
  const faqOf = (faqId: FaqId) => faqWithId(model.faqs, faqId);
  const common = (rule: AnswerRule) => {
    const candidates = found.candidates.slice(0, TRACED_CANDIDATES);
    const { version: faqsVersion } = model;
    const trace: AnswerTrace = { faqsVersion, language, candidates, thresholds, rule, engine: engineVersion };
    return { confidence: found.confidence, language, trace };
  };
  const best = found.candidates[0] && faqOf(found.candidates[0].faqId);
  const isForPerson = best?.category !== undefined && personOnlyCategories.includes(best.category);
  if (best && isForPerson && found.confidence >= thresholds.clarify) {
    return { ...common('for-person'), outcome: 'handover', reason: 'rule', faqId: best.id };
  }
  if (best && !found.isTied && !found.isGuess && found.confidence >= thresholds.answer) {
    const { kind: _reply, ...reply } = replyOfFaq(best, language);
    const { locale: writtenIn } = answerIn(best, language);
    const answered = {
      outcome: 'answered',
      faqId: best.id,
      ...reply,
      ...(writtenIn !== undefined && { writtenIn }),
    } as const;
    return { ...common(found.isExact ? 'word-for-word' : 'sure'), ...answered };
  }
  const choices = found.confidence >= thresholds.clarify ? choicesOf(found, faqOf, language) : [];
  if (choices.length > 0) {
    const rule = choices.length === 1 ? 'one-choice' : found.isTied ? 'same-words' : 'between';
    return { ...common(rule), outcome: 'clarify', choices };
  }
  return { ...common(best ? 'too-unsure' : 'nothing-like-it'), outcome: 'handover', reason: 'no-answer' };
}

/** A guess is sure enough to be offered at most. */
function lessSure(found: Match, { answer, clarify }: Thresholds): Match {
  const most = (answer + Math.min(answer, clarify)) / 2;
  if (found.confidence <= most) return found;
  const scale = most / found.confidence;
  const candidates = found.candidates.map((each) => ({ ...each, probability: each.probability * scale }));
  return { ...found, confidence: most, candidates };
}

/** The likeliest, at most three, none a mere afterthought, all in the first one's language. */
function choicesOf(
  { candidates }: Match,
  faqOf: (faqId: FaqId) => Faq | undefined,
  language: Locale,
): { faqId: FaqId; question: string }[] {
  const first = candidates[0] && faqOf(candidates[0].faqId);
  const least = (candidates[0]?.probability ?? 0) * AFTERTHOUGHT;
  const offered = new Set<string>();
  return candidates
    .filter(({ faqId, question, probability }) => {
      const locale = faqOf(faqId)?.locale;
      const isOtherLanguage = locale && first?.locale && languageOf(locale) !== languageOf(first.locale);
      const essence = essenceOf(question);
      if (probability < least || isOtherLanguage || offered.has(essence)) return false;
      offered.add(essence);
      return true;
    })
    .slice(0, MOST_CHOICES)
    .map(({ faqId, question }) => {
      const faq = faqOf(faqId);
      return { faqId, question: faq ? questionIn(faq, language) : question };
    });
}
