import { essenceOf } from '@answerdesk/answers';
import { type FaqId, markOfAnswer } from '@answerdesk/domain';
import type { HeldOutText, Suggestion, SuggestionPair } from './ports.ts';

/** What speaks for a suggestion and against it. */
export interface SuggestionWeight {
  /** Conversations in which it came up. */
  readonly conversations: number;
  readonly thanked: number;
  readonly rejected: number;
  readonly ratings: number;
  /** The mean of the ratings (1–5), where there are any. */
  readonly score?: number;
  /** What suggestions are put in order by. */
  readonly rank: number;
}

const MIDDLE_SCORE = 3;

/** Sums up the evidence: a conversation counts one, thanks one more, a rejection takes two, a rating gives or takes one at most. */
export function weighSuggestion({ pairs }: Pick<Suggestion, 'pairs'>): SuggestionWeight {
  const conversations = new Set(pairs.map(({ conversationId }) => conversationId)).size;
  const thanked = pairs.filter(({ isThanked }) => isThanked).length;
  const rejected = pairs.filter(({ isRejected }) => isRejected).length;
  const scores = pairs.flatMap(({ score }) => score ?? []);
  const total = scores.reduce((sum, score) => sum + score, 0);
  return {
    conversations,
    thanked,
    rejected,
    ratings: scores.length,
    ...(scores.length > 0 && { score: total / scores.length }),
    rank: conversations + thanked - 2 * rejected + (total - MIDDLE_SCORE * scores.length) / 2,
  };
}

/** The pair that speaks best for a suggestion: with the best evidence, without holes, the newest. */
export function bestPair({ pairs }: Pick<Suggestion, 'pairs'>): SuggestionPair | undefined {
  return pairs.toSorted((a, b) => worthOf(b) - worthOf(a) || b.at.getTime() - a.at.getTime())[0];
}

/** The different questions of a suggestion, the best pair's first. */
export function questionsOf(suggestion: Pick<Suggestion, 'pairs'>): string[] {
  const best = bestPair(suggestion);
  const all = [...(best ? [best.question] : []), ...suggestion.pairs.map(({ question }) => question)];
  return [...new Map(all.toReversed().map((question) => [essenceOf(question), question])).values()].reverse();
}

/** Tells the questions that are kept for measuring from others. */
export interface HeldOutTexts {
  /** Whether it is one by what it asks, or by the conversation in which it was confirmed to be the FAQ's. */
  has(pair: Pick<SuggestionPair, 'conversationId' | 'question'>, faqId: FaqId | undefined): boolean;
}

export function heldOutTexts(heldOut: readonly HeldOutText[]): HeldOutTexts {
  const essences = new Set(heldOut.map(({ text }) => essenceOf(text)));
  const confirmed = new Set(heldOut.map(({ conversationId, faqId }) => `${conversationId} ${faqId}`));
  return {
    has: ({ conversationId, question }, faqId) =>
      essences.has(essenceOf(question)) || confirmed.has(`${conversationId} ${faqId}`),
  };
}

/**
 * The different questions that a suggestion offers an FAQ to learn: none that is kept for measuring, but the one that a new FAQ
 * has to have. Empty where a wording has nothing left to offer.
 */
export function offeredQuestions(
  { kind, faqId, pairs }: Pick<Suggestion, 'kind' | 'faqId' | 'pairs'>,
  heldOut: HeldOutTexts,
): string[] {
  const offered = questionsOf({ pairs: pairs.filter((pair) => !heldOut.has(pair, faqId)) });
  if (kind === 'wording') return offered;
  const [question = ''] = questionsOf({ pairs });
  return [question, ...offered.filter((text) => essenceOf(text) !== essenceOf(question))];
}

/** Whether something was left out of a text that a person has to put right. */
export function hasHole(text: string): boolean {
  return text.includes('…');
}

/** Tells a question with its answer from others, without saying what they are. */
export function markOf({ question, answer }: Pick<SuggestionPair, 'question' | 'answer'>): string {
  return markOfAnswer(`${essenceOf(question)}\n${essenceOf(answer)}`);
}

function worthOf({ isThanked, isRejected, score, question, answer }: SuggestionPair): number {
  const holes = (hasHole(question) ? 0.5 : 0) + (hasHole(answer) ? 0.5 : 0);
  return (isThanked ? 1 : 0) - (isRejected ? 2 : 0) + (score === undefined ? 0 : (score - MIDDLE_SCORE) / 2) - holes;
}
