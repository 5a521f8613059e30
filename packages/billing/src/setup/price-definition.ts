import { type ChargedRule, type Currency, currencies, type Micros, type PlanName, plans } from '../plans.ts';

/** A price as it is to be at Stripe: in its first currency, and the same in the others. */
export interface PriceDefinition {
  readonly lookupKey: string;
  readonly amounts: readonly CurrencyAmount[];
  /** Units of a month that cost nothing, before those that do. */
  readonly included: number;
}

interface CurrencyAmount {
  readonly currency: Currency;
  /** Of one unit, in hundredths of the currency's unit; may have decimal places. */
  readonly cents: string;
}

/** What a unit of a plan's use costs. */
export function usagePrice(lookupKey: string, plan: PlanName, rule: ChargedRule): PriceDefinition {
  const prices = plans[plan].prices?.[rule];
  return {
    lookupKey,
    amounts: currencies.map((currency) => ({ currency, cents: centsOf(prices?.[currency] ?? 0) })),
    included: plans[plan].included[rule],
  };
}

/** What a month of a plan costs. */
export function feePrice(lookupKey: string, plan: PlanName): PriceDefinition {
  const { monthlyFee } = plans[plan];
  return {
    lookupKey,
    amounts: currencies.map((currency) => ({ currency, cents: centsOf(monthlyFee[currency]) })),
    included: 0,
  };
}

/** Tells two definitions apart; kept in the price's metadata, for a price never changes. */
export function fingerprintOf({ amounts, included }: PriceDefinition): string {
  return `${amounts.map(({ currency, cents }) => `${currency}:${cents}`).join(' ')} included:${included}`;
}

/** Millionths of a unit as hundredths, exactly: 150,000 is `15`, 12,500 is `1.25`. All our currencies have hundredths. */
export function centsOf(micros: Micros): string {
  const rest = micros % 10_000;
  const whole = String((micros - rest) / 10_000);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(4, '0').replace(/0+$/, '')}`;
}
