import type { BillingAccount } from './billing-account.ts';
import type { PlanName } from './plans.ts';

/** The plan that a tenant's usage is written down under; once a subscription has ended that is the free one. */
export function planInForce(account: Pick<BillingAccount, 'plan' | 'standing'> | undefined): PlanName {
  return !account || account.standing === 'ended' ? 'free' : account.plan;
}
