import { tracked } from '@trpc/server';
import { z } from 'zod';
import { query, router } from '../trpc.ts';

/** How long somebody who is no member any more may still hear that something changed. */
const ASK_AGAIN_MS = 15_000;

/** What screens hear of while they are open. */
export const liveRouter = router({
  /**
   * Which things of the tenant were made or changed, by kind and id; never what they hold, which is asked for as ever. The
   * first event is `all`: what was read before it may be old. A client that comes back goes on from `lastEventId`.
   */
  changes: query('conversation.read')
    .input(z.object({ lastEventId: z.string().max(100).optional() }).optional())
    .subscription(async function* ({ ctx: { deps, tenantId, readStanding }, input, signal }) {
      const left = new AbortController();
      const again = setInterval(async () => {
        const { membership } = await readStanding().catch(() => ({ membership: undefined }));
        if (membership?.tenantId !== tenantId) left.abort();
      }, ASK_AGAIN_MS);
      const ended = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
      try {
        for await (const { id, change } of deps.live.changes(tenantId, ended, input?.lastEventId)) {
          yield tracked(id, change);
        }
      } finally {
        clearInterval(again);
      }
    }),
});
