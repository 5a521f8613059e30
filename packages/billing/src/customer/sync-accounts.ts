import type { BillingAccountsOfAll } from '../billing-account.ts';
import type { Pace } from '../report/pace.ts';
import { forEachPaying } from '../report/report-usage.ts';
import type { CustomerDeps } from './ports.ts';
import { syncAccount } from './sync-account.ts';

/**
 * Takes over how the subscriptions of all tenants stand at Stripe, for webhooks may be lost. Safe to repeat. A tenant whose
 * turn fails is reported and keeps no other from its own.
 */
export async function syncAccounts(
  deps: CustomerDeps & { readonly accountsOfAll: BillingAccountsOfAll; readonly pace: Pace },
): Promise<void> {
  await forEachPaying(deps, async ({ tenantId }) => {
    await deps.pace.next();
    try {
      await syncAccount(deps, tenantId, { keepsMissing: true });
    } catch (error) {
      deps.alarm({ err: error, tenantId }, 'how a subscription stands could not be taken over');
    }
  });
}
