import { conversationIdSchema, PRESENT_FOR_MS } from '@answerdesk/domain';
import { z } from 'zod';
import { query, router, unauditedMutation } from '../trpc.ts';

const tabId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Who of the staff is there, and where. */
export const presenceRouter = router({
  /**
   * A sign of life of one tab, every 30 seconds and whenever something of it changes; `isIdle` when nobody sits at it, who then
   * counts as not there; `isLeaving` when the tab goes. Colleagues hear of what changes, not of every sign.
   */
  beat: unauditedMutation('conversation.read')
    .input(
      z.object({
        tabId,
        viewing: conversationIdSchema.optional(),
        isTyping: z.boolean().default(false),
        isIdle: z.boolean().default(false),
        isLeaving: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor }, input }) => {
      const { viewing, isTyping, isIdle, isLeaving } = input;
      const tab = { id: `${tenantId}/${actor.userId}/${input.tabId}`, userId: actor.userId, seenAt: deps.now() };
      if (isLeaving) await deps.presences.leave(tenantId, tab);
      else await deps.presences.beat(tenantId, { ...tab, isTyping, isIdle, ...(viewing !== undefined && { viewing }) });
    }),

  /** Everybody who is there, one entry for each tab. */
  list: query('conversation.read').query(({ ctx: { deps, tenantId } }) =>
    deps.listPresent(tenantId, new Date(deps.now().getTime() - PRESENT_FOR_MS)),
  ),
});
