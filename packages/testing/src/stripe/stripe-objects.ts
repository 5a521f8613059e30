/** An object of Stripe's. The fields that the fake computes with are named; all others are carried along. */
export interface StripeObject {
  id: string;
  object: string;
  [field: string]: unknown;
}

interface KeptObject extends StripeObject {
  created: number;
  metadata: Record<string, string>;
}

export interface Customer extends KeptObject {
  object: 'customer';
  email: string | null;
  name: string | null;
  balance: number;
  currency: string | null;
  delinquent: boolean;
  invoice_settings: { default_payment_method: string | null; [field: string]: unknown };
}

export interface Product extends KeptObject {
  object: 'product';
  active: boolean;
  name: string;
}

export interface Tier {
  flat_amount: number | null;
  flat_amount_decimal: string | null;
  unit_amount: number | null;
  unit_amount_decimal: string | null;
  up_to: number | null;
}

export interface Recurring {
  interval: 'day' | 'week' | 'month' | 'year';
  interval_count: number;
  meter: string | null;
  trial_period_days: number | null;
  usage_type: 'licensed' | 'metered';
}

export interface Price extends KeptObject {
  object: 'price';
  active: boolean;
  billing_scheme: 'per_unit' | 'tiered';
  currency: string;
  lookup_key: string | null;
  product: string;
  recurring: Recurring | null;
  tiers: Tier[] | null;
  tiers_mode: 'graduated' | 'volume' | null;
  transform_quantity: { divide_by: number; round: 'up' | 'down' } | null;
  unit_amount: number | null;
  unit_amount_decimal: string | null;
}

export interface Meter extends StripeObject {
  object: 'billing.meter';
  created: number;
  event_name: string;
  status: 'active' | 'inactive';
  status_transitions: { deactivated_at: number | null };
  customer_mapping: { event_payload_key: string; type: 'by_id' };
  value_settings: { event_payload_key: string };
  default_aggregation: { formula: 'sum' | 'count' | 'last' };
  updated: number;
}

/** A meter event as it was taken. */
export interface TakenMeterEvent {
  readonly meterId: string;
  readonly eventName: string;
  readonly identifier: string;
  readonly customerId: string;
  readonly value: number;
  readonly timestampS: number;
  readonly receivedAtS: number;
  /** Its customer did not exist when the event was looked at; it counts for nobody. */
  isLost: boolean;
  cancelledAtS: number | undefined;
}

export interface SubscriptionItem extends KeptObject {
  object: 'subscription_item';
  price: Price;
  quantity?: number;
  subscription: string;
  current_period_start: number;
  current_period_end: number;
}

export interface Subscription extends KeptObject {
  object: 'subscription';
  billing_cycle_anchor: number;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  canceled_at: number | null;
  cancellation_details: { comment: string | null; feedback: string | null; reason: string | null };
  currency: string;
  customer: string;
  default_payment_method: string | null;
  ended_at: number | null;
  items: { object: 'list'; data: SubscriptionItem[]; has_more: boolean; url: string };
  latest_invoice: string | null;
  status: 'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'canceled' | 'unpaid' | 'paused';
  trial_end: number | null;
  trial_start: number | null;
}

export interface InvoiceLine extends StripeObject {
  object: 'line_item';
  amount: number;
  invoice: string | null;
  period: { start: number; end: number };
  pricing: {
    type: 'price_details';
    price_details: { price: string; product: string };
    unit_amount_decimal: string | null;
  };
  quantity: number | null;
}

export interface Invoice extends KeptObject {
  object: 'invoice';
  amount_due: number;
  amount_paid: number;
  amount_remaining: number;
  attempt_count: number;
  attempted: boolean;
  billing_reason: string;
  customer: string;
  lines: { object: 'list'; data: InvoiceLine[]; has_more: boolean; url: string };
  next_payment_attempt: number | null;
  parent: {
    type: 'subscription_details';
    subscription_details: { subscription: string; metadata: object };
    quote_details: null;
  };
  period_start: number;
  period_end: number;
  starting_balance: number;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  status_transitions: {
    finalized_at: number | null;
    marked_uncollectible_at: number | null;
    paid_at: number | null;
    voided_at: number | null;
  };
  subtotal: number;
  total: number;
}

export interface CheckoutSession extends KeptObject {
  object: 'checkout.session';
  customer: string | null;
  customer_email: string | null;
  expires_at: number;
  invoice: string | null;
  payment_status: 'no_payment_required' | 'paid' | 'unpaid';
  status: 'open' | 'complete' | 'expired';
  subscription: string | null;
  url: string | null;
}

export interface CreditGrant extends KeptObject {
  object: 'billing.credit_grant';
  amount: { type: 'monetary'; monetary: { currency: string; value: number } };
  applicability_config: { scope: { price_type?: string; prices?: readonly { id: string }[] } };
  customer: string;
  effective_at: number;
  expires_at: number | null;
  priority: number;
}

/** A snapshot event. */
export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: unknown; readonly previous_attributes?: object };
  readonly [field: string]: unknown;
}

/** A thin event; what is delivered is without `data`: https://docs.stripe.com/event-destinations#thin-events */
export interface ThinEvent {
  readonly id: string;
  readonly object: 'v2.core.event';
  readonly type: string;
  /** ISO 8601, as everything of v2. */
  readonly created: string;
  readonly data: object;
  readonly [field: string]: unknown;
}

export interface WebhookEndpoint extends KeptObject {
  object: 'webhook_endpoint';
  enabled_events: readonly string[];
  secret: string;
  status: 'enabled' | 'disabled';
  url: string;
}
