import {
  DomainError,
  invitationIdSchema,
  localeSchema,
  mayAppoint,
  roleSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { acceptInvitation, changeRole, findInvitation, inviteMember, removeMember } from '@answerdesk/tenants';
import { z } from 'zod';
import { mutation, personMutation, publicQuery, query, router } from '../trpc.ts';

const invitationId = z.object({ id: invitationIdSchema });

/** The people of a tenant: who they are, what they are, who is asked to come. */
export const teamRouter = router({
  members: query('team.read').query(({ ctx: { deps, tenantId } }) => deps.members.list(tenantId)),

  changeRole: mutation('team.manage', 'team.change-role')
    .input(z.object({ userId: userIdSchema, role: roleSchema }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('person', input.userId);
      await changeRole(deps, tenantId, actor, input);
    }),

  remove: mutation('team.manage', 'team.remove')
    .input(z.object({ userId: userIdSchema }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { userId } }) => {
      audit.target('person', userId);
      await removeMember(deps, tenantId, actor, userId);
    }),

  /** Ends one's own membership: everybody may, but for the last owner. */
  leave: mutation('team.read', 'team.leave').mutation(async ({ ctx: { deps, tenantId, actor, audit } }) => {
    audit.target('person', actor.userId);
    await removeMember(deps, tenantId, actor, actor.userId);
  }),

  /** Those that the person could have sent: whoever reads an invitation's link could take it. */
  invitations: query('team.invite').query(async ({ ctx: { deps, tenantId, actor } }) => {
    const pending = await deps.invitations.list(tenantId);
    const theirs = pending.filter(({ role }) => mayAppoint(actor.role, role));
    return theirs.map((invitation) => ({ ...invitation, link: deps.invitationUrlOf(invitation) }));
  }),

  invite: mutation('team.invite', 'team.invite')
    .input(z.object({ email: z.email().max(254), role: roleSchema, locale: localeSchema.optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      const invitation = await inviteMember(deps, tenantId, actor, input);
      audit.target('invitation', invitation.email);
      return { ...invitation, link: deps.invitationUrlOf(invitation) };
    }),

  revokeInvitation: mutation('team.invite', 'team.revoke-invitation')
    .input(invitationId)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { id } }) => {
      const revoked = await deps.invitations.revoke(tenantId, id);
      if (!revoked) throw new DomainError('not-found', 'There is no such invitation.');
      audit.target('invitation', revoked.email);
    }),

  /** What the holder of a link sees before they sign up or in: its id is the secret. */
  invitation: publicQuery.input(invitationId).query(({ ctx: { deps }, input: { id } }) => findInvitation(deps, id)),

  accept: personMutation('team.accept')
    .input(invitationId)
    .mutation(async ({ ctx: { deps, session, audit }, input: { id } }) => {
      const person = { id: session.userId, email: session.email };
      const tenantId = await acceptInvitation(deps, person, session.sessionId, id);
      audit.target('person', session.userId, tenantId);
      return { tenantId };
    }),
});
