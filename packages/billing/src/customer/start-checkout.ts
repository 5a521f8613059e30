import type { TenantId } from '@answerdesk/domain';
import { monthOf } from '../ledger/hours.ts';
import type { Currency, PlanName } from '../plans.ts';
import { mustAsk, readAll } from '../stripe.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { holdPlan } from './hold-plan.ts';
import { findPlanPrices } from './plan-prices.ts';
import type { CustomerDeps } from './ports.ts';
import { syncAccount } from './sync-account.ts';

/** Stripe's least and most for how long a checkout stays open. */
const LEAST_OPEN_MS = 30 * 60_000;
const MOST_OPEN_MS = 24 * 60 * 60_000;
const SLACK_MS = 5 * 60_000;

interface CheckoutWish {
  readonly plan: Exclude<PlanName, 'free'>;
  readonly currency: Currency;
  /** For Stripe's invoices. */
  readonly name?: string;
  readonly email?: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export type CheckoutStart =
  | { readonly outcome: 'started'; readonly url: string }
  /** There is a subscription; a plan is changed by `changePlan`. */
  | { readonly outcome: 'subscribed' }
  /** The month is about to end, sooner than a checkout may close: begin after that. */
  | { readonly outcome: 'month-ends'; readonly at: Date };

/**
 * Begins a checkout at Stripe for a plan with prices; `url` is where the person pays. Its months are calendar months (UTC):
 * of this one's fee the share that is left is charged, to the second. The account is in the currency once that is paid. A
 * checkout that was begun before is closed. Throws DomainError `conflict` where billing is not set up or somebody else is at
 * it, `refused-by-platform` and `unavailable`.
 * https://docs.stripe.com/api/checkout/sessions/create
 */
export function startCheckout(deps: CustomerDeps, tenantId: TenantId, wish: CheckoutWish): Promise<CheckoutStart> {
  return holdPlan(deps, tenantId, () => openCheckout(deps, tenantId, wish));
}

async function openCheckout(deps: CustomerDeps, tenantId: TenantId, wish: CheckoutWish): Promise<CheckoutStart> {
  const { stripe } = deps;
  const now = deps.now();
  const anchor = monthOf(now).end;
  const closesAt = Math.min(now.getTime() + MOST_OPEN_MS - SLACK_MS, anchor.getTime() - SLACK_MS);
  if (closesAt < now.getTime() + LEAST_OPEN_MS + SLACK_MS) return { outcome: 'month-ends', at: anchor };
  const prices = await findPlanPrices(stripe, wish.currency);
  const customer = await ensureCustomer(deps, tenantId, wish);
  const account = await syncAccount(deps, tenantId);
  if (account?.subscriptionId !== undefined) return { outcome: 'subscribed' };
  await closeOpenCheckouts(deps, customer);
  const isBusiness = wish.plan === 'business';
  const session = await mustAsk(
    'checkout.session',
    stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      client_reference_id: tenantId,
      line_items: [
        ...(isBusiness ? [{ price: prices.fee, quantity: 1 }] : []),
        ...prices.usage.map((price) => ({ price })),
      ],
      subscription_data: {
        billing_cycle_anchor: anchor.getTime() / 1_000,
        proration_behavior: isBusiness ? 'create_prorations' : 'none',
        metadata: { tenantId },
      },
      metadata: { tenantId },
      payment_method_collection: 'always',
      expires_at: Math.floor(closesAt / 1_000),
      success_url: wish.successUrl,
      cancel_url: wish.cancelUrl,
    }),
  );
  return { outcome: 'started', url: session.url ?? wish.cancelUrl };
}

/** Two checkouts that both end well would make two subscriptions. */
async function closeOpenCheckouts({ stripe }: CustomerDeps, customer: string): Promise<void> {
  const open = await readAll((after) =>
    stripe.checkout.sessions.list({ customer, status: 'open', limit: 100, ...after }),
  );
  for (const { id } of open) await mustAsk('checkout.session', stripe.checkout.sessions.expire(id));
}
