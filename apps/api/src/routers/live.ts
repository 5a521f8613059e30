import { tracked } from '@trpc/server';
import { z } from 'zod';
import { whileMember } from '../live/while-member.ts';
import { query, router } from '../trpc.ts';

/** What screens hear of while they are open. */
export const liveRouter = router({
  /**
   * Which things of the tenant were made or changed, by kind and id; never what they hold, which is asked for as ever. The
   * first event is `all`: what was read before it may be old. A client that comes back goes on from `lastEventId`.
   */
  changes: query('conversation.read')
    .input(z.object({ lastEventId: z.string().max(100).optional() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const { deps, tenantId } = ctx;
      for await (const { id, change } of whileMember(ctx, signal, (ended) =>
        deps.live.changes(tenantId, ended, input?.lastEventId),
      )) {
        yield tracked(id, change);
      }
    }),
});
