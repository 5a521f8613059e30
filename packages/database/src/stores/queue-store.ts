import type { QueueList, QueueOf, QueuePlace } from '@answerdesk/conversations';
import {
  type Conversation,
  type ConversationId,
  compareInQueue,
  priorities,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { queueIndexes } from '../queue-indexes.ts';
import type { ConversationDoc } from '../schema.ts';
import { plain } from './conversation-store.ts';

const withoutLease = { nameWords: 0, lastHandledId: 0, leaseOwner: 0, leaseUntil: 0 } as const;
/** More than anybody can deal with. */
const MOST_LOAD = 1_000;

/** More that are put off than anybody puts off; of more than these, those that come back last are not left out of the counts. */
const MOST_PUT_OFF = 5_000;

const NORMAL = 3;
const END_OF_TIME = new Date(8_640_000_000_000_000);

type Find = Readonly<Record<string, unknown>>;
type Sort = Readonly<Record<string, 1 | -1>>;

/** One walk along one index. */
interface Walk {
  readonly filter: Find;
  readonly sort: Sort;
  readonly hint: Sort;
}

/** What gives a queue: groups one after the other, in each several walks side by side, always on with what comes first. */
interface Walks {
  readonly groups: readonly (readonly Walk[])[];
  /** Whether what is put off is left out. */
  readonly isWithoutPutOff?: boolean;
}

/** Reads the queues by their own indexes. */
export function createQueueStore({ conversations }: Pick<Models, 'conversations'>): QueueList {
  return {
    async *walk(tenantId, of, { from, batch }) {
      const { groups, isWithoutPutOff } = walksOf(of, from);
      const isThere = isWithoutPutOff && { snoozedUntil: { $not: { $gt: of.now } } };
      const read = async function* ({ filter, sort, hint }: Walk): AsyncGenerator<Conversation> {
        const query = conversations
          .find({ tenantId, ...filter, ...isThere }, withoutLease)
          .sort(sort)
          .batchSize(batch)
          .hint(hint)
          .lean<ConversationDoc>();
        for await (const doc of query) yield plain(doc);
      };
      for (const walks of groups) yield* inTurn(walks.map(read), (a, b) => compareInQueue(of.queue, a, b));
    },
    async count(tenantId, { userId, now }, most) {
      // Whether something is put off stands in no other queue's index: those that are, few as they are, are read once for all.
      const putOff = await conversations
        .find({ tenantId, snoozedUntil: { $gt: now } }, { status: 1, assigneeId: 1, 'waiting.since': 1 })
        .limit(MOST_PUT_OFF)
        .hint(queueIndexes.snoozed)
        .lean<Pick<ConversationDoc, 'status' | 'assigneeId' | 'waiting'>[]>();
      const count = async (queue: 'mine' | 'unassigned' | 'waiting') => {
        const left = putOff.filter((doc) => isWalked(queue, doc, userId)).length;
        let counted = 0;
        for (const { filter, hint } of walksOf({ queue, userId, now }).groups.flat()) {
          if (counted >= most + left) break;
          counted += await conversations
            .countDocuments({ tenantId, ...filter })
            .limit(most + left - counted)
            .hint(hint);
        }
        return Math.max(0, counted - left);
      };
      const [mine, unassigned, waiting] = await Promise.all([count('mine'), count('unassigned'), count('waiting')]);
      return { mine, unassigned, waiting, snoozed: Math.min(most, putOff.length) };
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
function walksOf({ queue, userId, now }: QueueOf, from?: QueuePlace): Walks {
  switch (queue) {
    case 'mine':
      return {
        groups: [
          (['human', 'waiting'] as const).map((status) => ({
            filter: { assigneeId: userId, status, ...(from && { lastMessageAt: { $lte: from.at } }) },
            sort: { lastMessageAt: -1, _id: -1 },
            hint: queueIndexes.mine,
          })),
        ],
        isWithoutPutOff: true,
      };
    case 'waiting':
    case 'unassigned': {
      const whose = queue === 'unassigned' && { assigneeId: null };
      return {
        groups: priorities
          .filter((priority) => priority >= (from?.priority ?? 0))
          .map((priority) =>
            // Without one are those that wait since before there were priorities.
            (priority === NORMAL ? [priority, null] : [priority]).map((stored) => ({
              filter: {
                ...whose,
                'waiting.priority': stored,
                'waiting.since': { $gte: from?.priority === priority ? from.at : new Date(0) },
              },
              sort: { 'waiting.since': 1, _id: 1 } as const,
              hint: queueIndexes[queue],
            })),
          ),
        isWithoutPutOff: true,
      };
    }
    case 'snoozed':
      return one(
        { snoozedUntil: from && from.at > now ? { $gte: from.at } : { $gt: now } },
        { snoozedUntil: 1, _id: 1 },
        queueIndexes.snoozed,
      );
    case 'closed':
      return one(
        { closedAt: { $lte: from?.at ?? END_OF_TIME }, status: 'closed' },
        { closedAt: -1, _id: -1 },
        queueIndexes.closed,
      );
    case 'all':
      return one(
        { isStaff: { $ne: true }, ...(from && { lastMessageAt: { $lte: from.at } }) },
        { lastMessageAt: -1, _id: -1 },
        { tenantId: 1, lastMessageAt: -1, _id: -1 },
      );
  }
}

/** Whether what is put off would be met by the walks of a queue. */
function isWalked(
  queue: 'mine' | 'unassigned' | 'waiting',
  { status, assigneeId, waiting }: Pick<ConversationDoc, 'status' | 'assigneeId' | 'waiting'>,
  userId: UserId,
): boolean {
  if (queue === 'mine') return assigneeId === userId && (status === 'human' || status === 'waiting');
  return waiting !== undefined && (queue === 'waiting' || assigneeId === undefined);
}

function one(filter: Find, sort: Sort, hint: Sort): Walks {
  return { groups: [[{ filter, sort, hint }]] };
}

/** Several ordered walks as one: always on with what comes first. */
async function* inTurn(
  walks: readonly AsyncGenerator<Conversation>[],
  compare: (a: Conversation, b: Conversation) => number,
): AsyncGenerator<Conversation> {
  const heads = await Promise.all(walks.map(async (walk) => ({ walk, head: await walk.next() })));
  try {
    for (;;) {
      let first: (typeof heads)[number] | undefined;
      for (const each of heads) {
        if (each.head.done) continue;
        if (!first || first.head.done || compare(each.head.value, first.head.value) < 0) first = each;
      }
      if (!first || first.head.done) return;
      yield first.head.value;
      first.head = await first.walk.next();
    }
  } finally {
    await Promise.all(walks.map((walk) => walk.return(undefined)));
  }
}
