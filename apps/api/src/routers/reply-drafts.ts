import { conversationIdSchema, DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import { query, router, unauditedMutation } from '../trpc.ts';

/** As long as what may be sent. */
const LONGEST = 4_000;

/** What one has begun to write and not sent: one's own, on all devices. */
export const replyDraftsRouter = router({
  /** Newest first. */
  list: query('conversation.write').query(({ ctx: { deps, tenantId, actor } }) =>
    deps.replyDrafts.list(tenantId, actor.userId),
  ),

  /** Null where nothing was begun. */
  get: query('conversation.write')
    .input(z.object({ conversationId: conversationIdSchema }))
    .query(
      async ({ ctx: { deps, tenantId, actor }, input: { conversationId } }) =>
        (await deps.replyDrafts.find(tenantId, actor.userId, conversationId)) ?? null,
    ),

  /** The last one who saves is right; an empty text takes the draft away. */
  save: unauditedMutation('conversation.write')
    .input(
      z.object({
        conversationId: conversationIdSchema,
        text: z.string().max(LONGEST),
        isNote: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor }, input }) => {
      const updatedAt = deps.now();
      if (input.text.trim() === '') {
        await deps.replyDrafts.remove(tenantId, actor.userId, input.conversationId);
        return { updatedAt };
      }
      if (!(await deps.conversations.find(tenantId, input.conversationId))) {
        throw new DomainError('not-found', 'There is no such conversation.');
      }
      await deps.replyDrafts.save(tenantId, actor.userId, { ...input, updatedAt });
      return { updatedAt };
    }),
});
