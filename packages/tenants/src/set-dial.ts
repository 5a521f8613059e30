import { isDeepStrictEqual } from 'node:util';
import { DomainError, type TenantId, type Thresholds } from '@answerdesk/domain';
import type { TenantStore } from './ports.ts';

/**
 * Sets how sure the bot must be, or nothing of the tenant's own, and returns what was set before. What is set already is no move
 * of the dial. Throws DomainError
 * `not-found`.
 */
export async function setDial(
  deps: { readonly tenants: Pick<TenantStore, 'find' | 'setThresholds'>; readonly now: () => Date },
  tenantId: TenantId,
  thresholds: Thresholds | undefined,
): Promise<Thresholds | undefined> {
  const tenant = await deps.tenants.find(tenantId);
  if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
  const before = tenant.thresholds;
  if (isDeepStrictEqual(before, thresholds)) return before;
  await deps.tenants.setThresholds(tenantId, thresholds, { at: deps.now(), ...(before && { before }) });
  return before;
}
