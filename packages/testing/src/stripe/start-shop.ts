import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { type FakeStripe, type FakeStripeOptions, startFakeStripe } from './fake-stripe.ts';

const entrySchema = z.looseObject({ id: z.string().optional(), object: z.string().optional() });
const bodySchema = z.looseObject({
  id: z.string().catch(''),
  object: z.string().optional(),
  data: z.array(entrySchema).catch([]),
  error: z.looseObject({ type: z.string(), message: z.string(), code: z.string().optional() }).optional(),
});

export type Form = Readonly<Record<string, unknown>>;

/** A fake whose clock stands on 15 January 2026, 10:00, until it is advanced; it stops with its test. */
export async function startFake(options: FakeStripeOptions = {}) {
  const fixed = new Date('2026-01-15T10:00:00Z');
  const fake = await startFakeStripe({ now: () => fixed, ...options });
  onTestFinished(fake.stop);
  const call = (method: string, path: string, form: Form = {}, headers: Record<string, string> = {}) =>
    send(fake, method, path, pairsOf(form), headers);
  const made = async (path: string, form: Form) => (await call('POST', path, form)).body;
  return { fake, call, made };
}

/** A form as the `stripe` package writes it: brackets, and numbers in lists. */
function pairsOf(value: unknown, name = ''): string {
  if (typeof value !== 'object' || value === null)
    return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .map(([key, entry]) => pairsOf(entry, name === '' ? key : `${name}[${key}]`))
    .join('&');
}

/** Sends a form as it is. */
export async function send(
  fake: FakeStripe,
  method: string,
  path: string,
  form: string,
  headers: Record<string, string> = {},
) {
  const isGet = method !== 'POST';
  const response = await fetch(`${fake.apiRoot}${path}${isGet && form !== '' ? `?${form}` : ''}`, {
    method,
    headers: {
      authorization: 'Bearer sk_test_fake',
      'stripe-version': '2026-10-28.endive',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    ...(!isGet && { body: form }),
  });
  const raw = z.record(z.string(), z.unknown()).parse(await response.json());
  return { status: response.status, headers: response.headers, raw, body: bodySchema.parse(raw) };
}

/** A customer, a meter on `answers`, and a metered price: 1,000 free, then 2.5 cents each. */
export async function startShop(options: FakeStripeOptions = {}) {
  const { fake, call, made } = await startFake(options);
  const customer = await made('/v1/customers', { email: 'shop@example.com', metadata: { tenant: 't1' } });
  const meter = await made('/v1/billing/meters', {
    display_name: 'Answers',
    event_name: 'answers',
    default_aggregation: { formula: 'sum' },
  });
  const product = await made('/v1/products', { name: 'Answers' });
  const metered = await made('/v1/prices', {
    currency: 'usd',
    product: product.id,
    billing_scheme: 'tiered',
    tiers_mode: 'graduated',
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    tiers: [
      { up_to: 1_000, unit_amount: 0 },
      { up_to: 'inf', unit_amount_decimal: '2.5' },
    ],
  });
  const seat = await made('/v1/prices', {
    currency: 'usd',
    product: product.id,
    unit_amount: 1_900,
    lookup_key: 'seat',
    recurring: { interval: 'month' },
  });
  const report = (identifier: string, value: number | string, more: Form = {}) =>
    call('POST', '/v1/billing/meter_events', {
      event_name: 'answers',
      identifier,
      payload: { stripe_customer_id: customer.id, value },
      ...more,
    });
  const cancel = (identifier: string) =>
    call('POST', '/v1/billing/meter_event_adjustments', {
      event_name: 'answers',
      type: 'cancel',
      cancel: { identifier },
    });
  const checkout = async (lines: readonly Form[] = [{ price: metered.id }, { price: seat.id, quantity: 2 }]) => {
    const session = await made('/v1/checkout/sessions', {
      mode: 'subscription',
      customer: customer.id,
      line_items: lines,
      success_url: 'https://shop.example/done',
    });
    return { ...fake.completeCheckout(session.id), sessionId: session.id };
  };
  return { fake, call, made, customer, meter, product, metered, seat, report, cancel, checkout };
}
