import type { Account } from './account.ts';
import { nextTurn, periodEnd } from './billing-period.ts';
import { canPay } from './collect-invoice.ts';
import { licenceLines, trialLine } from './invoice-lines.ts';
import { makeInvoice } from './make-invoice.ts';
import { newItem, type OrderedItem } from './new-item.ts';
import { changedMetadata, flag, type Params, part, text, whole } from './read-params.ts';
import { refuse, StripeRefusal } from './refusal.ts';
import { renewWhenDue } from './renew-subscription.ts';
import type { Customer, Price, Recurring, Subscription } from './stripe-objects.ts';

/** Starts a subscription, as the API or a finished checkout does; its first invoice is final at once. */
export function startSubscription(
  account: Account,
  customer: Customer,
  ordered: readonly OrderedItem[],
  params: Params,
): Subscription {
  const now = account.nowS();
  const recurring = cycleOf(ordered);
  const trialEnd = trialEndOf(now, params);
  const anchor = anchorOf(now, params) ?? trialEnd ?? now;
  if (anchor > periodEnd(trialEnd ?? now, trialEnd ?? now, recurring)) {
    const message = 'billing_cycle_anchor cannot be later than next natural billing date for plan.';
    throw refuse(message, { param: 'billing_cycle_anchor' });
  }
  const period = { start: now, end: trialEnd ?? nextTurn(now, anchor, recurring) };
  const id = account.newId('sub');
  const price = ordered[0]?.price;
  const subscription: Subscription = {
    ...unused,
    id,
    object: 'subscription',
    billing_cycle_anchor: anchor,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    cancel_at: whole(params, 'cancel_at') ?? null,
    cancel_at_period_end: flag(params, 'cancel_at_period_end') ?? false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: price?.currency ?? 'usd',
    customer: customer.id,
    default_payment_method: text(params, 'default_payment_method') ?? null,
    description: text(params, 'description') ?? null,
    ended_at: null,
    items: { object: 'list', data: [], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    metadata: changedMetadata({}, params),
    start_date: now,
    status: trialEnd === null ? 'active' : 'trialing',
    trial_end: trialEnd,
    trial_settings: { end_behavior: { missing_payment_method: 'create_invoice' } },
    trial_start: trialEnd === null ? null : now,
  };
  subscription.items.data = ordered.map((item) => newItem(account, subscription, item, period));
  customer.currency ??= subscription.currency;
  account.subscriptions.set(id, subscription);
  const drawn = firstLines(account, subscription, period, recurring, params);
  const owed = drawn.reduce((sum, { amount }) => sum + amount, 0);
  if (owed > 0 && !canPay(account, subscription)) {
    if (text(params, 'payment_behavior') === 'error_if_incomplete') {
      account.subscriptions.delete(id);
      const message = 'This customer has no attached payment source or default payment method.';
      throw new StripeRefusal(402, { type: 'card_error', code: 'resource_missing', message });
    }
    subscription.status = 'incomplete';
  }
  account.emit('customer.subscription.created', subscription);
  if (drawn.length > 0) {
    const plan = {
      reason: 'subscription_create',
      period: { start: now, end: now },
      draw: () => drawn,
      isFinalAtOnce: true,
    } as const;
    makeInvoice(account, subscription, plan);
  }
  renewWhenDue(account, subscription);
  if (trialEnd !== null) {
    // Three days before, or at once: docs.stripe.com/api/events/types#event_types-customer.subscription.trial_will_end
    account.at(Math.max(now, trialEnd - 3 * 86_400), () => {
      if (subscription.status === 'trialing') account.emit('customer.subscription.trial_will_end', subscription);
    });
  }
  return subscription;
}

/** The one rhythm of the items; refused when they have several. */
export function cycleOf(ordered: readonly { readonly price: Price }[]): Recurring {
  const ids = ordered.map(({ price }) => price.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw refuse(`Cannot add multiple subscription items with the same price: ${twice}.`, { param: 'items' });
  let found: Recurring | undefined;
  for (const { price } of ordered) {
    const { recurring } = price;
    if (!recurring)
      throw refuse(
        'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
        { param: 'items' },
      );
    if (found && (found.interval !== recurring.interval || found.interval_count !== recurring.interval_count)) {
      throw refuse('All prices on a subscription must have the same billing interval.', { param: 'items' });
    }
    if (price.currency !== ordered[0]?.price.currency) {
      throw refuse('All prices on a subscription must have the same `currency`.', { param: 'items' });
    }
    found = recurring;
  }
  if (!found) throw refuse('Missing required param: items.', { param: 'items', code: 'parameter_missing' });
  return found;
}

function firstLines(
  account: Account,
  subscription: Subscription,
  period: { start: number; end: number },
  recurring: Recurring,
  params: Params,
) {
  const licensed = subscription.items.data.filter(({ price }) => price.recurring?.usage_type === 'licensed');
  if (subscription.status === 'trialing') return licensed.map((item) => trialLine(account, subscription, item, period));
  // An anchor that lies ahead makes a first period shorter than the others.
  const isFull = subscription.billing_cycle_anchor === period.start;
  if (!isFull && text(params, 'proration_behavior') === 'none') return [];
  const whole = isFull ? period : { start: before(period.end, recurring), end: period.end };
  return licensed.flatMap((item) => licenceLines(account, subscription, item, period, whole));
}

function before(endS: number, { interval, interval_count: count }: Recurring): number {
  if (interval === 'day' || interval === 'week') return endS - count * (interval === 'day' ? 1 : 7) * 86_400;
  const at = new Date(endS * 1000);
  const months = interval === 'year' ? 12 * count : count;
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at.getTime() / 1000;
}

function trialEndOf(now: number, params: Params): number | null {
  const days = whole(params, 'trial_period_days');
  const end = whole(params, 'trial_end');
  if (days !== undefined && end !== undefined) {
    throw refuse('You may only specify one of these parameters: trial_end, trial_period_days.', { param: 'trial_end' });
  }
  if (days !== undefined) {
    if (days < 1 || days > 730) throw refuse('Trials last 1 to 730 days.', { param: 'trial_period_days' });
    return now + days * 86_400;
  }
  if (end === undefined) return null;
  if (end <= now)
    throw refuse('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'trial_end' });
  return end;
}

function anchorOf(now: number, params: Params): number | null {
  const anchor = whole(params, 'billing_cycle_anchor');
  const day = whole(part(params, 'billing_cycle_anchor_config') ?? {}, 'day_of_month');
  if (anchor !== undefined && day !== undefined) {
    throw refuse('Only one of billing_cycle_anchor and billing_cycle_anchor_config can be given.');
  }
  if (anchor !== undefined) {
    if (anchor <= now) throw refuse('billing_cycle_anchor cannot be in the past.', { param: 'billing_cycle_anchor' });
    return anchor;
  }
  if (day === undefined) return null;
  const at = new Date(now * 1000);
  const monthDay = (months: number) => {
    const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)).getUTCDate();
    const found = new Date(at);
    found.setUTCFullYear(at.getUTCFullYear(), at.getUTCMonth() + months, Math.min(day, last));
    return found.getTime() / 1000;
  };
  return monthDay(0) > now ? monthDay(0) : monthDay(1);
}

const unused = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_schedules: [],
  billing_thresholds: null,
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  test_clock: null,
  transfer_data: null,
};
