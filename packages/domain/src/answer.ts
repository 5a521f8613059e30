import type { FaqId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Thresholds } from './thresholds.ts';

export type AnswerOutcome = 'answered' | 'clarify' | 'handover';

/** `rule`: the tenant wants a person for this, however sure the bot is. */
export type HandoverReason =
  | 'asked-for-person'
  | 'unsure-twice'
  | 'no-answer'
  | 'staff-took-over'
  | 'rule'
  | 'emotion'
  | 'channel-limit'
  | 'spend-cap'
  | 'bot-paused'
  | 'bot-in-shadow';

/** One FAQ that came into question, with its calibrated probability (0–1) of being the right one. */
export interface Candidate {
  readonly faqId: FaqId;
  readonly question: string;
  readonly probability: number;
}

/**
 * What settled an outcome. Answered: `word-for-word` (an FAQ has exactly this text) or `sure`. Asked back: `same-words` (two
 * FAQs have exactly this text) or `between` the thresholds. Handed over: `one-choice` (between them, with nothing to
 * choose from), `too-unsure`, `nothing-like-it` (no FAQ that is valid now has anything of it), or `for-person` (its category
 * is always a person's).
 */
export type AnswerRule =
  | 'word-for-word'
  | 'sure'
  | 'same-words'
  | 'between'
  | 'one-choice'
  | 'too-unsure'
  | 'for-person'
  | 'nothing-like-it';

/** Why an answer is what it is: enough to explain it a year later without the model that gave it. */
export interface AnswerTrace {
  readonly faqsVersion: number;
  readonly language: Locale;
  readonly candidates: readonly Candidate[];
  readonly thresholds: Thresholds;
  readonly rule: AnswerRule;
}

/**
 * What the engine says to one question. `confidence` is the calibrated probability (0–1) that the best candidate is
 * right; `language` is the language of the question.
 */
export type Answer = { readonly confidence: number; readonly language: Locale; readonly trace: AnswerTrace } & (
  | {
      readonly outcome: 'answered';
      readonly faqId: FaqId;
      readonly text: string;
      readonly imageUrl?: string;
      readonly choices?: readonly { readonly id: string; readonly label: string }[];
    }
  | { readonly outcome: 'clarify'; readonly choices: readonly { readonly faqId: FaqId; readonly question: string }[] }
  | { readonly outcome: 'handover'; readonly reason: HandoverReason; readonly faqId?: FaqId }
);
