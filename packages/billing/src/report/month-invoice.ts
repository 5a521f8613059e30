import { DAY_MS, monthOf } from '../ledger/hours.ts';
import { ask, type StripeInvoice } from '../stripe.ts';
import { timestampOf } from './limits.ts';
import type { ReportDeps } from './ports.ts';

/**
 * Whether what Stripe is told of an hour still comes on its month's invoice: it does; Stripe is about to make it final, or
 * cannot be asked, so that it is to be seen later; it does not.
 */
export type MonthInvoice = 'open' | 'closing' | 'unheard' | 'final';

/** Stripe counts some minutes behind what it takes. */
const CLOSING_MS = 10 * 60_000;
/** A month that is over this long, and of which there is no invoice, had no subscription that bills it. */
const INVOICED_WITHIN_MS = DAY_MS;
const MADE_WITHIN_MS = 7 * DAY_MS;

/**
 * Asks Stripe for the invoice of an hour's month, once that is over: usage is on it that comes while it is a draft.
 * https://docs.stripe.com/billing/subscriptions/usage-based/configure-grace-period
 */
export async function monthInvoiceOf(
  { stripe, pace, now }: Pick<ReportDeps, 'stripe' | 'pace' | 'now'>,
  customer: string,
  hour: Date,
): Promise<MonthInvoice> {
  const end = monthOf(hour).end.getTime();
  if (now().getTime() < end) return 'open';
  await pace.next();
  const created = { gte: end / 1_000, lt: (end + MADE_WITHIN_MS) / 1_000 };
  const heard = await ask('list', stripe.invoices.list({ customer, created, limit: 100 }));
  if (heard.outcome === 'unheard') {
    pace.rest(heard.retryAfterMs ?? 0);
    return 'unheard';
  }
  if (heard.outcome === 'refused') return 'unheard';
  const at = timestampOf(hour);
  const ofMonth = heard.value.data.filter(
    ({ billing_reason: reason, period_start: start, period_end }) =>
      reason === 'subscription_cycle' && start <= at && at < period_end,
  );
  const draft = ofMonth.find(({ status }) => status === 'draft');
  if (draft) return isClosing(draft, now()) ? 'closing' : 'open';
  if (ofMonth.length > 0) return 'final';
  return now().getTime() < end + INVOICED_WITHIN_MS ? 'open' : 'final';
}

function isClosing({ automatically_finalizes_at: atS }: StripeInvoice, now: Date): boolean {
  // One that is held back may name a time that is over.
  return typeof atS === 'number' && Math.abs(atS * 1_000 - now.getTime()) < CLOSING_MS;
}
