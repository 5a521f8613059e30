import { inboxRowOf, listQueue } from '@answerdesk/conversations';
import { channelNameSchema, queueNames } from '@answerdesk/domain';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { whileMember } from '../live/while-member.ts';
import { query, router } from '../trpc.ts';

/** More than this in a queue is shown as that many. */
const MOST_COUNTED = 1_000;

/** The lists an agent works from, as `isInQueue` and `compareInQueue` of the domain say, and what changes in them. */
export const queuesRouter = router({
  list: query('conversation.read')
    .input(
      z.object({
        queue: z.enum(queueNames),
        search: z.string().trim().max(100).optional(),
        channel: channelNameSchema.optional(),
        cursor: z.string().max(330).optional(),
        limit: z.int().min(1).max(100).default(30),
      }),
    )
    .query(async ({ ctx: { deps, tenantId, actor }, input: { queue, search, channel, cursor, limit } }) => {
      const page = await listQueue(
        deps,
        tenantId,
        { queue, userId: actor.userId, now: deps.now() },
        {
          limit,
          ...(search !== undefined && { search }),
          ...(channel !== undefined && { channel }),
          ...(cursor !== undefined && { cursor }),
        },
      );
      return { ...page, items: page.items.map(inboxRowOf) };
    }),

  /** How many are in each queue, at most 1,000. */
  counts: query('conversation.read').query(({ ctx: { deps, tenantId, actor } }) =>
    deps.queues.count(tenantId, { userId: actor.userId, now: deps.now() }, MOST_COUNTED),
  ),

  /**
   * Rows of conversations that changed, whatever their queue, and what else open inboxes need to hear. The first event is `all`:
   * what was read before it may be old. A client that comes back goes on from `lastEventId`.
   */
  live: query('conversation.read')
    .input(z.object({ lastEventId: z.string().max(100).optional() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const { deps, tenantId } = ctx;
      for await (const { id, news } of whileMember(ctx, signal, (ended) =>
        deps.live.inbox(tenantId, ended, input?.lastEventId),
      )) {
        yield tracked(id, news);
      }
    }),
});
