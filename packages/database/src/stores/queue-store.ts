import type { QueueList, QueueOf, QueuePlace } from '@answerdesk/conversations';
import { type Conversation, type ConversationId, priorities, type TenantId, type UserId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { queueIndexes } from '../queue-indexes.ts';
import type { ConversationDoc } from '../schema.ts';
import { plain } from './conversation-store.ts';

const withoutLease = { nameWords: 0, lastHandledId: 0, leaseOwner: 0, leaseUntil: 0 } as const;
/** More than anybody can deal with. */
const MOST_LOAD = 1_000;

const NORMAL = 3;

type Find = Readonly<Record<string, unknown>>;
type Sort = Readonly<Record<string, 1 | -1>>;

/** One walk along one index. */
interface Walk {
  readonly filter: Find;
  readonly sort: Sort;
  readonly hint: Sort;
}

/** Reads the queues by their own indexes. */
export function createQueueStore({ conversations }: Pick<Models, 'conversations'>): QueueList {
  return {
    async *walk(tenantId, of, { from, batch }) {
      for (const { filter, sort, hint } of walksOf(of, from)) {
        const query = conversations
          .find({ tenantId, ...filter }, withoutLease)
          .sort(sort)
          .batchSize(batch)
          .hint(hint)
          .lean<ConversationDoc>();
        for await (const doc of query) yield plain(doc);
      }
    },
    async count(tenantId, of, most) {
      let counted = 0;
      for (const { filter, hint } of walksOf(of)) {
        if (counted >= most) break;
        counted += await conversations
          .countDocuments({ tenantId, ...filter })
          .limit(most - counted)
          .hint(hint);
      }
      return counted;
    },
    async findMany(tenantId: TenantId, conversationIds: readonly ConversationId[]): Promise<Conversation[]> {
      const docs = await conversations
        .find({ tenantId, _id: { $in: conversationIds }, isStaff: { $ne: true } }, withoutLease)
        .lean();
      return docs.map(plain);
    },
    async countAssigned(tenantId, userIds) {
      const counts = await Promise.all(
        userIds.map(async (userId): Promise<[UserId, number]> => {
          const counting = conversations
            .countDocuments({ tenantId, assigneeId: userId, status: { $in: ['waiting', 'human'] } })
            .limit(MOST_LOAD)
            .hint(queueIndexes.mine);
          return [userId, await counting];
        }),
      );
      return new Map(counts);
    },
  };
}

/** The walks that give a queue in its order, from a place on: one for each priority where that comes first. */
function walksOf({ queue, userId, now }: QueueOf, from?: QueuePlace): Walk[] {
  const isThere = { snoozedUntil: { $not: { $gt: now } } };
  switch (queue) {
    case 'mine':
      return [
        {
          filter: {
            assigneeId: userId,
            status: { $in: ['waiting', 'human'] },
            ...isThere,
            ...(from && { lastMessageAt: { $lte: from.at } }),
          },
          sort: { lastMessageAt: -1, _id: -1 },
          hint: queueIndexes.mine,
        },
      ];
    case 'waiting':
    case 'unassigned':
      return priorities
        .filter((priority) => priority >= (from?.priority ?? 0))
        .map((priority) => ({
          filter: {
            ...(queue === 'unassigned' && { assigneeId: null }),
            // Without one are those that wait since before there were priorities.
            'waiting.priority': priority === NORMAL ? { $in: [NORMAL, null] } : priority,
            'waiting.since': from?.priority === priority ? { $gte: from.at } : { $exists: true },
            ...isThere,
          },
          sort: { 'waiting.since': 1, _id: 1 },
          hint: queueIndexes[queue],
        }));
    case 'snoozed':
      return [
        {
          filter: { snoozedUntil: from && from.at > now ? { $gte: from.at } : { $gt: now } },
          sort: { snoozedUntil: 1, _id: 1 },
          hint: queueIndexes.snoozed,
        },
      ];
    case 'closed':
      return [
        {
          filter: { closedAt: from ? { $lte: from.at } : { $exists: true }, status: 'closed' },
          sort: { closedAt: -1, _id: -1 },
          hint: queueIndexes.closed,
        },
      ];
    case 'all':
      return [
        {
          filter: { isStaff: { $ne: true }, ...(from && { lastMessageAt: { $lte: from.at } }) },
          sort: { lastMessageAt: -1, _id: -1 },
          hint: { tenantId: 1, lastMessageAt: -1, _id: -1 },
        },
      ];
  }
}
