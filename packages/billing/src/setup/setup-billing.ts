import { DomainError } from '@answerdesk/domain';
import { ask, decimalOf, mustAsk, readAll, type StripeClient, type StripeMeter } from '../stripe.ts';
import { BUSINESS_FEE, planMeters } from './meters.ts';
import { fingerprintOf, type PriceDefinition, priceDefinitions } from './price-definition.ts';

/** What was made or changed at Stripe, by name; nothing where all was as it should be. */
export interface BillingSetup {
  readonly made: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
}

const productNames: Readonly<Record<string, string>> = {
  answerdesk_payg_faq_exact: 'Approved answers (pay as you go)',
  answerdesk_payg_generated: 'Phrased and translated answers (pay as you go)',
  answerdesk_business_faq_exact: 'Approved answers (business)',
  answerdesk_business_generated: 'Phrased and translated answers (business)',
  [BUSINESS_FEE]: 'Business plan',
};

type Step = (how: 'made' | 'changed' | 'unchanged', what: string) => void;

/**
 * Makes the meters, products and prices of the plans at Stripe as they are to be; run again it changes nothing. A price
 * that is not as the table says is replaced by a new one under its lookup key: who subscribed keeps the old one. Throws
 * DomainError `refused-by-platform`, `unavailable`, and `conflict` where a meter is there and counts otherwise.
 * https://docs.stripe.com/billing/subscriptions/usage-based/implementation-guide
 */
export async function setupBilling(stripe: StripeClient): Promise<BillingSetup> {
  const result = { made: [] as string[], changed: [] as string[], unchanged: 0 };
  const note: Step = (how, what) => {
    if (how === 'unchanged') result.unchanged += 1;
    else result[how].push(what);
  };
  const meters = await readAll((after) => stripe.billing.meters.list({ limit: 100, ...after }));
  const meterIds = new Map<string, string>();
  for (const { name } of planMeters) meterIds.set(name, await ensureMeter(stripe, meters, name, note));
  for (const id of Object.keys(productNames)) await ensureProduct(stripe, id, note);
  for (const definition of priceDefinitions) {
    await ensurePrice(stripe, definition, meterIds.get(definition.product), note);
  }
  await ensurePortal(stripe, note);
  return result;
}

async function ensureMeter(stripe: StripeClient, meters: StripeMeter[], name: string, note: Step): Promise<string> {
  const known = meters.filter(({ event_name }) => event_name === name);
  const meter = known.find(({ status }) => status === 'active') ?? known[0];
  if (!meter) {
    const made = await mustAsk(
      'billing.meter',
      stripe.billing.meters.create({
        event_name: name,
        display_name: productNames[name] ?? name,
        default_aggregation: { formula: 'sum' },
        customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
        value_settings: { event_payload_key: 'value' },
      }),
    );
    note('made', `meter ${name}`);
    return made.id;
  }
  if (meter.default_aggregation.formula !== 'sum' || meter.event_time_window) {
    throw new DomainError('conflict', `The meter ${name} at Stripe does not sum single events; archive it first.`);
  }
  if (meter.status === 'active') note('unchanged', `meter ${name}`);
  else {
    await mustAsk('billing.meter', stripe.billing.meters.reactivate(meter.id));
    note('changed', `meter ${name}`);
  }
  return meter.id;
}

async function ensureProduct(stripe: StripeClient, id: string, note: Step): Promise<void> {
  const name = productNames[id] ?? id;
  const found = await ask('product', stripe.products.retrieve(id));
  if (found.outcome === 'refused' && found.status === 404) {
    await mustAsk('product', stripe.products.create({ id, name }));
    return note('made', `product ${id}`);
  }
  const product = found.outcome === 'done' ? found.value : await mustAsk('product', stripe.products.retrieve(id));
  if (product.name === name && product.active) return note('unchanged', `product ${id}`);
  await mustAsk('product', stripe.products.update(id, { name, active: true }));
  note('changed', `product ${id}`);
}

async function ensurePrice(
  stripe: StripeClient,
  definition: PriceDefinition,
  meter: string | undefined,
  note: Step,
): Promise<void> {
  const { lookupKey, product, currency, cents, included } = definition;
  const fingerprint = fingerprintOf(definition);
  const listed = await mustAsk('list', stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 }));
  const price = listed.data[0];
  const isSame = price?.metadata['definition'] === fingerprint && (price.recurring?.meter ?? undefined) === meter;
  if (isSame) return note('unchanged', `price ${lookupKey}`);
  const amount =
    included === 0
      ? { unit_amount_decimal: decimalOf(cents) }
      : {
          billing_scheme: 'tiered' as const,
          tiers_mode: 'graduated' as const,
          tiers: [
            { up_to: included, unit_amount_decimal: decimalOf('0') },
            { up_to: 'inf' as const, unit_amount_decimal: decimalOf(cents) },
          ],
        };
  await mustAsk(
    'price',
    stripe.prices.create({
      currency: currency.toLowerCase(),
      product,
      lookup_key: lookupKey,
      transfer_lookup_key: true,
      metadata: { definition: fingerprint },
      recurring: meter === undefined ? { interval: 'month' } : { interval: 'month', usage_type: 'metered', meter },
      ...amount,
    }),
  );
  note(price ? 'changed' : 'made', `price ${lookupKey}`);
}

/** The name our portal configuration is found by. */
export const PORTAL = 'answerdesk';

async function ensurePortal(stripe: StripeClient, note: Step): Promise<void> {
  if (await findPortal(stripe)) return note('unchanged', 'customer portal');
  await mustAsk(
    'billing_portal.configuration',
    stripe.billingPortal.configurations.create({
      metadata: { answerdesk: PORTAL },
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'tax_id'] },
      },
    }),
  );
  note('made', 'customer portal');
}

/** The configuration of the portal that lets customers pay and read, and leaves plans to us. */
export async function findPortal(stripe: StripeClient): Promise<string | undefined> {
  const known = await readAll((after) =>
    stripe.billingPortal.configurations.list({ active: true, limit: 100, ...after }),
  );
  return known.find(({ metadata }) => metadata?.['answerdesk'] === PORTAL)?.id;
}
