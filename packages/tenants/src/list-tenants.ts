import type { Role, Tenant, UserId } from '@answerdesk/domain';
import type { MemberStore, TenantStore } from './ports.ts';

/** The tenants a person belongs to and what they are there, by the time they joined. */
export async function listTenants(
  deps: { readonly members: Pick<MemberStore, 'listOf'>; readonly tenants: Pick<TenantStore, 'find'> },
  userId: UserId,
): Promise<{ tenant: Tenant; role: Role }[]> {
  const memberships = await deps.members.listOf(userId);
  const tenants = await Promise.all(
    memberships.map(async ({ tenantId, role }) => ({ tenant: await deps.tenants.find(tenantId), role })),
  );
  return tenants.flatMap(({ tenant, role }) => (tenant ? [{ tenant, role }] : []));
}
