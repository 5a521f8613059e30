import type { Account } from './account.ts';
import { periodEnd } from './billing-period.ts';
import { differences } from './customers.ts';
import { endSubscription } from './end-subscription.ts';
import { licenceLines, usageLines } from './invoice-lines.ts';
import { makeInvoice } from './make-invoice.ts';
import type { InvoiceLine, Subscription } from './stripe-objects.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Has a subscription turn when its period ends, and on from there. */
export function renewWhenDue(account: Account, subscription: Subscription): void {
  const { end } = periodOf(subscription);
  const at = subscription.cancel_at === null ? end : Math.min(end, subscription.cancel_at);
  account.at(at, () => {
    // What has ended, turned or been given another end since has its own appointment.
    const due =
      subscription.cancel_at === null
        ? periodOf(subscription).end
        : Math.min(periodOf(subscription).end, subscription.cancel_at);
    if (subscription.ended_at !== null || due !== at) return;
    if (subscription.status === 'incomplete' || subscription.status === 'incomplete_expired') return;
    renew(account, subscription, at);
  });
}

/** The lines of the invoice at a period's end: what was used in it, and the licences of the next one. */
export function cycleLines(
  account: Account,
  subscription: Subscription,
  used: Span | undefined,
  next: Span | undefined,
): InvoiceLine[] {
  const lines: InvoiceLine[] = [];
  for (const item of subscription.items.data) {
    if (item.price.recurring?.usage_type === 'metered') {
      if (used) lines.push(...usageLines(account, subscription, item, used));
    } else if (next) lines.push(...licenceLines(account, subscription, item, next));
  }
  return lines;
}

/** The period that a subscription is in. */
export function periodOf(subscription: Subscription): Span {
  const [item] = subscription.items.data;
  return { start: item?.current_period_start ?? 0, end: item?.current_period_end ?? 0 };
}

/** The period after the one that a subscription is in. */
export function nextPeriod(subscription: Subscription): Span {
  const { end } = periodOf(subscription);
  const recurring = subscription.items.data[0]?.price.recurring;
  return { start: end, end: recurring ? periodEnd(end, subscription.billing_cycle_anchor, recurring) : end };
}

function renew(account: Account, subscription: Subscription, at: number): void {
  const ended = { start: periodOf(subscription).start, end: at };
  const wasTrial = subscription.status === 'trialing';
  // What is used on trial is not billed.
  const used = wasTrial ? undefined : ended;
  const pending = account.pendingLines.get(subscription.id) ?? [];
  account.pendingLines.delete(subscription.id);
  const items = structuredClone(subscription);
  const isLast = subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= at);
  const next = isLast ? undefined : nextPeriod(subscription);
  const draw = () => [...pending, ...cycleLines(account, items, used, next)];
  if (!next) {
    if (draw().length > 0) bill(account, subscription, ended, draw);
    endSubscription(account, subscription);
    return;
  }
  const before = structuredClone(subscription);
  for (const item of subscription.items.data) {
    item.current_period_start = next.start;
    item.current_period_end = next.end;
  }
  if (wasTrial) subscription.status = 'active';
  bill(account, subscription, ended, draw);
  account.emit('customer.subscription.updated', subscription, differences(before, subscription));
  renewWhenDue(account, subscription);
}

function bill(account: Account, subscription: Subscription, period: Span, draw: () => InvoiceLine[]): void {
  const staysDraft = subscription.status === 'unpaid';
  makeInvoice(account, subscription, { reason: 'subscription_cycle', period, draw, isFinalAtOnce: false, staysDraft });
}
