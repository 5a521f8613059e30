import { DomainError, type Invitation, type InvitationId } from '@answerdesk/domain';
import type { InvitationStore, PeopleStore, TenantStore } from './ports.ts';

/** What the holder of an invitation's link may see of it. Throws DomainError `not-found` when it is unknown or over. */
export async function findInvitation(
  deps: {
    readonly invitations: Pick<InvitationStore, 'find'>;
    readonly tenants: Pick<TenantStore, 'find'>;
    readonly people: Pick<PeopleStore, 'find'>;
  },
  id: InvitationId,
): Promise<Pick<Invitation, 'email' | 'role' | 'expiresAt'> & { tenantName: string; inviterName: string }> {
  const invitation = await deps.invitations.find(id);
  const tenant = invitation && (await deps.tenants.find(invitation.tenantId));
  if (!invitation || !tenant) throw new DomainError('not-found', 'This invitation is not valid (any more).');
  const inviter = await deps.people.find(invitation.inviterId);
  const { email, role, expiresAt } = invitation;
  return { email, role, expiresAt, tenantName: tenant.name, inviterName: inviter?.name ?? '' };
}
