import { DomainError, pushSubscriptionSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const { endpoint, keys } = pushSubscriptionSchema.shape;

/** Being told in a browser that is not open, each member in their own. */
export const pushRouter = router({
  /** What a browser subscribes with; null where this server tells nobody so. */
  publicKey: query('conversation.write').query(({ ctx: { deps } }) => ({ publicKey: deps.push?.publicKey ?? null })),

  /** The addresses of the member's own browsers, by which one finds out whether it is among them. */
  mine: query('conversation.write').query(async ({ ctx: { deps, tenantId, actor } }) => {
    const browsers = await deps.pushSubscriptions.list(tenantId, actor.userId);
    return { endpoints: browsers.map(({ endpoint: address }) => address) };
  }),

  subscribe: mutation('conversation.write', 'inbox.subscribe-push')
    .input(z.object({ endpoint, keys }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      const { userId } = actor;
      audit.target('person', userId);
      if (!deps.push?.isAllowed(input.endpoint))
        throw new DomainError('invalid', 'This is no address of a push service.');
      await deps.pushSubscriptions.save(tenantId, { ...input, tenantId, userId, createdAt: deps.now() });
    }),

  unsubscribe: mutation('conversation.write', 'inbox.unsubscribe-push')
    .input(z.object({ endpoint }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      const { userId } = actor;
      audit.target('person', userId);
      await deps.pushSubscriptions.removeOwn(tenantId, { userId, endpoint: input.endpoint });
    }),
});
