import { DomainError, type TenantId } from '@answerdesk/domain';
import type { BillingAccount, BillingAccountStore, Standing } from '../billing-account.ts';
import { monthOf } from '../ledger/hours.ts';
import { mustAsk, readAll, type StripeSubscription } from '../stripe.ts';
import { feeItemOf } from './plan-prices.ts';
import type { CustomerDeps } from './ports.ts';

const TRIES = 10;

type Change = Parameters<BillingAccountStore['change']>[1];

/**
 * Takes over how a tenant's subscription stands at Stripe now. The account is read before Stripe is asked and written only
 * if nobody changed it since, so that of two who do it at once the one with the older answer asks again. Resolves to the
 * account; undefined where there is none. Throws DomainError `refused-by-platform`, `unavailable` and `conflict`.
 */
export async function syncAccount(deps: CustomerDeps, tenantId: TenantId): Promise<BillingAccount | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const account = await deps.accounts.find(tenantId);
    if (account?.customerId === undefined) return account;
    const subscription = await findSubscription(deps, account, account.customerId);
    const change = changeOf(account, subscription, deps.now());
    if (Object.keys(change).length === 0) return account;
    if (change.nextPlan) await deps.claims.noteNextPlan(tenantId, monthOf(deps.now()).end);
    const changed = await deps.accounts.change(tenantId, change, { at: deps.now(), revision: account.revision });
    if (changed) return changed;
  }
  throw new DomainError('conflict', 'Somebody else is changing the billing account; please try again.');
}

/** The tenant's one subscription that is alive. A second one would bill everything twice: it is ended. */
async function findSubscription(
  { stripe, alarm }: CustomerDeps,
  { tenantId, subscriptionId }: BillingAccount,
  customer: string,
): Promise<StripeSubscription | undefined> {
  const all = await readAll((after) => stripe.subscriptions.list({ customer, status: 'all', limit: 100, ...after }));
  const alive = all
    .filter(({ metadata, status }) => metadata['tenantId'] === tenantId && standingOf(status) !== 'ended')
    .sort((a, b) => a.created - b.created);
  const ours = alive.find(({ id }) => id === subscriptionId) ?? alive[0];
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
    const wasSubscribed = account.subscriptionId !== undefined;
    if (!wasSubscribed) return {};
    return { plan: 'free', standing: 'ended', subscriptionId: null, ...without(account, ['nextPlan', 'pastDueSince']) };
  }
  const standing = standingOf(subscription.status);
  const paysFee = feeItemOf(subscription) !== undefined;
  const plan =
    paysFee || (account.plan === 'business' && account.subscriptionId === subscription.id)
      ? 'business'
      : 'pay-as-you-go';
  const endsAtMonthsEnd = subscription.cancel_at_period_end || subscription.cancel_at !== null;
  const kept = plan === 'business' && !paysFee ? 'pay-as-you-go' : undefined;
  const nextPlan = endsAtMonthsEnd ? 'free' : kept;
  return {
    ...(account.subscriptionId !== subscription.id && { subscriptionId: subscription.id }),
    ...(account.plan !== plan && { plan }),
    ...(account.standing !== standing && { standing }),
    ...(account.nextPlan !== nextPlan && { nextPlan: nextPlan ?? null }),
    ...(standing === 'past-due' && account.pastDueSince === undefined && { pastDueSince: now }),
    ...(standing === 'active' && without(account, ['pastDueSince'])),
  };
}

function without(account: BillingAccount, names: readonly ('nextPlan' | 'pastDueSince')[]): Change {
  return Object.fromEntries(names.filter((name) => account[name] !== undefined).map((name) => [name, null]));
}
