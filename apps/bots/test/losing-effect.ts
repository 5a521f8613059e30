import type { ForetoldEffect } from '@answerdesk/answers';

/** An effect of which `loss` of 100 questions lose their answers, where one is tolerated. */
export function losingEffect(loss = 3, lostPinned = 0): ForetoldEffect {
  return {
    ...{ kind: 'foretold', faqsVersion: 0, isTooFew: false, loss, lost: loss, gained: 0, lostPinned, tolerance: 1 },
    needsReason: loss > 1 || lostPinned > 0,
    cases: { wording: 100, confirmed: 0, pinned: 0 },
    before: { right: 100, wrong: 0, open: 0, kept: 0 },
    after: { right: 100 - loss, wrong: loss, open: 0, kept: 0 },
    own: { cases: 0, lost: 0, gained: 0 },
    accuracy: { before: 1, after: 1 - loss / 100, low: -0.1, high: 0 },
    coverage: { before: 1, after: 1, low: 0, high: 0 },
    ...{ changes: [], changed: 0, takenBy: [] },
  };
}
