import type { Price, Tier } from './stripe-objects.ts';

/** A part of a quantity at one price. */
export interface RatedPart {
  readonly quantity: number;
  /** In the currency's smallest unit. */
  readonly amount: number;
  readonly unitAmountDecimal: string | null;
  /** Which tier, from 1; nothing without tiers. */
  readonly tier?: number;
}

const SCALE = 10n ** 12n;

/**
 * What a quantity costs: one part, or one for each graduated tier that it reaches. A part is rounded half up to the
 * smallest unit: https://docs.stripe.com/products-prices/pricing-models#tiered-pricing
 */
export function rateUsage(price: Price, quantity: number): RatedPart[] {
  const { tiers } = price;
  if (!tiers) {
    const units = transformed(price, quantity);
    const unit = price.unit_amount_decimal;
    return [{ quantity, amount: rounded(scaled(unit) * BigInt(units)), unitAmountDecimal: unit }];
  }
  if (price.tiers_mode === 'volume') {
    const at = Math.max(
      0,
      tiers.findIndex(({ up_to }) => up_to === null || quantity <= up_to),
    );
    const tier = tiers[at];
    return tier ? [tierPart(tier, at, quantity)] : [];
  }
  let below = 0;
  const parts: RatedPart[] = [];
  for (const [at, tier] of tiers.entries()) {
    if (at > 0 && quantity <= below) break;
    const top = tier.up_to === null ? quantity : Math.min(quantity, tier.up_to);
    parts.push(tierPart(tier, at, top - below));
    below = top;
  }
  return parts;
}

/** A share of an amount, rounded half up. */
export function shareOf(amount: number, part: number, of: number): number {
  return rounded((BigInt(amount) * BigInt(part) * SCALE) / BigInt(of));
}

function tierPart(tier: Tier, at: number, quantity: number): RatedPart {
  // The flat fee of a tier comes with its first unit; an empty first tier of no flat fee costs nothing.
  const flat = quantity > 0 || at === 0 ? scaled(tier.flat_amount_decimal) : 0n;
  const amount = rounded(scaled(tier.unit_amount_decimal) * BigInt(quantity) + flat);
  return { quantity, amount, unitAmountDecimal: tier.unit_amount_decimal, tier: at + 1 };
}

function transformed(price: Price, quantity: number): number {
  const { transform_quantity: transform } = price;
  if (!transform) return quantity;
  const packs = quantity / transform.divide_by;
  return transform.round === 'up' ? Math.ceil(packs) : Math.floor(packs);
}

function scaled(decimal: string | null): bigint {
  const [, sign = '', units = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal ?? '0') ?? [];
  const value = BigInt(units) * SCALE + BigInt(fraction.padEnd(12, '0'));
  return sign === '-' ? -value : value;
}

function rounded(value: bigint): number {
  const doubled = value * 2n + SCALE;
  const down = doubled / (2n * SCALE);
  return Number(doubled < 0n && doubled % (2n * SCALE) !== 0n ? down - 1n : down);
}
