import { DomainError, mayAppoint, type Role, type TenantId, type UserId } from '@answerdesk/domain';
import type { MemberStore, TenantStore } from './ports.ts';

export interface TeamDeps {
  readonly members: MemberStore;
  readonly tenants: TenantStore;
}

/**
 * Makes a member an owner, an admin or an agent. The tenant's own document names its owners, and the last of them cannot
 * be struck from it; the membership follows. Throws DomainError `not-found` (no such member), `forbidden` (only an owner
 * makes or unmakes owners), `conflict` (the last owner).
 */
export async function changeRole(
  deps: TeamDeps,
  tenantId: TenantId,
  actor: { readonly role: Role },
  change: { readonly userId: UserId; readonly role: Role },
): Promise<void> {
  const { userId, role } = change;
  const member = await deps.members.find(tenantId, userId);
  if (!member) throw new DomainError('not-found', 'There is no such member.');
  if (!mayAppoint(actor.role, member.role) || !mayAppoint(actor.role, role)) {
    throw new DomainError('forbidden', 'Only an owner can do that.');
  }
  if (role !== 'owner') await strikeOwner(deps, tenantId, userId);
  const isThere = await deps.members.setRole(tenantId, userId, role);
  if (role === 'owner' && isThere) await nameOwner(deps, tenantId, userId);
}

/** Takes a person from the tenant's owners, if they are one. Throws DomainError `conflict` when they are the last. */
export async function strikeOwner(deps: TeamDeps, tenantId: TenantId, userId: UserId): Promise<void> {
  const isStruck = await deps.tenants.removeOwner(tenantId, userId);
  if (!isStruck) throw new DomainError('conflict', 'A tenant needs an owner: make somebody else one first.');
}

/** Somebody who is removed at this very moment must not be left among the owners. */
async function nameOwner(deps: TeamDeps, tenantId: TenantId, userId: UserId): Promise<void> {
  await deps.tenants.addOwner(tenantId, userId);
  if (!(await deps.members.find(tenantId, userId))) await deps.tenants.removeOwner(tenantId, userId);
}
