import type { BillingAccountsOfAll } from '../billing-account.ts';
import type { CustomerDeps } from './ports.ts';
import { syncAccount } from './sync-account.ts';

const PAGE = 200;

/**
 * Puts the plans in force that were chosen for a month that has begun; what ended at Stripe is taken over from there. Safe to
 * repeat, and by several processes at once. A tenant whose turn fails is reported and done the next time.
 */
export async function applyNextPlans(
  deps: CustomerDeps & { readonly accountsOfAll: BillingAccountsOfAll },
): Promise<void> {
  let page = await deps.accountsOfAll.listPaying({ limit: PAGE });
  for (;;) {
    for (const { tenantId, nextPlan, revision } of page) {
      if (nextPlan === undefined) continue;
      const from = (await deps.claims.find(tenantId))?.nextPlanFrom;
      if (from && from > deps.now()) continue;
      try {
        if (nextPlan === 'free') await syncAccount(deps, tenantId);
        else
          await deps.accounts.change(
            tenantId,
            { plan: nextPlan, nextPlan: null },
            { at: from ?? deps.now(), revision },
          );
      } catch (error) {
        deps.alarm({ err: error, tenantId }, 'a plan chosen for this month is not in force yet');
      }
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    page = await deps.accountsOfAll.listPaying({ limit: PAGE, afterTenantId: last.tenantId });
  }
}
