import { DomainError, mayAppoint, type Role, type TenantId, type UserId } from '@answerdesk/domain';
import { strikeOwner, type TeamDeps } from './change-role.ts';
import type { LeaverDesk } from './ports.ts';

/**
 * Ends a membership, somebody's own (leaving) or another's; sessions of theirs leave the tenant at once, and what they had
 * at work goes back to the others. Repeating it finishes what a process that died left of that. Throws DomainError
 * `not-found` (no such member), `forbidden` (only an owner removes owners), `conflict` (the last owner).
 */
export async function removeMember(
  deps: TeamDeps & { readonly leavers: LeaverDesk },
  tenantId: TenantId,
  actor: { readonly userId: UserId; readonly role: Role },
  userId: UserId,
): Promise<void> {
  const member = await deps.members.find(tenantId, userId);
  if (!member) {
    await deps.leavers.release(tenantId, userId);
    throw new DomainError('not-found', 'There is no such member.');
  }
  if (userId !== actor.userId && !mayAppoint(actor.role, member.role)) {
    throw new DomainError('forbidden', 'Only an owner can do that.');
  }
  await strikeOwner(deps, tenantId, userId);
  await deps.leavers.announce(tenantId, userId);
  await deps.members.remove(tenantId, userId);
  await deps.leavers.release(tenantId, userId);
}
