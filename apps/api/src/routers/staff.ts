import { listStaff, publicNameOf } from '@answerdesk/conversations';
import { DomainError, defaultStaffProfile, staffProfileSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const { publicName, capacity, languages, categories, notify } = staffProfileSchema.shape;

/** The members of a tenant as those who deal with conversations. */
export const staffRouter = router({
  /** Who there is, who is there, and how much each has to do. */
  list: query('conversation.read').query(({ ctx: { deps, tenantId } }) => listStaff(deps, tenantId)),

  /** What one has said of oneself, or what holds until one does. */
  me: query('conversation.read').query(async ({ ctx: { deps, tenantId, actor } }) => {
    const [members, profile, linked] = await Promise.all([
      deps.members.list(tenantId),
      deps.staff.find(tenantId, actor.userId),
      deps.linkedChats.findOf(tenantId, actor.userId),
    ]);
    const name = members.find(({ userId }) => userId === actor.userId)?.name ?? '';
    const { tenantId: _tenant, ...said } = { ...defaultStaffProfile, ...profile };
    const chat = linked?.chat;
    return {
      ...said,
      userId: actor.userId,
      name,
      /** How customers see the name as things stand. */
      shownName: publicNameOf(name, profile),
      telegram: chat ? { accountId: chat.accountId, linkedAt: chat.linkedAt } : null,
    };
  }),

  /** Says everything anew; what is left out is taken away. */
  saveMe: mutation('conversation.write', 'inbox.save-profile')
    .input(
      z.object({
        publicName: publicName,
        capacity,
        languages,
        categories,
        notify,
        awayUntil: z.coerce.date().optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('person', actor.userId);
      const { publicName: shown, awayUntil, ...wishes } = input;
      if (awayUntil && awayUntil <= deps.now()) throw new DomainError('invalid', 'This time is over.');
      await deps.staff.saveWishes(tenantId, actor.userId, {
        ...wishes,
        ...(shown !== undefined && { publicName: shown }),
        ...(awayUntil && { awayUntil }),
      });
    }),
});
