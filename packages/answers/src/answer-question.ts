import {
  type Answer,
  type AnswerRule,
  type AnswerTrace,
  type Faq,
  type FaqId,
  type Locale,
  languageOf,
  replyOfFaq,
  type Thresholds,
} from '@answerdesk/domain';
import { detectLanguage } from './detect-language.ts';
import type { AnswerModel } from './learn.ts';
import { localesOf, type Match, match } from './match.ts';
import { essenceOf } from './normalise.ts';

export interface Question {
  readonly text: string;
  /** The customer's language as far as it is known; the text's own language goes before it. */
  readonly locale?: Locale;
  /** The moment of asking: FAQs outside their calendar do not exist then. */
  readonly at: Date;
  /** Questions of these categories are handed over, however sure the engine is. */
  readonly personOnlyCategories?: readonly string[];
}

/** A question with what the engine makes of it, before anybody says how sure is sure enough. */
export interface Considered {
  readonly model: AnswerModel;
  readonly language: Locale;
  readonly found: Match;
  readonly personOnlyCategories: readonly string[];
}

/** From which confidence (0–1) on a question is answered, or clarified; below both it is handed over. */
export const defaultThresholds: Thresholds = { answer: 0.35, clarify: 0.22 };

const MOST_CHOICES = 3;
const TRACED_CANDIDATES = 5;
/** A choice this much less likely than the first is no choice. */
const AFTERTHOUGHT = 1 / 12;

/**
 * Answers a question from a tenant's FAQs: with the approved answer, word for word and in the question's language where
 * it is written, when the match is sure; else with two or three questions to choose from; else by handing over, as also
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
  const language = detectLanguage(question.text, {
    ...(question.locale !== undefined && { locale: question.locale }),
    candidates: [...new Set(model.faqs.flatMap(localesOf))],
  });
  const { personOnlyCategories = [] } = question;
  return { model, language, found: match(model, question, language), personOnlyCategories };
}

/** What a considered question comes to at given thresholds. */
export function decide(considered: Considered, thresholds: Thresholds): Answer {
  const { model, language, found, personOnlyCategories } = considered;
  const faqOf = (faqId: FaqId) => model.faqs.find(({ id }) => id === faqId);
  const common = (rule: AnswerRule) => {
    const candidates = found.candidates.slice(0, TRACED_CANDIDATES);
    const trace: AnswerTrace = { faqsVersion: model.version, language, candidates, thresholds, rule };
    return { confidence: found.confidence, language, trace };
  };
  const best = found.candidates[0] && faqOf(found.candidates[0].faqId);
  const isForPerson = best?.category !== undefined && personOnlyCategories.includes(best.category);
  if (best && isForPerson && found.confidence >= thresholds.clarify) {
    return { ...common('for-person'), outcome: 'handover', reason: 'rule', faqId: best.id };
  }
  if (best && !found.isTied && found.confidence >= thresholds.answer) {
    const { kind: _reply, ...reply } = replyOfFaq(best, language);
    const answered = { outcome: 'answered', faqId: best.id, ...reply } as const;
    return { ...common(found.isExact ? 'word-for-word' : 'sure'), ...answered };
  }
  const mayAsk = found.confidence >= thresholds.clarify;
  const choices = mayAsk ? choicesOf(found, faqOf) : [];
  if (choices.length >= 2) return { ...common(found.isTied ? 'same-words' : 'between'), outcome: 'clarify', choices };
  const rule = !best ? 'nothing-like-it' : mayAsk ? 'one-choice' : 'too-unsure';
  return { ...common(rule), outcome: 'handover', reason: 'no-answer' };
}

/** The likeliest two or three, none a mere afterthought, all in the first one's language. */
function choicesOf(
  { candidates }: Match,
  faqOf: (faqId: FaqId) => Faq | undefined,
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
    .map(({ faqId, question }) => ({ faqId, question }));
}
