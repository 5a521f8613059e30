import type { TenantId } from '@answerdesk/domain';
import { monthOf } from '../ledger/hours.ts';
import { planInForce } from '../plan-in-force.ts';
import { type Currency, type Micros, type Plan, type PlanName, plans } from '../plans.ts';
import { mustAsk } from '../stripe.ts';
import { findPlanPrices } from './plan-prices.ts';
import type { CustomerDeps } from './ports.ts';

/** What a change of plan would do, before anybody does it. */
export interface PlanChangePreview {
  readonly from: PlanName;
  readonly to: PlanName;
  readonly currency: Currency;
  /** `checkout` where nothing is paid yet. */
  readonly begins: 'now' | 'next-month' | 'checkout' | 'unchanged';
  readonly beginsAt: Date;
  /** What is charged at once: what is left of this month's fee. */
  readonly dueNow: Micros;
  /** What each month costs then whatever is used. */
  readonly monthlyFee: Micros;
  readonly included: Plan['included'];
}

/**
 * Says what `changePlan` would do; what is charged at once is Stripe's own figure. Throws DomainError `refused-by-platform`,
 * `unavailable`, and `conflict` where billing is not set up. https://docs.stripe.com/api/invoices/create_preview
 */
export async function previewPlanChange(
  { stripe, accounts, now }: Pick<CustomerDeps, 'stripe' | 'accounts' | 'now'>,
  tenantId: TenantId,
  to: PlanName,
  otherwise: { readonly currency: Currency },
): Promise<PlanChangePreview> {
  const account = await accounts.find(tenantId);
  const from = planInForce(account, now());
  const isSubscribed = account?.subscriptionId !== undefined;
  const currency = isSubscribed || account?.monthlyCap !== undefined ? account.currency : otherwise.currency;
  const preview = {
    from,
    to,
    currency,
    beginsAt: now(),
    dueNow: 0,
    monthlyFee: plans[to].monthlyFee[currency],
    included: plans[to].included,
  };
  if ((account?.nextPlan ?? from) === to) return { ...preview, begins: 'unchanged' };
  if (account?.subscriptionId === undefined) return { ...preview, begins: 'checkout' };
  if (from === to) return { ...preview, begins: 'now' };
  if (to !== 'business') return { ...preview, begins: 'next-month', beginsAt: monthOf(now()).end };
  const { fee } = await findPlanPrices(stripe, currency);
  const invoice = await mustAsk(
    'invoice',
    stripe.invoices.createPreview({
      subscription: account.subscriptionId,
      subscription_details: { items: [{ price: fee, quantity: 1 }], proration_behavior: 'always_invoice' },
    }),
  );
  const feeLines = invoice.lines.data.filter(({ pricing }) => {
    const price = pricing?.price_details?.price;
    return (typeof price === 'string' ? price : price?.id) === fee;
  });
  const cents = feeLines.reduce((sum, { amount }) => sum + amount, 0);
  return { ...preview, begins: 'now', dueNow: cents * 10_000 };
}
