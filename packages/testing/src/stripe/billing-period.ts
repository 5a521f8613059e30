import type { Recurring } from './stripe-objects.ts';

/**
 * When a period that begins at `startS` ends: the anchor's day and time in the month that follows, or that month's last
 * day where it has none such: https://docs.stripe.com/billing/subscriptions/billing-cycle
 */
export function periodEnd(startS: number, anchorS: number, { interval, interval_count: count }: Recurring): number {
  if (interval === 'day') return startS + count * 86_400;
  if (interval === 'week') return startS + count * 7 * 86_400;
  const start = new Date(startS * 1000);
  const months = interval === 'year' ? 12 * count : count;
  const end = inMonth(start.getUTCFullYear(), start.getUTCMonth() + months, anchorS);
  return end;
}

/** The first time a cycle with this anchor turns after `startS`; the anchor may lie before or after it. */
export function nextTurn(startS: number, anchorS: number, recurring: Recurring): number {
  if (anchorS > startS) return anchorS;
  let at = anchorS;
  while (at <= startS) at = periodEnd(at, anchorS, recurring);
  return at;
}

function inMonth(year: number, month: number, anchorS: number): number {
  const anchor = new Date(anchorS * 1000);
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const at = new Date(anchor);
  at.setUTCFullYear(year, month, Math.min(anchor.getUTCDate(), lastDay));
  return at.getTime() / 1000;
}
