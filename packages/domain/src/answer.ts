import type { FaqId } from './ids.ts';
import type { Locale } from './locale.ts';

export type AnswerOutcome = 'answered' | 'clarify' | 'handover';

/** `rule`: the tenant wants a person for this, however sure the bot is. */
export type HandoverReason = 'asked-for-person' | 'unsure-twice' | 'no-answer' | 'staff-took-over' | 'rule';

/** One FAQ that came into question, with its calibrated probability (0–1) of being the right one. */
export interface Candidate {
  readonly faqId: FaqId;
  readonly question: string;
  readonly probability: number;
}

/** Why an answer is what it is: enough to explain it a year later without the model that gave it. */
export interface AnswerTrace {
  readonly faqsVersion: number;
  readonly language: Locale;
  readonly candidates: readonly Candidate[];
  readonly thresholds: { readonly answer: number; readonly clarify: number };
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
      readonly choices?: readonly { readonly id: string; readonly label: string }[];
    }
  | { readonly outcome: 'clarify'; readonly choices: readonly { readonly faqId: FaqId; readonly question: string }[] }
  | { readonly outcome: 'handover'; readonly reason: HandoverReason; readonly faqId?: FaqId }
);
