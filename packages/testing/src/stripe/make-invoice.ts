import type { Account } from './account.ts';
import { finalizeInvoice } from './collect-invoice.ts';
import type { Invoice, InvoiceLine, Subscription } from './stripe-objects.ts';

/** Until a meter's late events are in: https://docs.stripe.com/billing/subscriptions/usage-based/configure-grace-period */
const GRACE_S = 3_600;
/** As long the answer to `invoice.created` is waited for: https://docs.stripe.com/invoicing/integration/workflow-transitions */
const LONGEST_WAIT_S = 72 * 3_600;

export interface InvoicePlan {
  readonly reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'manual' | 'upcoming';
  readonly period: { readonly start: number; readonly end: number };
  /** Draws the lines up; once more before the invoice is final, for what came in late. */
  readonly draw: () => readonly InvoiceLine[];
  readonly isFinalAtOnce: boolean;
  /** A draft that stays one, as those of an unpaid subscription. */
  readonly staysDraft?: boolean;
}

/** Makes a subscription's invoice: a draft that is final an hour after `invoice.created` is taken, or at once. */
export function makeInvoice(account: Account, subscription: Subscription, plan: InvoicePlan): Invoice {
  const invoice = draftInvoice(account, subscription, plan);
  account.invoices.set(invoice.id, invoice);
  subscription.latest_invoice = invoice.id;
  if (plan.staysDraft || plan.isFinalAtOnce) {
    account.emit('invoice.created', invoice);
    if (plan.isFinalAtOnce && !plan.staysDraft) finalizeInvoice(account, invoice, subscription);
    return invoice;
  }
  const finalize = () => {
    if (invoice.status !== 'draft') return;
    setLines(invoice, plan.draw());
    finalizeInvoice(account, invoice, subscription);
  };
  invoice['automatically_finalizes_at'] = account.nowS() + GRACE_S;
  account.emit('invoice.created', invoice, undefined, () => {
    invoice['automatically_finalizes_at'] = account.nowS() + GRACE_S;
    account.at(account.nowS() + GRACE_S, finalize);
  });
  account.at(account.nowS() + LONGEST_WAIT_S, finalize);
  return invoice;
}

/** An invoice that is nowhere kept: what a preview shows, and what `makeInvoice` starts from. */
export function draftInvoice(account: Account, subscription: Subscription, plan: InvoicePlan): Invoice {
  const id = account.newId(plan.reason === 'upcoming' ? 'upcoming_in' : 'in');
  const customer = account.customers.get(subscription.customer);
  const invoice: Invoice = {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Fake account',
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: !plan.staysDraft,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: plan.reason,
    collection_method: 'charge_automatically',
    created: account.nowS(),
    currency: subscription.currency,
    custom_fields: null,
    customer: subscription.customer,
    customer_account: null,
    customer_address: null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      type: 'subscription_details',
      quote_details: null,
      subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: plan.period.end,
    period_start: plan.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer?.balance ?? 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
  setLines(invoice, plan.draw());
  return invoice;
}

function setLines(invoice: Invoice, lines: readonly InvoiceLine[]): void {
  invoice.lines.data = lines.map((line) => ({ ...line, invoice: invoice.id }));
  invoice.subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
  invoice.total = invoice.subtotal;
  invoice['subtotal_excluding_tax'] = invoice.subtotal;
  invoice['total_excluding_tax'] = invoice.total;
  invoice.amount_due = Math.max(0, invoice.total + invoice.starting_balance);
  invoice.amount_remaining = invoice.amount_due;
}
