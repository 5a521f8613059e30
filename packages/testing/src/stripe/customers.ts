import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { endSubscription } from './end-subscription.ts';
import { pageOf } from './pages.ts';
import { changedMetadata, type Params, part, refuseUnmodelled, text, texts, whole } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { Customer, StripeObject } from './stripe-objects.ts';

const plain = ['description', 'email', 'individual_name', 'business_name', 'name', 'phone', 'tax_exempt'] as const;

/** Customers and their balances. */
export const customerAnswers: Answers = {
  'POST /v1/customers': (account, { params }) => createCustomer(account, params),
  'GET /v1/customers/{id}': (account, input) => {
    const id = idOf(input);
    if (account.deletedCustomers.has(id)) return { id, object: 'customer', deleted: true };
    return customerOf(account, id);
  },
  'POST /v1/customers/{id}': (account, input) => {
    const customer = customerOf(account, idOf(input));
    const before = structuredClone(customer);
    change(customer, input.params);
    account.emit('customer.updated', customer, differences(before, customer));
    return customer;
  },
  'DELETE /v1/customers/{id}': (account, input) => {
    const customer = customerOf(account, idOf(input));
    for (const subscription of account.subscriptions.values()) {
      if (subscription.customer === customer.id && subscription.status !== 'canceled')
        endSubscription(account, subscription);
    }
    account.customers.delete(customer.id);
    account.deletedCustomers.add(customer.id);
    account.emit('customer.deleted', customer);
    return { id: customer.id, object: 'customer', deleted: true };
  },
  'GET /v1/customers': (account, { params }) => {
    const email = text(params, 'email');
    const fitting = [...account.customers.values()].filter((one) => email === undefined || one.email === email);
    return pageOf('/v1/customers', fitting, params);
  },
  'POST /v1/customers/{id}/balance_transactions': (account, input) => {
    const customer = customerOf(account, idOf(input));
    const amount = whole(input.params, 'amount') ?? 0;
    const currency = text(input.params, 'currency') ?? '';
    if (customer.currency !== null && customer.currency !== currency) {
      throw refuse(`The customer's balance is in ${customer.currency}.`, { param: 'currency' });
    }
    customer.currency = currency;
    return addToBalance(account, customer, amount, {
      type: 'adjustment',
      description: text(input.params, 'description'),
      metadata: changedMetadata({}, input.params),
    });
  },
  'GET /v1/customers/{id}/balance_transactions': (account, input) => {
    const customer = customerOf(account, idOf(input));
    const fitting = [...account.balanceTransactions.values()].filter((one) => one['customer'] === customer.id);
    return pageOf(`/v1/customers/${customer.id}/balance_transactions`, fitting, input.params);
  },
};

/** Makes a customer, as the API or a finished checkout does. */
export function createCustomer(account: Account, params: Params): Customer {
  refuseUnmodelled(params, ['cash_balance', 'source', 'tax_id_data', 'test_clock']);
  const id = account.newId('cus');
  const customer: Customer = {
    id,
    object: 'customer',
    address: null,
    balance: whole(params, 'balance') ?? 0,
    created: account.nowS(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  change(customer, params);
  account.customers.set(id, customer);
  account.emit('customer.created', customer);
  return customer;
}

/** The customer that an id means; refused when there is none, or no more. */
export function customerOf(account: Account, id: string, param = 'id'): Customer {
  const customer = account.customers.get(id);
  if (!customer) throw missing('customer', id, param);
  return customer;
}

/** Moves a customer's balance: below zero is credit. In the currency's smallest unit. */
export function addToBalance(
  account: Account,
  customer: Customer,
  amount: number,
  why: {
    readonly type: string;
    readonly description?: string | undefined;
    readonly invoice?: string;
    readonly metadata?: Record<string, string>;
  },
): StripeObject {
  customer.balance += amount;
  const transaction: StripeObject = {
    id: account.newId('cbtxn'),
    object: 'customer_balance_transaction',
    amount,
    checkout_session: null,
    created: account.nowS(),
    credit_note: null,
    currency: customer.currency,
    customer: customer.id,
    customer_account: null,
    description: why.description ?? null,
    ending_balance: customer.balance,
    invoice: why.invoice ?? null,
    livemode: false,
    metadata: why.metadata ?? {},
    type: why.type,
  };
  account.balanceTransactions.set(transaction.id, transaction);
  return transaction;
}

/** The fields that differ, as they were: what `previous_attributes` holds. */
export function differences(before: object, after: object): Record<string, unknown> {
  const now = new Map(Object.entries(after));
  return Object.fromEntries(
    Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now.get(name))),
  );
}

function change(customer: Customer, params: Params): void {
  if ((text(params, 'email') ?? '@').indexOf('@') === -1) {
    throw refuse(`Invalid email address: ${text(params, 'email')}`, { param: 'email', code: 'email_invalid' });
  }
  for (const name of plain) if (params[name] !== undefined) customer[name] = text(params, name) ?? null;
  for (const name of ['address', 'shipping'] as const) {
    if (params[name] !== undefined) customer[name] = part(params, name) ?? null;
  }
  const settings = part(params, 'invoice_settings');
  if (settings) {
    customer.invoice_settings.default_payment_method =
      text(settings, 'default_payment_method') ?? customer.invoice_settings.default_payment_method;
  }
  if (params['preferred_locales'] !== undefined) customer['preferred_locales'] = texts(params, 'preferred_locales');
  customer.balance = whole(params, 'balance') ?? customer.balance;
  customer.metadata = changedMetadata(customer.metadata, params);
}
