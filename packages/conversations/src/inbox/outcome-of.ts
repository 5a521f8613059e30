import type { Changed } from './change-status.ts';
import type { InboxOutcome, NotDone } from './ports.ts';

/** What a verb comes to that does no more than change the status. */
export function outcomeOf(changed: Changed<NotDone>): InboxOutcome {
  return changed.kind === 'changed' ? { outcome: 'done', conversation: changed.conversation } : changed.because;
}
