import type { AcceptedLoss } from '@answerdesk/domain';
import type { ForetoldEffect } from './foretell-effect.ts';

/** What somebody accepted; nobody was shown more than was foretold, whatever they say. */
export function withinEffect(
  accepted: AcceptedLoss,
  { loss, lostPinned }: Pick<ForetoldEffect, 'loss' | 'lostPinned'>,
): AcceptedLoss {
  return {
    reason: accepted.reason,
    loss: Math.min(accepted.loss, loss),
    lostPinned: Math.min(accepted.lostPinned, lostPinned),
  };
}

/**
 * Whether what somebody accepted covers what a change costs by now: what they were shown, and as much more as the tenant
 * tolerates. Of pinned examples no more may be lost than were shown.
 */
export function isCovered(
  { loss, lostPinned, tolerance }: Pick<ForetoldEffect, 'loss' | 'lostPinned' | 'tolerance'>,
  accepted: AcceptedLoss | undefined,
): boolean {
  return accepted !== undefined && loss <= accepted.loss + tolerance && lostPinned <= accepted.lostPinned;
}
