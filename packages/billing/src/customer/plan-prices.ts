import { DomainError } from '@answerdesk/domain';
import type { Currency } from '../plans.ts';
import { BUSINESS_FEE, planMeters } from '../setup/meters.ts';
import { priceKey } from '../setup/price-definition.ts';
import { mustAsk, type StripeClient, type StripeSubscription } from '../stripe.ts';

/** In a subscription's metadata: from when on the plan without its fee is in force, told with the end of the fee. */
export const NEXT_PLAN_FROM = 'nextPlanFrom';

/**
 * The prices that are sold now in a currency: each plan's use, and the fee. Throws DomainError `conflict` where billing is not
 * set up.
 */
export async function findPlanPrices(
  stripe: StripeClient,
  currency: Currency,
): Promise<{ readonly usage: readonly string[]; readonly fee: string }> {
  const feeKey = priceKey(BUSINESS_FEE, currency);
  const usageKeys = planMeters.map(({ name }) => priceKey(name, currency));
  const lookup_keys = [feeKey, ...usageKeys];
  const { data } = await mustAsk('list', stripe.prices.list({ lookup_keys, active: true, limit: 100 }));
  const idOf = (key: string): string => {
    const price = data.find(({ lookup_key }) => lookup_key === key);
    if (price) return price.id;
    throw new DomainError('conflict', `Stripe has no price ${key}: run answerdesk billing setup first.`);
  };
  return { usage: usageKeys.map(idOf), fee: idOf(feeKey) };
}

/** The item of a subscription that is the business plan's monthly fee, at whatever price it was sold. */
export function feeItemOf(subscription: StripeSubscription): string | undefined {
  return subscription.items.data.find(({ price: { product } }) => {
    const id = typeof product === 'string' ? product : product.id;
    return id === BUSINESS_FEE;
  })?.id;
}
