import type { BillingAccount } from '../billing-account.ts';
import { hourOf } from '../ledger/hours.ts';
import { isMonthTold } from '../report/is-month-told.ts';
import { mustAsk } from '../stripe.ts';
import type { WebhookDeps } from './ports.ts';

/**
 * Whether a new invoice is to wait: it bills a month of which Stripe does not know everything yet. As long as `invoice.created`
 * is not taken Stripe leaves it a draft, for up to 72 hours. Throws as `mustAsk`.
 * https://docs.stripe.com/invoicing/integration/workflow-transitions
 */
export async function isInvoiceHeld(deps: WebhookDeps, account: BillingAccount): Promise<boolean> {
  const { tenantId, customerId: customer } = account;
  if (customer === undefined) return false;
  const drafts = await mustAsk('list', deps.stripe.invoices.list({ customer, status: 'draft', limit: 100 }));
  for (const { billing_reason: reason, period_start: start, period_end: end } of drafts.data) {
    if (reason !== 'subscription_cycle') continue;
    if (!(await isMonthTold(deps, tenantId, hourOf(new Date(start * 1_000)), new Date(end * 1_000)))) return true;
  }
  return false;
}
