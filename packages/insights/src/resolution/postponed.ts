import { DomainError } from '@answerdesk/domain';
import type { EnquiryKey, Postponed } from './ports.ts';

const FIRST_MS = 5 * 60_000;
const LONGEST_MS = 6 * 60 * 60_000;
/** More conversations than these do not fail by themselves. */
const MOST = 5_000;

/** Conversations that could not be looked at and wait for their next try, each time twice as long, six hours at most. */
export function createPostponed(before: readonly Postponed[] = []) {
  const waiting = new Map(before.map((one) => [nameOf(one), one]));
  return {
    has: (key: EnquiryKey) => waiting.has(nameOf(key)),
    list: (): readonly Postponed[] => [...waiting.values()],
    listDue: (now: Date): readonly Postponed[] => [...waiting.values()].filter(({ dueAt }) => dueAt <= now),
    /** Notes which of those that were looked at failed. Throws DomainError `unavailable` when too many wait. */
    note(looked: readonly EnquiryKey[], failures: readonly { readonly key: EnquiryKey }[], now: Date): void {
      const failed = new Set(failures.map(({ key }) => nameOf(key)));
      for (const { tenantId, conversationId } of looked) {
        const name = nameOf({ tenantId, conversationId });
        const count = (waiting.get(name)?.failures ?? 0) + 1;
        const waitMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (count - 1));
        const dueAt = new Date(now.getTime() + waitMs);
        if (failed.has(name)) waiting.set(name, { tenantId, conversationId, failures: count, dueAt });
        else waiting.delete(name);
      }
      if (waiting.size > MOST) throw new DomainError('unavailable', 'Too many conversations cannot be settled.');
    },
  };
}

export type PostponedEnquiries = ReturnType<typeof createPostponed>;

function nameOf({ tenantId, conversationId }: EnquiryKey): string {
  return `${tenantId}/${conversationId}`;
}
