import { DomainError, type TenantId } from '@answerdesk/domain';
import type { BillingAccount } from '../billing-account.ts';
import { monthOf } from '../ledger/hours.ts';
import { planInForce } from '../plan-in-force.ts';
import type { PlanName } from '../plans.ts';
import { mustAsk, type StripeSubscription } from '../stripe.ts';
import { holdPlan } from './hold-plan.ts';
import { feeItemOf, findPlanPrices, NEXT_PLAN_FROM } from './plan-prices.ts';
import type { CustomerDeps } from './ports.ts';
import { syncAccount } from './sync-account.ts';

/** No plan is changed in a month's last moments. */
const MONTHS_END_MS = 30_000;

export type PlanChanged =
  | { readonly outcome: 'changed' | 'unchanged'; readonly account: BillingAccount }
  /** Nothing is paid yet: `startCheckout`. */
  | { readonly outcome: 'checkout-needed' };

/**
 * Has a subscribed tenant be on another plan. A dearer one is in force at once, and what is left of its month's fee is
 * charged now; a cheaper one from the next month (UTC) on; free by ending the subscription with the month. Choosing the plan
 * that is in force takes back what was chosen for later. Throws DomainError `refused-by-platform` (the card was declined, and
 * nothing changed), `unavailable` and `conflict`.
 * https://docs.stripe.com/billing/subscriptions/prorations
 */
export function changePlan(deps: CustomerDeps, tenantId: TenantId, to: PlanName): Promise<PlanChanged> {
  return holdPlan(deps, tenantId, () => changeTo(deps, tenantId, to));
}

async function changeTo(deps: CustomerDeps, tenantId: TenantId, to: PlanName): Promise<PlanChanged> {
  const account = await syncAccount(deps, tenantId);
  const { stripe } = deps;
  if (account?.subscriptionId === undefined) {
    if (to !== 'free') return { outcome: 'checkout-needed' };
    if (account) return { outcome: 'unchanged', account };
    throw new DomainError('not-found', 'This is the free plan already.');
  }
  if ((account.nextPlan ?? account.plan) === to) return { outcome: 'unchanged', account };
  // Whether this month's fee is due must not hang on which of two clocks is ahead.
  if (monthOf(deps.now()).end.getTime() - deps.now().getTime() < MONTHS_END_MS) {
    throw new DomainError('conflict', 'The month is about to end; please choose again in a minute.');
  }
  const subscription = await mustAsk('subscription', stripe.subscriptions.retrieve(account.subscriptionId));
  await mustAsk(
    'subscription',
    stripe.subscriptions.update(subscription.id, await updateFor(deps, account, subscription, to)),
  );
  const changed = await syncAccount(deps, tenantId);
  return { outcome: 'changed', account: changed ?? account };
}

async function updateFor(
  { stripe, now }: CustomerDeps,
  account: BillingAccount,
  subscription: StripeSubscription,
  to: PlanName,
) {
  if (to === 'free') return { cancel_at_period_end: true };
  const goesOn = subscription.cancel_at_period_end ? { cancel_at_period_end: false } : {};
  const feeItem = feeItemOf(subscription);
  if (to === 'pay-as-you-go') {
    if (feeItem === undefined) return goesOn;
    // This month's fee is paid and stays so: nothing is given back, and no more is charged.
    return {
      ...goesOn,
      items: [{ id: feeItem, deleted: true }],
      metadata: { [NEXT_PLAN_FROM]: monthOf(now()).end.toISOString() },
      proration_behavior: 'none' as const,
    };
  }
  if (feeItem !== undefined) return goesOn;
  const { fee } = await findPlanPrices(stripe, account.currency);
  const withFee = { ...goesOn, items: [{ price: fee, quantity: 1 }], metadata: { [NEXT_PLAN_FROM]: '' } };
  const isPaidFor = planInForce(account, now()) === 'business';
  if (isPaidFor) return { ...withFee, proration_behavior: 'none' as const };
  return {
    ...withFee,
    proration_behavior: 'always_invoice' as const,
    payment_behavior: 'error_if_incomplete' as const,
  };
}
