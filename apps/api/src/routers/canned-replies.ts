import { saveCannedReply } from '@answerdesk/conversations';
import { cannedReplySchema, DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const { id, shortcut, text } = cannedReplySchema.shape;

/** Replies kept for use again, the same for everybody of the tenant. */
export const cannedRepliesRouter = router({
  /** By shortcut. */
  list: query('conversation.read').query(async ({ ctx: { deps, tenantId } }) =>
    (await deps.cannedReplies.list(tenantId)).map(({ tenantId: _tenant, ...reply }) => reply),
  ),

  /** Without an id, a new one. */
  save: mutation('canned-reply.write', 'inbox.save-canned-reply')
    .input(z.object({ id: id.optional(), shortcut, text }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('canned-reply', input.shortcut);
      const { tenantId: _tenant, ...reply } = await saveCannedReply(deps, tenantId, actor.userId, input);
      return reply;
    }),

  remove: mutation('canned-reply.write', 'inbox.remove-canned-reply')
    .input(z.object({ id }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('canned-reply', input.id);
      if (!(await deps.cannedReplies.remove(tenantId, input.id))) {
        throw new DomainError('not-found', 'There is no such reply.');
      }
    }),
});
