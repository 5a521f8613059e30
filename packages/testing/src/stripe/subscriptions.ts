import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { changeItems, invoicePending, orNothing, prorationsOf } from './change-items.ts';
import { customerOf, differences } from './customers.ts';
import { endSubscription } from './end-subscription.ts';
import { creditLines, usageLines } from './invoice-lines.ts';
import { readItem } from './new-item.ts';
import { pageOf } from './pages.ts';
import { changedMetadata, flag, type Params, part, parts, refuseUnmodelled, text, whole } from './read-params.ts';
import { missing, refuse, StripeRefusal } from './refusal.ts';
import { periodOf, renewWhenDue } from './renew-subscription.ts';
import { startSubscription } from './start-subscription.ts';
import type { Subscription } from './stripe-objects.ts';

const unmodelled = [
  'billing_mode',
  'add_invoice_items',
  'application_fee_percent',
  'billing_schedules',
  'billing_thresholds',
  'days_until_due',
  'default_source',
  'default_tax_rates',
  'discounts',
  'on_behalf_of',
  'pause_collection',
  'pending_invoice_item_interval',
  'proration_date',
  'transfer_data',
  'backdate_start_date',
  'trial_from_plan',
  'trial_settings',
];

/** Subscriptions: https://docs.stripe.com/api/subscriptions */
export const subscriptionAnswers: Answers = {
  'POST /v1/subscriptions': (account, { params }) => {
    refuseUnmodelled(params, unmodelled);
    const id = text(params, 'customer');
    if (id === undefined)
      throw refuse('Missing required param: customer.', { param: 'customer', code: 'parameter_missing' });
    const customer = customerOf(account, id, 'customer');
    const ordered = parts(params, 'items').map((item, at) => readItem(account, item, `items[${at}]`));
    return startSubscription(account, customer, ordered, params);
  },
  'GET /v1/subscriptions/{id}': (account, input) => subscriptionOf(account, idOf(input)),
  'POST /v1/subscriptions/{id}': (account, input) => {
    const subscription = subscriptionOf(account, idOf(input));
    updateSubscription(account, subscription, input.params);
    return subscription;
  },
  'DELETE /v1/subscriptions/{id}': (account, input) => {
    const subscription = subscriptionOf(account, idOf(input));
    if (subscription.ended_at !== null) throw missing('subscription', subscription.id);
    takeReasons(subscription, input.params);
    settleAtEnd(account, subscription, input.params);
    endSubscription(account, subscription);
    return subscription;
  },
  'GET /v1/subscriptions': (account, { params }) => {
    refuseUnmodelled(params, ['automatic_tax', 'current_period_end', 'current_period_start', 'plan', 'test_clock']);
    const status = text(params, 'status');
    const customer = text(params, 'customer');
    const price = text(params, 'price');
    const fitting = [...account.subscriptions.values()]
      .filter((one) => customer === undefined || one.customer === customer)
      .filter((one) => price === undefined || one.items.data.some((item) => item.price.id === price))
      .filter((one) => fits(one, status));
    return pageOf('/v1/subscriptions', fitting, params);
  },
};

/** The subscription that an id means. */
export function subscriptionOf(account: Account, id: string, param = 'id'): Subscription {
  const subscription = account.subscriptions.get(id);
  if (!subscription) throw missing('subscription', id, param);
  return subscription;
}

/** Without a status all that are not canceled are listed: https://docs.stripe.com/api/subscriptions/list */
function fits(subscription: Subscription, status: string | undefined): boolean {
  if (status === undefined) return subscription.status !== 'canceled';
  if (status === 'all') return true;
  if (status === 'ended') return subscription.status === 'canceled' || subscription.status === 'incomplete_expired';
  return subscription.status === status;
}

/** Changes a subscription as a call, or its customer in the portal, says. */
export function updateSubscription(account: Account, subscription: Subscription, params: Params): void {
  refuseUnmodelled(params, unmodelled);
  if (params['billing_cycle_anchor'] !== 'unchanged') refuseUnmodelled(params, ['billing_cycle_anchor']);
  if (params['trial_end'] !== 'now') refuseUnmodelled(params, ['trial_end']);
  if (subscription.ended_at !== null) {
    const { metadata: _, cancellation_details: _details, expand: _expand, ...rest } = params;
    if (Object.keys(rest).length > 0) {
      throw refuse('A canceled subscription can only update its cancellation_details and metadata.');
    }
  }
  const before = structuredClone(subscription);
  orNothing(subscription, () => change(account, subscription, params));
  account.emit('customer.subscription.updated', subscription, differences(before, subscription));
  renewWhenDue(account, subscription);
  account.catchUp();
}

