import type { Thresholds } from '@answerdesk/domain';
import type { AnswerModel } from './learn.ts';

/** What to expect at a threshold, as shares (0–1): of all questions those answered, and of those answered the right ones. */
export interface DialPoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly accuracy: number;
}

/** `basis` says what was measured: texts the model had not seen, or nothing, because there are too few to hold any out. */
export type DialCurve =
  | { readonly basis: 'held-out'; readonly texts: number; readonly points: readonly DialPoint[] }
  | { readonly basis: 'too-little' };

const STEPS = 100;
/** Fewer of the tenant's own wordings foretell nothing. */
const FEWEST_TEXTS = 15;

/**
 * The trade between answering more and answering rightly, at thresholds from 0 to 1 in steps of 0.01, measured on the
 * tenant's own wordings, each asked of a model that had never seen it.
 */
export function dialCurve({ knowledge: { judged } }: AnswerModel): DialCurve {
  const texts = ownTextsOf(judged);
  if (texts < FEWEST_TEXTS) return { basis: 'too-little' };
  const points = Array.from({ length: STEPS + 1 }, (_, step) => pointAt(judged, step / STEPS));
  return { basis: 'held-out', texts, points };
}

/** What to expect at one threshold; undefined where nothing could be measured. */
export function dialPoint({ knowledge: { judged } }: AnswerModel, { answer }: Thresholds): DialPoint | undefined {
  return ownTextsOf(judged) < FEWEST_TEXTS ? undefined : pointAt(judged, answer);
}

/** Strangers weigh less, and are nobody's wordings. */
function ownTextsOf({ weight }: AnswerModel['knowledge']['judged']): number {
  return weight.reduce((count, each) => count + (each === 1 ? 1 : 0), 0);
}

function pointAt({ confidence, isRight, weight }: AnswerModel['knowledge']['judged'], threshold: number): DialPoint {
  let all = 0;
  let answered = 0;
  let right = 0;
  for (let text = 0; text < confidence.length; text += 1) {
    const share = weight[text] ?? 0;
    all += share;
    if ((confidence[text] ?? 0) < threshold) continue;
    answered += share;
    if (isRight[text]) right += share;
  }
  return { threshold, coverage: all > 0 ? answered / all : 0, accuracy: answered > 0 ? right / answered : 1 };
}
