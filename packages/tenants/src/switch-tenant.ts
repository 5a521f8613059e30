import { DomainError, type TenantId, type UserId } from '@answerdesk/domain';
import type { MemberStore, PeopleStore, SessionStore } from './ports.ts';

/** Moves a session to another tenant of the person's. Throws DomainError `not-found` when it is none of theirs. */
export async function switchTenant(
  deps: { readonly members: MemberStore; readonly sessions: SessionStore; readonly people: PeopleStore },
  session: { readonly id: string; readonly userId: UserId },
  tenantId: TenantId,
): Promise<void> {
  if (!(await deps.members.find(tenantId, session.userId)))
    throw new DomainError('not-found', 'There is no such tenant.');
  await deps.sessions.setTenant(session.id, tenantId);
  await deps.people.setLastTenant(session.userId, tenantId);
}
