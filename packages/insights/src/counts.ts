import { type Histogram, stepOf } from './histogram.ts';

/**
 * What is counted. `messages` are the customers'; each is dealt with in one of the ways below it, or waits. `unanswered` are
 * those of `handedOver` that no FAQ had an answer to. Times are from a customer's message to the reply, and from the first
 * message of a question to its answer.
 */
export interface Counts {
  readonly messages: number;
  readonly answered: number;
  readonly clarified: number;
  readonly handedOver: number;
  readonly unanswered: number;
  /** What the bot said nothing to, because its account was not live or a person held the pen. */
  readonly leftToPeople: number;
  /** Greetings, attachments, ratings, buttons that are no longer valid. */
  readonly other: number;
  /** What customers came with, by when it began; each ended in one of the ways below, or is `undecided`. */
  readonly enquiries: number;
  readonly botConfirmed: number;
  readonly botAssumed: number;
  readonly botReopened: number;
  readonly personConfirmed: number;
  readonly personAssumed: number;
  readonly personReopened: number;
  readonly unresolved: number;
  readonly undecided: number;
  readonly botReply: Histogram;
  readonly botResolution: Histogram;
  readonly personReply: Histogram;
  readonly personResolution: Histogram;
}

export const numbers = [
  'messages',
  'answered',
  'clarified',
  'handedOver',
  'unanswered',
  'leftToPeople',
  'other',
  'enquiries',
  'botConfirmed',
  'botAssumed',
  'botReopened',
  'personConfirmed',
  'personAssumed',
  'personReopened',
  'unresolved',
  'undecided',
] as const;
export const times = ['botReply', 'botResolution', 'personReply', 'personResolution'] as const;

export const noCounts: Counts = {
  messages: 0,
  answered: 0,
  clarified: 0,
  handedOver: 0,
  unanswered: 0,
  leftToPeople: 0,
  other: 0,
  enquiries: 0,
  botConfirmed: 0,
  botAssumed: 0,
  botReopened: 0,
  personConfirmed: 0,
  personAssumed: 0,
  personReopened: 0,
  unresolved: 0,
  undecided: 0,
  botReply: {},
  botResolution: {},
  personReply: {},
  personResolution: {},
};

/** Both together; what one of them does not name counts as nothing. */
export function addCounts(one: Counts, other: Partial<Counts>): Counts {
  return sumCounts([one, other]);
}

/** All together; a year of quarters of hours is many, so nothing is copied on the way. */
export function sumCounts(all: readonly Partial<Counts>[]): Counts {
  const sum = { ...noCounts };
  const histograms: Record<(typeof times)[number], Record<string, number>> = {
    botReply: {},
    botResolution: {},
    personReply: {},
    personResolution: {},
  };
  for (const counts of all) {
    for (const name of numbers) sum[name] += counts[name] ?? 0;
    for (const name of times) {
      const given = counts[name];
      if (!given) continue;
      const into = histograms[name];
      for (const step in given) into[step] = (into[step] ?? 0) + (given[step] ?? 0);
    }
  }
  return { ...sum, ...histograms };
}

export function oneTime(ms: number): Histogram {
  return { [stepOf(ms)]: 1 };
}
