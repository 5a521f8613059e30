import { type LeavingDeps, releaseMember } from '@answerdesk/conversations';
import type { LeaverDesk } from '@answerdesk/tenants';

/** Longer than a membership takes to end after it was announced. */
const LOOKED_AT_AFTER_MS = 15_000;

/** Fits together what becomes of the work of members who go. */
export function createLeaverDesk(deps: LeavingDeps, reportFailure: (what: string, error: unknown) => void): LeaverDesk {
  return {
    async announce(tenantId, userId) {
      const at = new Date(deps.inbox.now().getTime() + LOOKED_AT_AFTER_MS);
      await deps.leavers.attendTheirs(tenantId, userId, at);
    },
    async release(tenantId, userId) {
      try {
        await releaseMember(deps, tenantId, userId);
      } catch (error) {
        // The membership is over all the same; what is left is found when it is looked at.
        reportFailure('taking over what a member left', error);
      }
    },
  };
}
