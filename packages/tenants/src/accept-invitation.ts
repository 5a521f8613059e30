import { DomainError, type Invitation, type InvitationId, mayAppoint, type TenantId } from '@answerdesk/domain';
import type { InvitationStore, MemberStore, PeopleStore, Person, SessionStore, TenantStore } from './ports.ts';
import { switchTenant } from './switch-tenant.ts';

export interface AcceptDeps {
  readonly invitations: InvitationStore;
  readonly members: MemberStore;
  readonly tenants: TenantStore;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
}

/**
 * Takes an invitation: the person becomes a member and the session moves to the tenant. Taken once by one person; asked
 * again after it died half-way, it goes on. Throws DomainError `not-found` when it is unknown, over, taken, for another
 * address, or from somebody who may not appoint to that role (any more): whoever guesses learns nothing.
 */
export async function acceptInvitation(
  deps: AcceptDeps,
  person: Pick<Person, 'id' | 'email'>,
  sessionId: string,
  id: InvitationId,
): Promise<TenantId> {
  const invitation = await deps.invitations.find(id);
  const isTheirs = invitation?.email === person.email && (await isStillMeant(deps, invitation));
  if (!isTheirs || !(await deps.invitations.claim(id, person.id))) {
    throw new DomainError('not-found', 'This invitation is not valid (any more), or it is for another address.');
  }
  const { tenantId, role } = invitation;
  await deps.members.add(tenantId, person.id, role);
  if (role === 'owner') {
    // Somebody who became a member meanwhile keeps their role when they are added again.
    await deps.members.setRole(tenantId, person.id, role);
    await deps.tenants.addOwner(tenantId, person.id);
  }
  await deps.invitations.end(id);
  await switchTenant(deps, { id: sessionId, userId: person.id }, tenantId);
  return tenantId;
}

async function isStillMeant(deps: AcceptDeps, { tenantId, inviterId, role }: Invitation): Promise<boolean> {
  const inviter = await deps.members.find(tenantId, inviterId);
  return inviter !== undefined && mayAppoint(inviter.role, role);
}
