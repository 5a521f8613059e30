import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { prorationsOf } from './change-items.ts';
import { customerOf } from './customers.ts';
import { draftInvoice } from './make-invoice.ts';
import { pageOf } from './pages.ts';
import { flag, type Params, part, parts, refuseUnmodelled, text, whole } from './read-params.ts';
import { missing, refuse, StripeRefusal } from './refusal.ts';
import { cycleLines, nextPeriod, periodOf } from './renew-subscription.ts';
import { spendCredits } from './spend-credits.ts';
import type { Invoice, Subscription } from './stripe-objects.ts';
import { subscriptionOf } from './subscriptions.ts';

/** Invoices, which the account makes by itself; a call can read and preview them. */
export const invoiceAnswers: Answers = {
  'GET /v1/invoices/{id}': (account, input) => invoiceOf(account, idOf(input)),
  'GET /v1/invoices': (account, { params }) => {
    refuseUnmodelled(params, ['due_date', 'collection_method']);
    const wanted = { customer: text(params, 'customer'), status: text(params, 'status') };
    const subscription = text(params, 'subscription');
    const fitting = [...account.invoices.values()]
      .filter((one) => wanted.customer === undefined || one.customer === wanted.customer)
      .filter((one) => wanted.status === undefined || one.status === wanted.status)
      .filter((one) => subscription === undefined || one.parent.subscription_details.subscription === subscription);
    return pageOf('/v1/invoices', fitting, params);
  },
  'GET /v1/invoices/{id}/lines': (account, input) => {
    const { lines } = invoiceOf(account, idOf(input));
    return pageOf(lines.url, lines.data.toReversed(), input.params);
  },
  // https://docs.stripe.com/api/invoices/create_preview
  'POST /v1/invoices/create_preview': (account, { params }) => {
    const { customer, subscription, subscription_details, expand: _, ...rest } = params;
    refuseUnmodelled(rest, Object.keys(rest));
    if (typeof customer === 'string') customerOf(account, customer, 'customer');
    const id = typeof subscription === 'string' ? subscription : theOnlyOne(account, customer);
    const found = subscriptionOf(account, id, 'subscription');
    if (customer !== undefined && found.customer !== customer) throw missing('subscription', id, 'subscription');
    const details = part({ subscription_details }, 'subscription_details') ?? {};
    if (details['proration_behavior'] === 'always_invoice' && details['items'] !== undefined) {
      const { items: _items, proration_behavior: _how, ...others } = details;
      refuseUnmodelled(others, Object.keys(others));
      return previewOfChange(account, found, parts(details, 'items'));
    }
    const { cancel_at_period_end: _end, cancel_at: _at, ...more } = details;
    refuseUnmodelled(more, Object.keys(more));
    const isLast =
      flag(details, 'cancel_at_period_end') ?? (whole(details, 'cancel_at') !== undefined || found.cancel_at !== null);
    return previewOf(account, found, isLast);
  },
};

/** The invoice that a change of items would be billed with at once. */
function previewOfChange(account: Account, subscription: Subscription, ordered: readonly Params[]): Invoice {
  const draw = () => prorationsOf(account, subscription, ordered);
  const period = { start: periodOf(subscription).start, end: account.nowS() };
  return draftInvoice(account, subscription, { reason: 'upcoming', period, draw, isFinalAtOnce: true });
}

function previewOf(account: Account, subscription: Subscription, isLast: boolean): Invoice {
  if (subscription.ended_at !== null) {
    const message = `No upcoming invoices for customer: '${subscription.customer}'`;
    throw new StripeRefusal(404, { type: 'invalid_request_error', code: 'invoice_upcoming_none', message });
  }
  const period = periodOf(subscription);
  const used = subscription.status === 'trialing' ? undefined : period;
  const next = isLast ? undefined : nextPeriod(subscription);
  const pending = account.pendingLines.get(subscription.id) ?? [];
  const draw = () => [...pending, ...cycleLines(account, subscription, used, next)];
  const preview = draftInvoice(account, subscription, { reason: 'upcoming', period, draw, isFinalAtOnce: false });
  // A preview shows what credit would be spent, and spends none.
  spendCredits({ ...account, spentCredits: new Map(account.spentCredits) }, preview);
  preview.amount_due = Math.max(0, preview.total + preview.starting_balance);
  preview.amount_remaining = preview.amount_due;
  return preview;
}

function theOnlyOne(account: Account, customer: unknown): string {
  const own = [...account.subscriptions.values()].filter((one) => one.customer === customer && one.ended_at === null);
  const [one] = own;
  if (one && own.length === 1) return one.id;
  throw refuse('A preview needs a `subscription`, or a `customer` with just one.', { param: 'subscription' });
}

function invoiceOf(account: Account, id: string): Invoice {
  const invoice = account.invoices.get(id);
  if (!invoice) throw missing('invoice', id);
  return invoice;
}
