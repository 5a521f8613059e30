import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { differences } from './customers.ts';
import { pageOf } from './pages.ts';
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
import { missing, refuse } from './refusal.ts';
import type { Price, Recurring, Tier } from './stripe-objects.ts';

/** Prices: https://docs.stripe.com/api/prices */
export const priceAnswers: Answers = {
  'POST /v1/prices': (account, { params }) => createPrice(account, params),
  'GET /v1/prices/{id}': (account, input) => priceOf(account, idOf(input)),
  'POST /v1/prices/{id}': (account, input) => {
    const price = priceOf(account, idOf(input));
    const { params } = input;
    refuseUnmodelled(params, ['currency_options']);
    const before = structuredClone(price);
    if (params['lookup_key'] !== undefined) {
      takeLookupKey(account, params, price.id);
      price.lookup_key = text(params, 'lookup_key') ?? null;
    }
    price.active = flag(params, 'active') ?? price.active;
    if (params['nickname'] !== undefined) price['nickname'] = text(params, 'nickname') ?? null;
    if (text(params, 'tax_behavior')) price['tax_behavior'] = text(params, 'tax_behavior');
    price.metadata = changedMetadata(price.metadata, params);
    account.emit('price.updated', price, differences(before, price));
    return price;
  },
  'GET /v1/prices': (account, { params }) => {
    const keys = params['lookup_keys'] === undefined ? undefined : texts(params, 'lookup_keys');
    if (keys && keys.length > 10) throw refuse('Up to 10 lookup_keys can be given.', { param: 'lookup_keys' });
    const active = flag(params, 'active');
    const recurring = part(params, 'recurring') ?? {};
    const fitting = [...account.prices.values()]
      .filter((one) => active === undefined || one.active === active)
      .filter((one) => keys === undefined || (one.lookup_key !== null && keys.includes(one.lookup_key)))
      .filter((one) => is(text(params, 'product'), one.product) && is(text(params, 'currency'), one.currency))
      .filter((one) => is(text(params, 'type'), one['type']))
      .filter((one) => is(text(recurring, 'meter'), one.recurring?.meter))
      .filter((one) => is(text(recurring, 'usage_type'), one.recurring?.usage_type))
      .filter((one) => is(text(recurring, 'interval'), one.recurring?.interval));
    return pageOf('/v1/prices', fitting, params);
  },
};

/** The price that an id means. */
export function priceOf(account: Account, id: string, param = 'id'): Price {
  const price = account.prices.get(id);
  if (!price) throw missing('price', id, param);
  return price;
}

function createPrice(account: Account, params: Params): Price {
  refuseUnmodelled(params, ['product_data', 'currency_options', 'custom_unit_amount']);
  const product = text(params, 'product');
  if (product === undefined) throw required('product');
  if (!account.products.has(product)) throw missing('product', product, 'product');
  const currency = text(params, 'currency') ?? '';
  if (!/^[a-z]{3}$/.test(currency)) throw refuse(`Invalid currency: ${currency}.`, { param: 'currency' });
  const recurring = recurringOf(account, params);
  const amounts = amountsOf(params);
  const transform = part(params, 'transform_quantity');
  if (amounts.tiers && transform) throw refuse('`transform_quantity` cannot be combined with `tiers`.');
  takeLookupKey(account, params);
  const price: Price = {
    id: account.newId('price'),
    object: 'price',
    active: flag(params, 'active') ?? true,
    billing_scheme: amounts.tiers ? 'tiered' : 'per_unit',
    created: account.nowS(),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: text(params, 'lookup_key') ?? null,
    metadata: changedMetadata({}, params),
    nickname: text(params, 'nickname') ?? null,
    product,
    recurring,
    tax_behavior: text(params, 'tax_behavior') ?? 'unspecified',
    tiers_mode: amounts.tiers ? (text(params, 'tiers_mode') === 'volume' ? 'volume' : 'graduated') : null,
    transform_quantity: transform
      ? { divide_by: whole(transform, 'divide_by') ?? 1, round: text(transform, 'round') === 'up' ? 'up' : 'down' }
      : null,
    type: recurring ? 'recurring' : 'one_time',
    ...amounts,
  };
  account.prices.set(price.id, price);
  account.emit('price.created', price);
  return price;
}

