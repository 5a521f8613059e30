import type { Account } from './account.ts';
import { priceOf } from './prices.ts';
import { changedMetadata, type Params, refuseUnmodelled, text, whole } from './read-params.ts';
import { refuse } from './refusal.ts';
import type { Price, Subscription, SubscriptionItem } from './stripe-objects.ts';

/** An item as a call orders it; `at` is the parameter that it stands under, such as `items[0]`. */
export interface OrderedItem {
  readonly price: Price;
  readonly quantity: number | undefined;
  readonly params: Params;
}

/** Reads an ordered item: its price is active, and a quantity stands just where it may. */
export function readItem(account: Account, params: Params, at: string): OrderedItem {
  refuseUnmodelled(params, ['price_data', 'plan', 'discounts', 'tax_rates', 'billing_thresholds', 'current_trial']);
  const param = (name: string) => (at === '' ? name : `${at}[${name}]`);
  const id = text(params, 'price');
  if (id === undefined)
    throw refuse(`Missing required param: ${param('price')}.`, { param: param('price'), code: 'parameter_missing' });
  const price = priceOf(account, id, param('price'));
  if (!price.active)
    throw refuse(`The price specified is inactive. This field only accepts active prices.`, { param: param('price') });
  const quantity = whole(params, 'quantity');
  refuseQuantity(price, quantity, at);
  return { price, quantity, params };
}

/** A metered price takes no quantity: https://docs.stripe.com/billing/subscriptions/quantities */
export function refuseQuantity(price: Price, quantity: number | undefined, at: string): void {
  if (quantity === undefined) return;
  const param = at === '' ? 'quantity' : `${at}[quantity]`;
  if (price.recurring?.usage_type === 'metered') {
    throw refuse(
      `Quantity should not be specified where usage_type is \`metered\`. Remove quantity from \`${at === '' ? 'quantity' : at}\``,
      {
        param,
      },
    );
  }
  if (quantity < 0) throw refuse('Invalid non-negative integer', { param, code: 'parameter_invalid_integer' });
}

/** Makes the item of a subscription that an order asks for. */
export function newItem(
  account: Account,
  subscription: Subscription,
  { price, quantity, params }: OrderedItem,
  period: { readonly start: number; readonly end: number },
): SubscriptionItem {
  return {
    id: account.newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: account.nowS(),
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: changedMetadata({}, params),
    plan: planOf(price),
    price,
    ...(price.recurring?.usage_type !== 'metered' && { quantity: quantity ?? 1 }),
    subscription: subscription.id,
    tax_rates: [],
  };
}

/** The plan that stands for a price in what is older than prices. */
export function planOf(price: Price): object {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: price.recurring?.meter ?? null,
    nickname: price['nickname'],
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring?.usage_type ?? 'licensed',
  };
}
