import { DAY_MS, HOUR_MS } from '../ledger/hours.ts';

/** Stripe takes usage of the past 35 days: https://docs.stripe.com/api/billing/meter-event/create */
export const OLDEST_MS = 35 * DAY_MS;
/** An identifier is unique, and an event may be taken back, for 24 hours from when Stripe heard of it. */
export const SURE_MS = 23 * HOUR_MS;
/** Summaries lag behind what was sent. */
export const LAG_MS = HOUR_MS;

/** Within the hour, and after whatever subscription began in it. */
export function timestampOf(hour: Date): number {
  return (hour.getTime() + HOUR_MS) / 1_000 - 1;
}
