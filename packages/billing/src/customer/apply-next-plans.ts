import type { BillingAccountsOfAll } from '../billing-account.ts';
import { duePlanOf } from '../plan-in-force.ts';
import type { CustomerDeps } from './ports.ts';
import { syncAccount } from './sync-account.ts';

const PAGE = 200;

/**
 * Tidies the accounts whose plan chosen for later has begun, as Stripe has it; it is in force from its day on without that.
 * Safe to repeat, and by several processes at once. A tenant whose turn fails is reported and done the next time.
 */
export async function applyNextPlans(
  deps: CustomerDeps & { readonly accountsOfAll: BillingAccountsOfAll },
): Promise<void> {
  let page = await deps.accountsOfAll.listPaying({ limit: PAGE });
  for (;;) {
    for (const account of page) {
      if (!duePlanOf(account, deps.now())) continue;
      const { tenantId } = account;
      try {
        await syncAccount(deps, tenantId);
      } catch (error) {
        deps.alarm({ err: error, tenantId }, 'an account does not say yet that the plan chosen for this month began');
      }
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    page = await deps.accountsOfAll.listPaying({ limit: PAGE, afterTenantId: last.tenantId });
  }
}
