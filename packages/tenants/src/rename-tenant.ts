import { DomainError, type TenantId, tenantSchema } from '@answerdesk/domain';
import type { TenantStore } from './ports.ts';

/** Gives a tenant another name. Throws DomainError `invalid` for a name that is empty or too long. */
export async function renameTenant(
  deps: { readonly tenants: Pick<TenantStore, 'rename'> },
  tenantId: TenantId,
  name: string,
): Promise<void> {
  const parsed = tenantSchema.shape.name.safeParse(name);
  if (!parsed.success) throw new DomainError('invalid', "The tenant's name must have 1 to 120 characters.");
  await deps.tenants.rename(tenantId, parsed.data);
}
