import { type NeedsReason, type PassedGate, withinEffect } from '@answerdesk/answers';
import type { AcceptedLoss } from '@answerdesk/domain';
import { z } from 'zod';
import type { AuditNote } from './trpc.ts';

type Through = ({ readonly outcome: Exclude<string, 'needs-reason'> } & PassedGate) | NeedsReason;

/** More pinned examples than anybody has. */
const MOST_PINNED = 1_000_000;

/** What somebody was shown that a change costs, and why it is made all the same. */
export const acceptedSchema: z.ZodType<AcceptedLoss, AcceptedLoss> = z.object({
  reason: z.string().trim().min(3).max(500),
  loss: z.number().min(0).max(100),
  lostPinned: z.int().nonnegative().max(MOST_PINNED),
});

/**
 * Notes what the gate made of a change: that it asked why, why the change was made and at what cost, or that nobody knew what
 * it does.
 */
export function noteGate(audit: AuditNote, through: Through, accepted: AcceptedLoss | undefined): void {
  if ('effect' in through) {
    audit.failed(through.outcome);
    return;
  }
  if (through.isUnforetold) audit.unforetold();
  if (!accepted) return;
  audit.note(accepted.reason);
  if (through.cost) audit.costs(withinEffect(accepted, through.cost));
}
