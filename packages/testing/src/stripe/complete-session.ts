import type { Account } from './account.ts';
import { sessionOf, shown } from './checkout-sessions.ts';
import { createCustomer, customerOf } from './customers.ts';
import { priceOf } from './prices.ts';
import { part, parts, text, whole } from './read-params.ts';
import { startSubscription } from './start-subscription.ts';
import type { CheckoutSession } from './stripe-objects.ts';

/** What a customer does on Stripe's page: pays, with a card that works unless told otherwise. */
export function completeSession(account: Account, sessionId: string, email: string): CheckoutSession {
  const session = sessionOf(account, sessionId);
  if (session.status !== 'open') throw new Error(`The session ${sessionId} is ${session.status}`);
  const order = account.orders.get(sessionId);
  if (!order) throw new Error(`The session ${sessionId} has no order`);
  const customer = session.customer
    ? customerOf(account, session.customer)
    : createCustomer(account, { email: session.customer_email ?? email });
  customer.email ??= email;
  if (account.failingCustomers.has(customer.id)) throw new Error('A card that fails does not get through a checkout');
  customer.invoice_settings.default_payment_method = account.newId('pm');
  const data = part(order, 'subscription_data') ?? {};
  const items = parts(order, 'line_items').map((item) => ({
    price: priceOf(account, text(item, 'price') ?? ''),
    quantity: whole(item, 'quantity'),
    params: { metadata: item['metadata'] },
  }));
  const paymentMethod = { default_payment_method: customer.invoice_settings.default_payment_method };
  const subscription = startSubscription(account, customer, items, { ...data, ...paymentMethod });
  session.status = 'complete';
  session.customer = customer.id;
  session.subscription = subscription.id;
  session.invoice = subscription.latest_invoice;
  // On trial the payment is for a later day.
  session.payment_status = subscription.status === 'trialing' ? 'no_payment_required' : 'paid';
  session.url = null;
  session['customer_details'] = {
    address: null,
    business_name: null,
    email: customer.email,
    individual_name: null,
    name: customer.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
  account.emit('checkout.session.completed', shown(session));
  return session;
}
