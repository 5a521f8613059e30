import type { Account } from './account.ts';
import { creditLines, licenceLines, usageLines } from './invoice-lines.ts';
import { makeInvoice } from './make-invoice.ts';
import { newItem, planOf, readItem, refuseQuantity } from './new-item.ts';
import { priceOf } from './prices.ts';
import { changedMetadata, flag, type Params, text, whole } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import { periodOf } from './renew-subscription.ts';
import { cycleOf } from './start-subscription.ts';
import type { InvoiceLine, Subscription, SubscriptionItem } from './stripe-objects.ts';

/**
 * Changes a subscription's items as ordered: those with an id are changed or taken out, others are put in. What was paid
 * in advance is prorated to the second: https://docs.stripe.com/billing/subscriptions/prorations
 */
export function changeItems(
  account: Account,
  subscription: Subscription,
  ordered: readonly Params[],
  behavior: string,
): void {
  const period = periodOf(subscription);
  const left = { start: Math.max(period.start, account.nowS()), end: period.end };
  const isFree = subscription.status === 'trialing' || behavior === 'none';
  const prorations: InvoiceLine[] = [];
  const credit = (item: SubscriptionItem) => {
    if (!isFree && !isMetered(item)) prorations.push(...creditLines(account, subscription, item, left, period));
  };
  const charge = (item: SubscriptionItem) => {
    if (!isFree && !isMetered(item)) prorations.push(...licenceLines(account, subscription, item, left, period));
  };
  for (const [at, params] of ordered.entries()) {
    const id = text(params, 'id');
    if (id === undefined) {
      const added = newItem(account, subscription, readItem(account, params, `items[${at}]`), period);
      refuseTwice(subscription, added, `items[${at}][price]`);
      subscription.items.data.push(added);
      charge(added);
      continue;
    }
    const item = subscription.items.data.find((one) => one.id === id);
    if (!item) throw missing('subscription item', id, `items[${at}][id]`);
    if (flag(params, 'deleted')) {
      // What was used under a price that goes is still owed: flexible billing mode.
      if (!isFree && isMetered(item) && flag(params, 'clear_usage') !== true) {
        prorations.push(...usageLines(account, subscription, item, { start: period.start, end: left.start }));
      }
      credit(item);
      subscription.items.data = subscription.items.data.filter((one) => one !== item);
      if (subscription.items.data.length === 0 && ordered.length === at + 1) {
        throw refuse('A subscription must have at least one active plan.', { param: 'items' });
      }
      continue;
    }
    changeItem(account, subscription, item, params, `items[${at}]`, { credit, charge });
  }
  cycleOf(subscription.items.data);
  if (prorations.length === 0) return;
  account.pendingLines.set(subscription.id, [...(account.pendingLines.get(subscription.id) ?? []), ...prorations]);
  if (behavior === 'always_invoice') invoicePending(account, subscription, 'subscription_update');
}

/** What a change of items would be charged and given back, without being made. */
export function prorationsOf(
  account: Account,
  subscription: Subscription,
  ordered: readonly Params[],
): readonly InvoiceLine[] {
  const pendingLines = new Map<string, InvoiceLine[]>();
  changeItems({ ...account, pendingLines }, structuredClone(subscription), ordered, 'create_prorations');
  return pendingLines.get(subscription.id) ?? [];
}

/** Has a change of a subscription happen whole, or not at all. */
export function orNothing(subscription: Subscription, change: () => void): void {
  const before = structuredClone(subscription);
  try {
    change();
  } catch (error) {
    Object.assign(subscription, before);
    throw error;
  }
}

/** Bills at once what waited for the next invoice. */
export function invoicePending(
  account: Account,
  subscription: Subscription,
  reason: 'subscription_update' | 'manual',
): void {
  const lines = account.pendingLines.get(subscription.id) ?? [];
  account.pendingLines.delete(subscription.id);
  const { start } = periodOf(subscription);
  makeInvoice(account, subscription, {
    reason,
    period: { start, end: account.nowS() },
    draw: () => lines,
    isFinalAtOnce: true,
  });
}

function changeItem(
  account: Account,
  subscription: Subscription,
  item: SubscriptionItem,
  params: Params,
  at: string,
  money: { readonly credit: (item: SubscriptionItem) => void; readonly charge: (item: SubscriptionItem) => void },
): void {
  item.metadata = changedMetadata(item.metadata, params);
  const priceId = text(params, 'price');
  const price = priceId === undefined ? item.price : priceOf(account, priceId, `${at}[price]`);
  if (!price.active && price !== item.price) {
    throw refuse('The price specified is inactive. This field only accepts active prices.', { param: `${at}[price]` });
  }
  const quantity = whole(params, 'quantity');
  refuseQuantity(price, quantity, at);
  if (price === item.price && (quantity === undefined || quantity === item.quantity)) return;
  if (price !== item.price) refuseTwice(subscription, { ...item, price }, `${at}[price]`);
  money.credit(item);
  item.price = price;
  item['plan'] = planOf(price);
  if (isMetered(item)) delete item.quantity;
  else item.quantity = quantity ?? item.quantity ?? 1;
  money.charge(item);
}

function refuseTwice(subscription: Subscription, item: SubscriptionItem, param: string): void {
  const other = subscription.items.data.find((one) => one.id !== item.id && one.price.id === item.price.id);
  if (other) throw refuse(`Price ${item.price.id} is already used by an existing Subscription Item.`, { param });
}

function isMetered(item: SubscriptionItem): boolean {
  return item.price.recurring?.usage_type === 'metered';
}
