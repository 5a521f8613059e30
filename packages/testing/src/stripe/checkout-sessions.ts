import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { customerOf } from './customers.ts';
import { pageOf } from './pages.ts';
import { plainSession } from './plain-session.ts';
import { priceOf } from './prices.ts';
import {
  changedMetadata,
  flag,
  type Params,
  part,
  parts,
  refuseUnmodelled,
  text,
  texts,
  whole,
} from './read-params.ts';
import { missing, notModelled, refuse } from './refusal.ts';
import { cycleOf } from './start-subscription.ts';
import type { CheckoutSession } from './stripe-objects.ts';

const unmodelled = [
  'after_expiration',
  'discounts',
  'optional_items',
  'payment_intent_data',
  'setup_intent_data',
  'invoice_creation',
  'shipping_options',
  'shipping_address_collection',
  'currency',
];

/** Checkout in subscription mode: https://docs.stripe.com/api/checkout/sessions */
export const checkoutAnswers: Answers = {
  'POST /v1/checkout/sessions': (account, { params }) => createSession(account, params),
  'GET /v1/checkout/sessions/{id}': (account, input) => sessionOf(account, idOf(input)),
  'GET /v1/checkout/sessions/{id}/line_items': (account, input) => sessionOf(account, idOf(input))['line_items'],
  'GET /v1/checkout/sessions': (account, { params }) => {
    refuseUnmodelled(params, ['customer_details', 'payment_intent', 'payment_link']);
    const fitting = [...account.sessions.values()]
      .filter((one) => params['customer'] === undefined || one.customer === params['customer'])
      .filter((one) => params['status'] === undefined || one.status === params['status'])
      .filter((one) => params['subscription'] === undefined || one.subscription === params['subscription']);
    return pageOf('/v1/checkout/sessions', fitting, params);
  },
  'POST /v1/checkout/sessions/{id}/expire': (account, input) => {
    const session = sessionOf(account, idOf(input));
    if (session.status !== 'open') {
      throw refuse(`Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`);
    }
    expire(account, session);
    return session;
  },
};

