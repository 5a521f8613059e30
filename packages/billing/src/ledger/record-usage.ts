import { DomainError, type TenantId, type UsageEvent } from '@answerdesk/domain';
import type { PlanName } from '../plans.ts';
import { hourOf } from './hours.ts';
import type { LedgerStore } from './ports.ts';

export interface RecordDeps {
  readonly ledger: Pick<LedgerStore, 'add'>;
  /** The plan in force. */
  readonly planOf: (tenantId: TenantId) => Promise<PlanName>;
  /** Has a tenant's new events summed up soon; must not throw. */
  readonly wakeSumming: (tenantId: TenantId) => void;
}

/**
 * Writes down what a tenant used, under the plan in force and in its hour, unless an event with its id is there: then
 * nothing of that one changes. Resolves to whether it was new. Throws DomainError `invalid` for a quantity that is not
 * whole and above 0.
 */
export async function recordUsage(deps: RecordDeps, event: UsageEvent): Promise<boolean> {
  const { tenantId, quantity } = event;
  if (!Number.isSafeInteger(quantity) || quantity <= 0) {
    throw new DomainError('invalid', 'What is used is counted in whole numbers above 0.');
  }
  const plan = await deps.planOf(tenantId);
  const isNew = await deps.ledger.add(tenantId, { ...event, plan, hour: hourOf(event.at) });
  if (isNew) deps.wakeSumming(tenantId);
  return isNew;
}
