import {
  type Answer,
  type AnswerTrace,
  type Faq,
  type FaqId,
  type Locale,
  languageOf,
  replyOfFaq,
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

/** From which confidence (0–1) on a question is answered, or clarified; below both it is handed over. */
export const defaultThresholds = { answer: 0.35, clarify: 0.22 } as const;

const MOST_CHOICES = 3;
const TRACED_CANDIDATES = 5;
/** A choice this much less likely than the first is no choice. */
const AFTERTHOUGHT = 1 / 12;

/**
 * Answers a question from a tenant's FAQs: with the approved answer, word for word and in the question's language where
 * it is written, when the match is sure; else with two or three questions to choose from; else by handing over, as also
 * when the likeliest FAQ is of a category that is always a person's. Never throws, whatever the text.
 */
export function answerQuestion(model: AnswerModel, question: Question): Answer {
  const faqOfId = new Map(model.faqs.map((faq) => [faq.id, faq]));
  const language = detectLanguage(question.text, {
    ...(question.locale !== undefined && { locale: question.locale }),
    candidates: [...new Set(model.faqs.flatMap(localesOf))],
  });
  const found = match(model, question, language);
  const trace: AnswerTrace = {
    faqsVersion: model.version,
    language,
    candidates: found.candidates.slice(0, TRACED_CANDIDATES),
    thresholds: defaultThresholds,
  };
  const common = { confidence: found.confidence, language, trace };
  const best = found.candidates[0] && faqOfId.get(found.candidates[0].faqId);
  const isForPerson = best?.category !== undefined && question.personOnlyCategories?.includes(best.category);
  if (best && isForPerson && found.confidence >= defaultThresholds.clarify) {
    return { ...common, outcome: 'handover', reason: 'rule', faqId: best.id };
  }
  if (best && !found.isTied && found.confidence >= defaultThresholds.answer) {
    const { text, choices } = replyOfFaq(best, language);
    return { ...common, outcome: 'answered', faqId: best.id, text, ...(choices && { choices }) };
  }
  const choices = found.confidence >= defaultThresholds.clarify ? choicesOf(found, faqOfId) : [];
  if (choices.length >= 2) return { ...common, outcome: 'clarify', choices };
  return { ...common, outcome: 'handover', reason: 'no-answer' };
}

/** The likeliest two or three, none a mere afterthought, all in the first one's language. */
function choicesOf({ candidates }: Match, faqOfId: ReadonlyMap<FaqId, Faq>): { faqId: FaqId; question: string }[] {
  const first = candidates[0] && faqOfId.get(candidates[0].faqId);
  const least = (candidates[0]?.probability ?? 0) * AFTERTHOUGHT;
  const offered = new Set<string>();
  return candidates
    .filter(({ faqId, question, probability }) => {
      const locale = faqOfId.get(faqId)?.locale;
      const isOtherLanguage = locale && first?.locale && languageOf(locale) !== languageOf(first.locale);
      const essence = essenceOf(question);
      if (probability < least || isOtherLanguage || offered.has(essence)) return false;
      offered.add(essence);
      return true;
    })
    .slice(0, MOST_CHOICES)
    .map(({ faqId, question }) => ({ faqId, question }));
}
