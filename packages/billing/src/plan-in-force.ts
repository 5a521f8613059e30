import type { BillingAccount } from './billing-account.ts';
import type { PlanName } from './plans.ts';

type Planned = Pick<BillingAccount, 'plan' | 'standing' | 'nextPlan' | 'nextPlanFrom'>;

/**
 * The plan that a tenant's usage is written down under at a moment: one chosen for later from its day on, whether or not the
 * account says so yet; once a subscription has ended the free one.
 */
export function planInForce(account: Planned | undefined, at: Date): PlanName {
  if (!account || account.standing === 'ended') return 'free';
  return duePlanOf(account, at)?.plan ?? account.plan;
}

/** The plan chosen for later whose day has come, and since when. */
export function duePlanOf(
  { nextPlan, nextPlanFrom }: Pick<BillingAccount, 'nextPlan' | 'nextPlanFrom'>,
  at: Date,
): { readonly plan: PlanName; readonly at: Date } | undefined {
  if (nextPlan === undefined || nextPlanFrom === undefined || nextPlanFrom > at) return undefined;
  return { plan: nextPlan, at: nextPlanFrom };
}
