import { HOUR_MS } from '../ledger/hours.ts';
import { readAll, type StripeClient } from '../stripe.ts';
import type { MeterReport, ReportDeps } from './ports.ts';

/** What Stripe counted, by the start of each window. Throws as `mustAsk`. */
export async function readSummary(
  { stripe, pace }: Pick<ReportDeps, 'stripe' | 'pace'>,
  meterId: string,
  wanted: { readonly customerId: string; readonly from: Date; readonly to: Date; readonly by: 'hour' | 'day' },
): Promise<ReadonlyMap<number, number>> {
  const counted = new Map<number, number>();
  const windows = await readAll(async (after) => {
    await pace.next();
    return stripe.billing.meters.listEventSummaries(meterId, {
      customer: wanted.customerId,
      start_time: wanted.from.getTime() / 1_000,
      end_time: wanted.to.getTime() / 1_000,
      value_grouping_window: wanted.by,
      limit: 100,
      ...after,
    });
  });
  for (const { start_time, aggregated_value } of windows) {
    const at = start_time * 1_000;
    counted.set(at, (counted.get(at) ?? 0) + aggregated_value);
  }
  return counted;
}

/** The ids of Stripe's meters by their event names. Throws as `mustAsk`. */
export async function findMeterIds(stripe: StripeClient): Promise<ReadonlyMap<string, string>> {
  const meters = await readAll((after) => stripe.billing.meters.list({ status: 'active', limit: 100, ...after }));
  return new Map(meters.map(({ event_name, id }) => [event_name, id]));
}

/**
 * Whether Stripe counts a report, by its hour's summary: what is counted beyond the other reports of the hour is it. Only
 * once the summary cannot lag behind any more, and no other report of the hour is open. Throws as `mustAsk`.
 */
export async function isCounted(
  deps: Pick<ReportDeps, 'stripe' | 'pace' | 'reports'>,
  report: MeterReport,
): Promise<'counted' | 'absent' | 'unclear'> {
  const { tenantId, id, meter, hour, customerId, quantity } = report;
  const meterId = (await findMeterIds(deps.stripe)).get(meter);
  if (meterId === undefined) return 'unclear';
  const to = new Date(hour.getTime() + HOUR_MS);
  const summary = await readSummary(deps, meterId, { customerId, from: hour, to, by: 'hour' });
  const counted = summary.get(hour.getTime()) ?? 0;
  const others = (await deps.reports.list(tenantId, hour, to)).filter((one) => one.meter === meter && one.id !== id);
  if (others.some(({ state }) => state === 'cancelling' || state === 'pending')) return 'unclear';
  const known = others.filter(({ state }) => state === 'sent').reduce((sum, one) => sum + one.quantity, 0);
  if (counted === known + quantity) return 'counted';
  return counted === known ? 'absent' : 'unclear';
}