function createSession(account: Account, params: Params): CheckoutSession {
  refuseUnmodelled(params, unmodelled);
  const mode = text(params, 'mode');
  if (mode === undefined) throw refuse('Missing required param: mode.', { param: 'mode', code: 'parameter_missing' });
  if (mode !== 'subscription') throw notModelled(`checkout in ${mode} mode`);
  const uiMode = text(params, 'ui_mode') ?? 'hosted_page';
  if (uiMode !== 'hosted_page') throw notModelled(`the ui_mode ${uiMode}`);
  const success = text(params, 'success_url');
  if (success === undefined)
    throw refuse('Missing required param: success_url.', { param: 'success_url', code: 'parameter_missing' });
  for (const name of ['success_url', 'cancel_url']) {
    const url = text(params, name);
    if (url !== undefined && !URL.canParse(url)) throw refuse('Not a valid URL', { param: name, code: 'url_invalid' });
  }
  const customer = text(params, 'customer');
  const email = text(params, 'customer_email');
  if (customer !== undefined && email !== undefined) {
    throw refuse('You may only specify one of these parameters: customer, customer_email.', { param: 'customer' });
  }
  if (customer !== undefined) customerOf(account, customer, 'customer');
  const lines = orderedLines(account, params);
  const data = part(params, 'subscription_data') ?? {};
  refuseUnmodelled(data, [
    'application_fee_percent',
    'default_tax_rates',
    'transfer_data',
    'on_behalf_of',
    'billing_mode',
  ]);
  const now = account.nowS();
  const expires = whole(params, 'expires_at') ?? now + 86_400;
  // 30 minutes to 24 hours: docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at
  if (expires < now + 1_800 || expires > now + 86_400) {
    throw refuse('The `expires_at` timestamp must be between 30 minutes and 24 hours after creation.', {
      param: 'expires_at',
    });
  }
  const id = account.newId('cs_test');
  const session: CheckoutSession = {
    ...plainSession,
    id,
    object: 'checkout.session',
    amount_subtotal: lines.amount,
    amount_total: lines.amount,
    allow_promotion_codes: flag(params, 'allow_promotion_codes') ?? null,
    allowed_payment_method_types: params['allowed_payment_method_types']
      ? texts(params, 'allowed_payment_method_types')
      : null,
    billing_address_collection: text(params, 'billing_address_collection') ?? null,
    cancel_url: text(params, 'cancel_url') ?? null,
    client_reference_id: text(params, 'client_reference_id') ?? null,
    created: now,
    currency: lines.currency,
    customer: customer ?? null,
    customer_email: email ?? null,
    expires_at: expires,
    invoice: null,
    line_items: { object: 'list', data: lines.data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` },
    locale: text(params, 'locale') ?? null,
    metadata: changedMetadata({}, params),
    mode,
    payment_method_collection: text(params, 'payment_method_collection') ?? 'always',
    payment_status: 'unpaid',
    status: 'open',
    subscription: null,
    success_url: success,
    ui_mode: uiMode,
    url: `https://checkout.stripe.com/c/pay/${id}`,
  };
  account.orders.set(id, params);
  account.sessions.set(id, session);
  account.at(expires, () => {
    if (session.status === 'open') expire(account, session);
  });
  return session;
}

function orderedLines(account: Account, params: Params) {
  const given = parts(params, 'line_items');
  if (given.length === 0) {
    throw refuse('`line_items` is required in `subscription` mode.', {
      param: 'line_items',
      code: 'parameter_missing',
    });
  }
  if (given.length > 20)
    throw refuse('There is a maximum of 20 line items with recurring Prices.', { param: 'line_items' });
  const prices = given.map((line, at) => {
    refuseUnmodelled(line, ['price_data', 'dynamic_tax_rates', 'tax_rates', 'adjustable_quantity']);
    const price = priceOf(account, text(line, 'price') ?? '', `line_items[${at}][price]`);
    if (!price.active)
      throw refuse('The price specified is inactive. This field only accepts active prices.', {
        param: `line_items[${at}][price]`,
      });
    const isMetered = price.recurring?.usage_type === 'metered';
    const isCounted = whole(line, 'quantity') !== undefined;
    const param = `line_items[${at}]`;
    // Both sentences are the real ones: better-auth issue 8920, stripe-java issue 1584.
    if (isMetered && isCounted) {
      throw refuse(
        `Quantity should not be specified where usage_type is \`metered\`. Remove quantity from \`${param}\``,
        { param: `${param}[quantity]` },
      );
    }
    if (!isMetered && !isCounted)
      throw refuse(`Quantity is required. Add \`quantity\` to \`${param}\``, { param: `${param}[quantity]` });
    return { price, quantity: whole(line, 'quantity') ?? null };
  });
  cycleOf(prices);
  const data = prices.map(({ price, quantity }) => ({
    id: account.newId('li'),
    object: 'item',
    amount_discount: 0,
    amount_subtotal: (price.unit_amount ?? 0) * (quantity ?? 0),
    amount_tax: 0,
    amount_total: (price.unit_amount ?? 0) * (quantity ?? 0),
    currency: price.currency,
    description: account.products.get(price.product)?.name ?? null,
    price,
    quantity,
  }));
  const amount = data.reduce((sum, { amount_total }) => sum + amount_total, 0);
  return { data, amount, currency: prices[0]?.price.currency ?? null };
}

/** The session that an id means. */
export function sessionOf(account: Account, id: string): CheckoutSession {
  const session = account.sessions.get(id);
  if (!session) throw missing('checkout.session', id);
  return session;
}

function expire(account: Account, session: CheckoutSession): void {
  session.status = 'expired';
  session.url = null;
  account.emit('checkout.session.expired', shown(session));
}

/** A session as events tell it: without what is told on request alone. */
export function shown(session: CheckoutSession): object {
  const { line_items: _, ...rest } = session;
  return rest;
}
