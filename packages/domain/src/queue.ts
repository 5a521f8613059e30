import type { Conversation, ConversationStatus, Handover } from './conversation.ts';
import type { UserId } from './ids.ts';

/**
 * The lists an agent works from. `mine`: given to me or in my hands; `unassigned`: waits and is nobody's yet; `waiting`: waits,
 * whosever it is; `snoozed`: put off, and in none of the three until then; `all`: whatever there is; `closed`: done with.
 */
export const queueNames = ['mine', 'unassigned', 'waiting', 'snoozed', 'all', 'closed'] as const;
export type QueueName = (typeof queueNames)[number];

/** A moment here, or as it arrives at a screen. */
type Moment = Date | string;

/** What of a conversation says in which queues it is, and where. */
export interface Queued {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly assigneeId?: string | undefined;
  readonly waiting?: { readonly since: Moment; readonly priority: Handover['priority'] } | undefined;
  readonly snoozedUntil?: Moment | undefined;
  readonly closedAt?: Moment | undefined;
  readonly lastMessageAt: Moment;
}

/** A conversation as lists and open inboxes show it: without what is the machine's own business. */
export type InboxRow = Omit<
  Conversation,
  'tenantId' | 'chatKey' | 'epoch' | 'unsureTurns' | 'change' | 'offered' | 'offeredTo' | 'askedBack'
>;

/** Whether a conversation is in one of the queues of a member. */
export function isInQueue(row: Queued, queue: QueueName, userId: UserId | string, now: Date): boolean {
  const isPutOff = row.snoozedUntil !== undefined && momentOf(row.snoozedUntil) > now.getTime();
  switch (queue) {
    case 'all':
      return true;
    case 'closed':
      return row.status === 'closed';
    case 'snoozed':
      return isPutOff;
    case 'waiting':
      return row.status === 'waiting' && !isPutOff;
    case 'unassigned':
      return row.status === 'waiting' && row.assigneeId === undefined && !isPutOff;
    case 'mine':
      return row.assigneeId === userId && (row.status === 'waiting' || row.status === 'human') && !isPutOff;
  }
}

/**
 * The order in a queue, as a comparison for sorting: what waits by priority and then longest first, what is put off by when it
 * comes back, what is closed by when it was, everything else with the newest message first.
 */
export function compareInQueue(queue: QueueName, a: Queued, b: Queued): number {
  switch (queue) {
    case 'waiting':
    case 'unassigned':
      return (
        (a.waiting?.priority ?? 3) - (b.waiting?.priority ?? 3) ||
        momentOf(a.waiting?.since) - momentOf(b.waiting?.since) ||
        byId(a, b)
      );
    case 'snoozed':
      return momentOf(a.snoozedUntil) - momentOf(b.snoozedUntil) || byId(a, b);
    case 'closed':
      return momentOf(b.closedAt) - momentOf(a.closedAt) || byId(b, a);
    case 'mine':
    case 'all':
      return momentOf(b.lastMessageAt) - momentOf(a.lastMessageAt) || byId(b, a);
  }
}

function momentOf(moment: Moment | undefined): number {
  return moment === undefined ? 0 : new Date(moment).getTime();
}

function byId(a: Queued, b: Queued): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
