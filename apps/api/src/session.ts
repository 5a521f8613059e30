import type { Role, TenantId } from '@answerdesk/domain';
import { enterTenant, type OwnTenantDeps, type SessionStore, type SignedIn } from '@answerdesk/tenants';

/** Where somebody stands: signed in or not, and in which tenant as what. */
export interface Standing {
  readonly session?: SignedIn;
  readonly membership?: { readonly tenantId: TenantId; readonly role: Role };
}

export interface SessionDeps extends OwnTenantDeps {
  readonly sessions: Pick<SessionStore, 'setTenant'>;
  readonly readSession: (headers: Headers) => Promise<SignedIn | undefined>;
}

/**
 * Reads the session in a request's cookies and what the person is in its tenant, as it is in the database now. A session
 * whose tenant is gone for them moves to another tenant of theirs, if there is one.
 */
export async function readStanding(deps: SessionDeps, headers: Headers): Promise<Standing> {
  const session = await deps.readSession(headers);
  if (!session) return {};
  const membership = await enterTenant(deps, session.userId, session.tenantId);
  if (!membership) return { session };
  if (membership.tenantId !== session.tenantId) await deps.sessions.setTenant(session.sessionId, membership.tenantId);
  return { session, membership };
}
