import { DomainError, newId, type TenantId } from '@answerdesk/domain';
import type { CustomerDeps } from './ports.ts';

const LEASE = 'change-plan';
/** Longer than the calls of a change take, with what is repeated of them. */
const LEASE_MS = 3 * 60_000;

/**
 * Has one person at a time change a tenant's plan: of two at once each would find the fee missing, and both would add it.
 * Throws DomainError `conflict` while somebody else is at it, and what `work` does.
 */
export async function holdPlan<T>(
  { leases, now }: Pick<CustomerDeps, 'leases' | 'now'>,
  tenantId: TenantId,
  work: () => Promise<T>,
): Promise<T> {
  const owner = newId();
  const until = new Date(now().getTime() + LEASE_MS);
  if (!(await leases.claim(tenantId, LEASE, { owner, now: now(), until }))) {
    throw new DomainError('conflict', 'Somebody else is changing the plan; please look again in a moment.');
  }
  try {
    return await work();
  } finally {
    await leases.release(tenantId, LEASE, owner);
  }
}
