import type { Schema } from 'mongoose';

/**
 * The queues' indexes. All are partial: a turn of a conversation that waits for nobody and is nobody's touches none of them.
 */
export const queueIndexes = {
  mine: { tenantId: 1, assigneeId: 1, status: 1, lastMessageAt: -1, _id: -1 },
  waiting: { tenantId: 1, 'waiting.priority': 1, 'waiting.since': 1, _id: 1 },
  unassigned: { tenantId: 1, assigneeId: 1, 'waiting.priority': 1, 'waiting.since': 1, _id: 1 },
  snoozed: { tenantId: 1, snoozedUntil: 1, _id: 1 },
  closed: { tenantId: 1, closedAt: -1, _id: -1 },
} as const;

const holds = {
  mine: { assigneeId: { $exists: true } },
  waiting: { 'waiting.since': { $exists: true } },
  unassigned: { 'waiting.since': { $exists: true } },
  snoozed: { snoozedUntil: { $exists: true } },
  closed: { closedAt: { $exists: true } },
} as const;

/** Gives the conversations' schema what the queues are read by. */
export function indexQueues(conversations: Pick<Schema, 'index'>): void {
  for (const queue of ['mine', 'waiting', 'unassigned', 'snoozed', 'closed'] as const) {
    conversations.index(queueIndexes[queue], { partialFilterExpression: holds[queue] });
  }
}