// Since 2025-03-31.basil a metered price needs a meter:
// https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-legacy-usage-based-billing
function recurringOf(account: Account, params: Params): Recurring | null {
  const given = part(params, 'recurring');
  if (!given) return null;
  const isMetered = text(given, 'usage_type') === 'metered';
  const meter = text(given, 'meter') ?? null;
  if (isMetered && meter === null) {
    throw refuse('A price with `usage_type` `metered` needs a meter.', {
      param: 'recurring[meter]',
      code: 'parameter_missing',
    });
  }
  if (!isMetered && meter !== null) throw refuse('Only a metered price has a meter.', { param: 'recurring[meter]' });
  if (meter !== null && account.meters.get(meter)?.status !== 'active') {
    if (!account.meters.has(meter)) throw missing('meter', meter, 'recurring[meter]');
    throw refuse('A deactivated meter cannot be attached to a price.', { param: 'recurring[meter]' });
  }
  const interval = text(given, 'interval');
  const count = whole(given, 'interval_count') ?? 1;
  const most = { day: 1095, week: 156, month: 36, year: 3 };
  const unit = interval === 'day' || interval === 'week' || interval === 'year' ? interval : 'month';
  if (count < 1 || count > most[unit]) {
    throw refuse('Billing at most every three years is supported.', { param: 'recurring[interval_count]' });
  }
  const trial_period_days = whole(given, 'trial_period_days') ?? null;
  return {
    interval: unit,
    interval_count: count,
    meter,
    trial_period_days,
    usage_type: isMetered ? 'metered' : 'licensed',
  };
}

function amountsOf(params: Params): Pick<Price, 'tiers' | 'unit_amount' | 'unit_amount_decimal'> {
  const amount = whole(params, 'unit_amount');
  const decimal = text(params, 'unit_amount_decimal');
  if (amount !== undefined && decimal !== undefined) {
    throw refuse('You may only specify one of these parameters: unit_amount, unit_amount_decimal.', {
      param: 'unit_amount',
    });
  }
  if (text(params, 'billing_scheme') === 'tiered') {
    if (amount !== undefined || decimal !== undefined) throw refuse('A tiered price has its amounts in `tiers`.');
    if (text(params, 'tiers_mode') === undefined) throw required('tiers_mode');
    return { tiers: tiersOf(params), unit_amount: null, unit_amount_decimal: null };
  }
  if (params['tiers'] !== undefined || params['tiers_mode'] !== undefined) {
    throw refuse('`tiers` and `tiers_mode` need `billing_scheme` `tiered`.', { param: 'tiers' });
  }
  if (amount === undefined && decimal === undefined) throw required('unit_amount');
  if ((amount ?? 0) < 0 || (decimal ?? '').startsWith('-')) {
    throw refuse('Invalid non-negative integer', { param: 'unit_amount', code: 'parameter_invalid_integer' });
  }
  return { tiers: null, ...bothWays(amount, decimal) };
}

function tiersOf(params: Params): Tier[] {
  const given = parts(params, 'tiers');
  if (given.length === 0) throw required('tiers');
  let above = 0;
  return given.map((tier, at) => {
    const isLast = at === given.length - 1;
    const upTo = whole(tier, 'up_to') ?? null;
    if (isLast !== (upTo === null)) {
      throw refuse('Only the last tier has `up_to` `inf`, and it must.', { param: `tiers[${at}][up_to]` });
    }
    if (upTo !== null && upTo <= above) throw refuse('Tiers must rise.', { param: `tiers[${at}][up_to]` });
    above = upTo ?? above;
    const unit = bothWays(whole(tier, 'unit_amount'), text(tier, 'unit_amount_decimal'));
    const flat = bothWays(whole(tier, 'flat_amount'), text(tier, 'flat_amount_decimal'));
    if (unit.unit_amount_decimal === null && flat.unit_amount_decimal === null)
      throw required(`tiers[${at}][unit_amount]`);
    return { ...unit, flat_amount: flat.unit_amount, flat_amount_decimal: flat.unit_amount_decimal, up_to: upTo };
  });
}

function bothWays(amount: number | undefined, decimal: string | undefined) {
  if (amount !== undefined) return { unit_amount: amount, unit_amount_decimal: String(amount) };
  if (decimal === undefined) return { unit_amount: null, unit_amount_decimal: null };
  const isWhole = /^-?\d+(\.0+)?$/.test(decimal);
  return { unit_amount: isWhole ? Math.trunc(Number(decimal)) : null, unit_amount_decimal: decimal };
}

function takeLookupKey(account: Account, params: Params, owner?: string): void {
  const key = text(params, 'lookup_key');
  if (key === undefined) return;
  for (const price of account.prices.values()) {
    if (price.lookup_key !== key || price.id === owner) continue;
    if (flag(params, 'transfer_lookup_key') !== true) {
      throw refuse(`A price (\`${price.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
    }
    price.lookup_key = null;
    account.emit('price.updated', price, { lookup_key: key });
  }
}

function required(name: string) {
  return refuse(`Missing required param: ${name}.`, { param: name, code: 'parameter_missing' });
}

function is(wanted: string | undefined, value: unknown): boolean {
  return wanted === undefined || wanted === value;
}
