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
 * FAQs have exactly this text), `between` the thresholds, or `one-choice` (between them, with one question to ask for, as no
 * other is nearly as likely; traces of engines before 4 were handed over by this rule). Handed over: `too-unsure`,
 * `nothing-like-it` (no FAQ that is valid now has anything of it), or `for-person` (its category is always a person's).
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

/**
 * One call of a tenant's language model on behalf of a reply. `used`: what it said went out; `refused`: it was not supported
 * by what it had to stand on, `why` says which check; `failed`: no reply that can be read, or a model that declined. Tokens
 * are whole numbers, `costMicros` is in millionths of a US dollar by the assumed price. Holds no text of anybody's.
 */
export interface ModelCall {
  readonly purpose: 'ground' | 'translate';
  readonly model: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly costMicros: number;
  readonly durationMs: number;
  readonly outcome: 'used' | 'refused' | 'timed-out' | 'failed' | 'no-budget' | 'resting';
  readonly why?: string;
}

/** What models had to do with a reply: the calls, the FAQs that a phrased answer stands on, and how its check ended. */
export interface ModelTrace {
  readonly calls: readonly ModelCall[];
  readonly faqIds?: readonly FaqId[];
  readonly check?: string;
}

/** Why an answer is what it is: enough to explain it a year later without the model that gave it. */
export interface AnswerTrace {
  readonly faqsVersion: number;
  readonly language: Locale;
  readonly candidates: readonly Candidate[];
  readonly thresholds: Thresholds;
  readonly rule: AnswerRule;
  /** The question before, with which this one was understood: it went on with it. */
  readonly resolvedWith?: string;
  /** The engine that judged; traces older than its name have none. */
  readonly engine?: string;
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
      /** The language that the text is written in, as far as the FAQ says. */
      readonly writtenIn?: Locale;
      readonly imageUrl?: string;
      readonly choices?: readonly { readonly id: string; readonly label: string }[];
    }
  /** One to three choices, the likeliest first. */
  | { readonly outcome: 'clarify'; readonly choices: readonly { readonly faqId: FaqId; readonly question: string }[] }
  | { readonly outcome: 'handover'; readonly reason: HandoverReason; readonly faqId?: FaqId }
);