function change(account: Account, subscription: Subscription, params: Params): void {
  subscription.metadata = changedMetadata(subscription.metadata, params);
  if (params['description'] !== undefined) subscription['description'] = text(params, 'description') ?? null;
  if (params['default_payment_method'] !== undefined) {
    subscription.default_payment_method = text(params, 'default_payment_method') ?? null;
  }
  takeReasons(subscription, params);
  takeEnd(account, subscription, params);
  if (params['items'] !== undefined) {
    refuseUnpaid(account, subscription, params);
    changeItems(
      account,
      subscription,
      parts(params, 'items'),
      text(params, 'proration_behavior') ?? 'create_prorations',
    );
  }
  if (params['trial_end'] === 'now' && subscription.status === 'trialing') {
    subscription.trial_end = account.nowS();
    subscription.billing_cycle_anchor = account.nowS();
    for (const item of subscription.items.data) item.current_period_end = account.nowS();
  }
}

/** `error_if_incomplete` changes nothing when it cannot be paid: https://docs.stripe.com/api/subscriptions/update */
function refuseUnpaid(account: Account, subscription: Subscription, params: Params): void {
  if (text(params, 'payment_behavior') !== 'error_if_incomplete') return;
  if (text(params, 'proration_behavior') !== 'always_invoice') return;
  const owed = prorationsOf(account, subscription, parts(params, 'items')).reduce((sum, { amount }) => sum + amount, 0);
  if (owed <= 0 || !account.failingCustomers.has(subscription.customer)) return;
  throw new StripeRefusal(402, { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' });
}

function takeEnd(account: Account, subscription: Subscription, params: Params): void {
  const atPeriodEnd = flag(params, 'cancel_at_period_end');
  const cancelAt = whole(params, 'cancel_at');
  if (atPeriodEnd && cancelAt !== undefined) {
    throw refuse('Only one of cancel_at and cancel_at_period_end can be given.', { param: 'cancel_at' });
  }
  if (atPeriodEnd !== undefined) {
    subscription.cancel_at_period_end = atPeriodEnd;
    subscription.cancel_at = atPeriodEnd ? periodOf(subscription).end : null;
    subscription.canceled_at = atPeriodEnd ? account.nowS() : null;
    if (atPeriodEnd) subscription.cancellation_details.reason = 'cancellation_requested';
    else subscription.cancellation_details = { comment: null, feedback: null, reason: null };
  }
  if (params['cancel_at'] === '') {
    subscription.cancel_at = null;
    subscription.canceled_at = null;
  }
  if (cancelAt === undefined) return;
  if (cancelAt <= account.nowS()) throw refuse('cancel_at must be in the future.', { param: 'cancel_at' });
  subscription.cancel_at = cancelAt;
  subscription.canceled_at = account.nowS();
}

function takeReasons(subscription: Subscription, params: Params): void {
  const given = part(params, 'cancellation_details');
  if (!given) return;
  const { comment, feedback, reason } = subscription.cancellation_details;
  subscription.cancellation_details = {
    reason,
    comment: given['comment'] === undefined ? comment : (text(given, 'comment') ?? null),
    feedback: given['feedback'] === undefined ? feedback : (text(given, 'feedback') ?? null),
  };
}

/** Unless asked for, a subscription that is cut short bills no usage and gives nothing back. */
function settleAtEnd(account: Account, subscription: Subscription, params: Params): void {
  const period = periodOf(subscription);
  const now = account.nowS();
  const lines = [...(account.pendingLines.get(subscription.id) ?? [])];
  for (const item of subscription.items.data) {
    const isMetered = item.price.recurring?.usage_type === 'metered';
    if (isMetered && flag(params, 'invoice_now')) {
      lines.push(...usageLines(account, subscription, item, { start: period.start, end: now }));
    } else if (!isMetered && flag(params, 'prorate')) {
      lines.push(...creditLines(account, subscription, item, { start: now, end: period.end }, period));
    }
  }
  if (!flag(params, 'invoice_now') || lines.length === 0) return;
  account.pendingLines.set(subscription.id, lines);
  invoicePending(account, subscription, 'manual');
}
