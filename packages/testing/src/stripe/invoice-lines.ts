import type { Account } from './account.ts';
import { type RatedPart, rateUsage, shareOf } from './rate-usage.ts';
import type { InvoiceLine, Subscription, SubscriptionItem } from './stripe-objects.ts';
import { sumUsage } from './sum-usage.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The lines of what a metered item's customer has used in a span: never less than nothing. */
export function usageLines(
  account: Account,
  subscription: Subscription,
  item: SubscriptionItem,
  span: Span,
): InvoiceLine[] {
  const meter = account.meters.get(item.price.recurring?.meter ?? '');
  if (!meter) return [];
  // A negative cycle is billed as 0: docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api
  const quantity = Math.max(0, sumUsage(account, meter, subscription.customer, span.start, span.end));
  return rateUsage(item.price, quantity).map((part) => lineOf(account, subscription, item, part, span, false));
}

/** The lines of a licensed item in advance; of a span that is shorter than its period, the share. */
export function licenceLines(
  account: Account,
  subscription: Subscription,
  item: SubscriptionItem,
  span: Span,
  shareIn: Span = span,
): InvoiceLine[] {
  const part = span.end - span.start;
  const of = shareIn.end - shareIn.start;
  return rateUsage(item.price, item.quantity ?? 1).map((rated) =>
    lineOf(account, subscription, item, { ...rated, amount: shareOf(rated.amount, part, of) }, span, part !== of),
  );
}

/** A line that gives back what of a paid period is left. */
export function creditLines(
  account: Account,
  subscription: Subscription,
  item: SubscriptionItem,
  span: Span,
  of: Span,
) {
  return licenceLines(account, subscription, item, span, of).map((line) => ({
    ...line,
    amount: -line.amount,
    subtotal: -line.amount,
    description: `Unused time: ${line['description']}`,
  }));
}

/** A line of no charge for a span on trial. */
export function trialLine(
  account: Account,
  subscription: Subscription,
  item: SubscriptionItem,
  span: Span,
): InvoiceLine {
  const part = { quantity: item.quantity ?? 1, amount: 0, unitAmountDecimal: '0' };
  return lineOf(account, subscription, item, part, span, false);
}

function lineOf(
  account: Account,
  subscription: Subscription,
  item: SubscriptionItem,
  { quantity, amount, unitAmountDecimal, tier }: RatedPart,
  period: Span,
  isProration: boolean,
): InvoiceLine {
  const product = account.products.get(item.price.product);
  return {
    id: account.newId('il'),
    object: 'line_item',
    amount,
    currency: item.price.currency,
    description: `${quantity} × ${product?.name ?? item.price.product}${tier === undefined ? '' : ` (Tier ${tier})`}`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: { ...subscription.metadata },
    parent: {
      type: 'subscription_item_details',
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: isProration,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item.id,
      },
    },
    period: { ...period },
    pretax_credit_amounts: [],
    pricing: {
      type: 'price_details',
      price_details: { price: item.price.id, product: item.price.product },
      unit_amount_decimal: unitAmountDecimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  };
}
