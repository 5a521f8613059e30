import { DomainError, type TenantId, type Thresholds } from '@answerdesk/domain';
import type { TenantStore } from './ports.ts';

/**
 * Sets how sure the bot must be, or nothing of the tenant's own, and returns what was set before. Throws DomainError
 * `not-found`.
 */
export async function setDial(
  deps: { readonly tenants: Pick<TenantStore, 'find' | 'setThresholds'> },
  tenantId: TenantId,
  thresholds: Thresholds | undefined,
): Promise<Thresholds | undefined> {
  const tenant = await deps.tenants.find(tenantId);
  if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
  await deps.tenants.setThresholds(tenantId, thresholds);
  return tenant.thresholds;
}
