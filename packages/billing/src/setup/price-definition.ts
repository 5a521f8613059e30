import { type Currency, currencies, type Micros, plans } from '../plans.ts';
import { BUSINESS_FEE, planMeters } from './meters.ts';

/**
 * A price as it is to be at Stripe. Each currency has one of its own: amounts with decimal places reach Stripe at the top of
 * a price and in its tiers, but not in `currency_options`, where its client (23.1.0) sends an object in place of the number.
 */
export interface PriceDefinition {
  readonly lookupKey: string;
  /** The product's id, which is its meter's name too where it has one. */
  readonly product: string;
  readonly currency: Currency;
  /** Of one unit, in hundredths of the currency's unit; may have decimal places. */
  readonly cents: string;
  /** Units of a month that cost nothing, before those that do. */
  readonly included: number;
}

/** The prices of what a plan's use by a rule costs, and of the fee, in every currency. */
export const priceDefinitions: readonly PriceDefinition[] = currencies.flatMap((currency) => [
  ...planMeters.map(({ name, plan, rule }) => ({
    lookupKey: priceKey(name, currency),
    product: name,
    currency,
    cents: centsOf(plans[plan].prices?.[rule][currency] ?? 0),
    included: plans[plan].included[rule],
  })),
  {
    lookupKey: priceKey(BUSINESS_FEE, currency),
    product: BUSINESS_FEE,
    currency,
    cents: centsOf(plans.business.monthlyFee[currency]),
    included: 0,
  },
]);

/** What a price is found by, also once it has a successor. */
export function priceKey(product: string, currency: Currency): string {
  return `${product}_${currency.toLowerCase()}`;
}

/** Tells two definitions apart; kept in the price's metadata, for a price never changes. */
export function fingerprintOf({ currency, cents, included }: PriceDefinition): string {
  return `${currency} ${cents} after ${included}`;
}

/** Millionths of a unit as hundredths, exactly: 150,000 is `15`, 12,500 is `1.25`. All our currencies have hundredths. */
export function centsOf(micros: Micros): string {
  const rest = micros % 10_000;
  const whole = String((micros - rest) / 10_000);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(4, '0').replace(/0+$/, '')}`;
}
