import type { Account } from './account.ts';
import { addToBalance, differences } from './customers.ts';
import { endSubscription } from './end-subscription.ts';
import { spendCredits } from './spend-credits.ts';
import type { Invoice, Subscription } from './stripe-objects.ts';

const DAY_S = 86_400;
/** Days after a failed try that the next one comes; real accounts choose their own. */
const NEXT_TRY_DAYS = [3, 5, 7];
/** An incomplete subscription's first invoice must be paid within this time. */
const INCOMPLETE_S = 23 * 3_600;

/** Makes a draft final: credits and balance are taken off, what is left is collected. */
export function finalizeInvoice(account: Account, invoice: Invoice, subscription: Subscription): void {
  const customer = account.customers.get(invoice.customer);
  spendCredits(account, invoice);
  invoice.starting_balance = customer?.balance ?? 0;
  const owed = invoice.total + invoice.starting_balance;
  invoice.amount_due = Math.max(0, owed);
  invoice.amount_remaining = invoice.amount_due;
  // What is left of a balance stays one: credit that was not used up, or an invoice below zero.
  const endingBalance = Math.min(0, owed);
  invoice['ending_balance'] = endingBalance;
  if (customer && endingBalance !== customer.balance) {
    customer.currency = subscription.currency;
    const type = 'applied_to_invoice';
    addToBalance(account, customer, endingBalance - customer.balance, { type, invoice: invoice.id });
  }
  invoice.status = 'open';
  invoice.status_transitions.finalized_at = account.nowS();
  invoice['effective_at'] = account.nowS();
  invoice['number'] = `FAKE-${String(account.invoices.size).padStart(4, '0')}`;
  invoice['automatically_finalizes_at'] = null;
  invoice['hosted_invoice_url'] = `https://invoice.stripe.com/i/acct_fake/test_${invoice.id}`;
  invoice['invoice_pdf'] = `https://pay.stripe.com/invoice/acct_fake/test_${invoice.id}/pdf`;
  account.emit('invoice.finalized', invoice);
  collect(account, invoice, subscription);
}

/** Tries to collect an open invoice, and does what follows from it. */
export function collect(account: Account, invoice: Invoice, subscription: Subscription): void {
  if (invoice.status !== 'open') return;
  invoice.attempted = true;
  invoice.next_payment_attempt = null;
  if (invoice.amount_due > 0) invoice.attempt_count += 1;
  if (invoice.amount_due === 0 || canPay(account, subscription)) paid(account, invoice, subscription);
  else failed(account, invoice, subscription);
}

/** Sets a subscription's status and tells of it. */
export function moveTo(account: Account, subscription: Subscription, status: Subscription['status']): void {
  if (subscription.status === status || subscription.ended_at !== null) return;
  const before = structuredClone(subscription);
  subscription.status = status;
  account.emit('customer.subscription.updated', subscription, differences(before, subscription));
}

/** Whether somebody's money could be taken: there is a way to pay, and it works. */
export function canPay(account: Account, subscription: Subscription): boolean {
  const customer = account.customers.get(subscription.customer);
  if (!customer || account.failingCustomers.has(customer.id)) return false;
  return (subscription.default_payment_method ?? customer.invoice_settings.default_payment_method) !== null;
}

function paid(account: Account, invoice: Invoice, subscription: Subscription): void {
  invoice.status = 'paid';
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.status_transitions.paid_at = account.nowS();
  account.emit('invoice.paid', invoice);
  account.emit('invoice.payment_succeeded', invoice);
  const customer = account.customers.get(invoice.customer);
  if (customer) customer.delinquent = false;
  const isOpen = [...account.invoices.values()].some((one) => isOf(one, subscription) && one.status === 'open');
  const { status } = subscription;
  if (!isOpen && (status === 'past_due' || status === 'unpaid' || status === 'incomplete')) {
    moveTo(account, subscription, 'active');
  }
}

function failed(account: Account, invoice: Invoice, subscription: Subscription): void {
  const customer = account.customers.get(invoice.customer);
  if (customer) customer.delinquent = true;
  if (invoice.billing_reason === 'subscription_create') {
    account.emit('invoice.payment_failed', invoice);
    account.at(account.nowS() + INCOMPLETE_S, () => {
      if (subscription.status !== 'incomplete') return;
      invoice.status = 'void';
      invoice.status_transitions.voided_at = account.nowS();
      account.emit('invoice.voided', invoice);
      moveTo(account, subscription, 'incomplete_expired');
    });
    return;
  }
  const days = NEXT_TRY_DAYS[invoice.attempt_count - 1];
  if (days !== undefined) {
    invoice.next_payment_attempt = account.nowS() + days * DAY_S;
    account.at(invoice.next_payment_attempt, () => collect(account, invoice, subscription));
  }
  account.emit('invoice.payment_failed', invoice);
  if (subscription.status === 'active' || subscription.status === 'trialing') moveTo(account, subscription, 'past_due');
  if (days !== undefined) return;
  if (account.afterLastTry === 'canceled') endSubscription(account, subscription, 'payment_failed');
  else moveTo(account, subscription, account.afterLastTry);
}

function isOf(invoice: Invoice, subscription: Subscription): boolean {
  return invoice.parent.subscription_details.subscription === subscription.id;
}
