import { DomainError, type TenantId } from '@answerdesk/domain';
import type { BillingAccount, BillingAccountStore, Standing } from '../billing-account.ts';
import { duePlanOf } from '../plan-in-force.ts';
import { currencies, type PlanName } from '../plans.ts';
import { mustAsk, readAll, type StripeSubscription } from '../stripe.ts';
import { findCustomer, forgetCustomer } from './forget-customer.ts';
import { feeItemOf, NEXT_PLAN_FROM } from './plan-prices.ts';
import type { CustomerDeps } from './ports.ts';

const TRIES = 10;

type Change = Parameters<BillingAccountStore['change']>[1];

/**
 * Takes over how a tenant's subscription stands at Stripe now. The account is read before Stripe is asked and written only
 * if nobody changed it since, so that of two who do it at once the one with the older answer asks again. A customer deleted at
 * Stripe is forgotten; one that only the key's account lacks not when `keepsMissing`, for the key may be the wrong one.
 * Resolves to the account; undefined where there is none. Throws DomainError `refused-by-platform`, `unavailable`, `conflict`.
 */
export async function syncAccount(
  deps: CustomerDeps,
  tenantId: TenantId,
  { keepsMissing = false }: { readonly keepsMissing?: boolean } = {},
): Promise<BillingAccount | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const account = await deps.accounts.find(tenantId);
    if (account?.customerId === undefined) return account;
    const found = await findSubscription(deps, account, account.customerId);
    if (found === 'deleted' || found === 'missing') {
      if (found === 'missing' && keepsMissing) {
        deps.alarm({ tenantId }, 'the customer of a tenant is not in the account of this key of Stripe');
        return account;
      }
      const forgotten = await forgetCustomer(deps, account);
      if (forgotten) return forgotten;
      continue;
    }
    const now = deps.now();
    const change = changeOf(account, found, now);
    if (Object.keys(change).length === 0) return account;
    const due = duePlanOf(account, now) ?? duePlanOf({ ...nextOf(account, found) }, now);
    const at = change.plan !== undefined && change.plan === due?.plan ? due.at : now;
    const changed = await deps.accounts.change(tenantId, change, { at, revision: account.revision });
    if (!changed) continue;
    if (change.monthlyCap === null) {
      const { monthlyCap: cap, currency: from } = account;
      deps.alarm({ tenantId, cap, from, to: change.currency }, 'a cap ended with the currency that it was meant in');
    }
    return changed;
  }
  throw new DomainError('conflict', 'Somebody else is changing the billing account; please try again.');
}

/** The tenant's one subscription that is alive. A second one would bill everything twice: it is ended. */
async function findSubscription(
  deps: CustomerDeps,
  { tenantId, subscriptionId }: BillingAccount,
  customer: string,
): Promise<StripeSubscription | 'deleted' | 'missing' | undefined> {
  const { stripe, alarm } = deps;
  let all: readonly StripeSubscription[];
  try {
    all = await readAll((after) => stripe.subscriptions.list({ customer, status: 'all', limit: 100, ...after }));
  } catch (error) {
    const isRefused = error instanceof DomainError && error.code === 'refused-by-platform';
    const customerIs = isRefused ? await findCustomer(deps, customer) : 'there';
    if (customerIs === 'there') throw error;
    return customerIs;
  }
  const alive = all
    .filter(({ metadata, status }) => metadata['tenantId'] === tenantId && standingOf(status) !== 'ended')
    .sort((a, b) => a.created - b.created);
  const ours = alive.find(({ id }) => id === subscriptionId) ?? alive[0];
  if (!ours && subscriptionId !== undefined) {
    const customerIs = await findCustomer(deps, customer);
    if (customerIs !== 'there') return customerIs;
  }
  for (const { id } of alive) {
    if (id === ours?.id) continue;
    alarm({ tenantId, subscriptionId: id }, 'a second subscription of a tenant was ended; see what it was paid');
    await mustAsk('subscription', stripe.subscriptions.cancel(id, { prorate: true }));
  }
  return ours;
}

function standingOf(status: StripeSubscription['status']): Standing {
  switch (status) {
    case 'active':
    case 'trialing':
      return 'active';
    case 'past_due':
    case 'unpaid':
    case 'paused':
      return 'past-due';
    default:
      // Never begun, or over.
      return 'ended';
  }
}

/** What is not as Stripe says. Who ended the fee has paid this month's, and keeps the plan until it is over. */
function changeOf(account: BillingAccount, subscription: StripeSubscription | undefined, now: Date): Change {
  if (!subscription) {
    if (account.subscriptionId === undefined) return {};
    const over = without(account, ['nextPlan', 'nextPlanFrom', 'pastDueSince']);
    return { plan: 'free', standing: 'ended', subscriptionId: null, ...over };
  }
  const standing = standingOf(subscription.status);
  const next = nextOf(account, subscription);
  const isOver = next.nextPlan === 'pay-as-you-go' && duePlanOf(next, now) !== undefined;
  const plan = isOver ? 'pay-as-you-go' : planOf(account, subscription);
  const { nextPlan, nextPlanFrom }: Next = isOver ? {} : next;
  const currency = currencies.find((one) => one === subscription.currency.toUpperCase()) ?? account.currency;
  return {
    ...(account.subscriptionId !== subscription.id && { subscriptionId: subscription.id }),
    ...(account.plan !== plan && { plan }),
    ...(account.standing !== standing && { standing }),
    ...(account.currency !== currency && { currency, ...without(account, ['monthlyCap']) }),
    ...(account.nextPlan !== nextPlan && { nextPlan: nextPlan ?? null }),
    ...(account.nextPlanFrom?.getTime() !== nextPlanFrom?.getTime() && { nextPlanFrom: nextPlanFrom ?? null }),
    ...(standing === 'past-due' && account.pastDueSince === undefined && { pastDueSince: now }),
    ...(standing === 'active' && without(account, ['pastDueSince'])),
  };
}

type Next = Pick<BillingAccount, 'nextPlan' | 'nextPlanFrom'>;

function planOf(account: BillingAccount, subscription: StripeSubscription): PlanName {
  if (feeItemOf(subscription) !== undefined) return 'business';
  return account.plan === 'business' && account.subscriptionId === subscription.id ? 'business' : 'pay-as-you-go';
}

/** What was chosen for later, from the day that Stripe was told with it: seen late it is no later. */
function nextOf(account: BillingAccount, subscription: StripeSubscription | undefined): Next {
  if (!subscription) return {};
  const monthEndS = subscription.items.data[0]?.current_period_end ?? 0;
  if (subscription.cancel_at_period_end || subscription.cancel_at !== null) {
    return { nextPlan: 'free', nextPlanFrom: new Date((subscription.cancel_at ?? monthEndS) * 1_000) };
  }
  if (planOf(account, subscription) !== 'business' || feeItemOf(subscription) !== undefined) return {};
  const told = new Date(subscription.metadata[NEXT_PLAN_FROM] ?? Number.NaN);
  const isOfNow = told.getTime() > (account.planChanges?.at(-1)?.at.getTime() ?? 0);
  // Without a day of ours somebody took the fee away at Stripe itself, by hand.
  return { nextPlan: 'pay-as-you-go', nextPlanFrom: isOfNow ? told : new Date(monthEndS * 1_000) };
}

function without(
  account: BillingAccount,
  names: readonly ('nextPlan' | 'nextPlanFrom' | 'pastDueSince' | 'monthlyCap')[],
): Change {
  return Object.fromEntries(names.filter((name) => account[name] !== undefined).map((name) => [name, null]));
}
