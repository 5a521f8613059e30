import { DomainError, type Tenant, type TenantId, type UserId } from '@answerdesk/domain';
import { MOST_TENANTS } from './auth-stores.ts';
import { createTenant } from './create-tenant.ts';
import type { MemberStore, PeopleStore, TenantStore } from './ports.ts';

export interface OwnTenantDeps {
  readonly tenants: TenantStore;
  readonly members: MemberStore;
  readonly people: PeopleStore;
  readonly now: () => Date;
}

/**
 * Makes a tenant that the person owns. Each step can be repeated: asked again with the same `id`, it finishes what was
 * begun. Throws DomainError `invalid` for a bad name or locale, and `conflict` when the person has too many tenants.
 */
export async function createOwnTenant(
  deps: OwnTenantDeps,
  userId: UserId,
  wanted: { readonly name: string; readonly locale?: string; readonly id?: TenantId },
): Promise<Tenant> {
  const mine = await deps.members.listOf(userId);
  if (mine.length >= MOST_TENANTS) throw new DomainError('conflict', `${MOST_TENANTS} tenants are the most.`);
  const begun = wanted.id === undefined ? undefined : await deps.tenants.find(wanted.id);
  const isMine = begun === undefined || mine.some(({ tenantId }) => tenantId === begun.id);
  if (!isMine && (await deps.members.count(begun.id)) > 0) {
    throw new DomainError('already-exists', 'There is such a tenant already, and it is not yours.');
  }
  const tenant = begun ?? (await createTenant(deps, wanted));
  await deps.members.add(tenant.id, userId, 'owner');
  await deps.tenants.addOwner(tenant.id, userId);
  await deps.people.setLastTenant(userId, tenant.id);
  return tenant;
}
