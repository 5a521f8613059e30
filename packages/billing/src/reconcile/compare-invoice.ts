import type { BillingAccount } from '../billing-account.ts';
import { DAY_MS, type Month, monthOf } from '../ledger/hours.ts';
import { hourTotals, type MeterHour } from '../report/hour-totals.ts';
import { timestampOf } from '../report/limits.ts';
import { planMeters } from '../setup/meters.ts';
import { readAll } from '../stripe.ts';
import type { InvoiceDifference, ReconcileDeps } from './ports.ts';

/** Invoices are final by then, and what they say stays; looked at for some nights, should one of them fall out. */
const FROM_MS = 4 * DAY_MS;
const UNTIL_MS = 9 * DAY_MS;

/**
 * Compares what the invoices of the month that is over bill of each meter with the ledger, some days into the next: what was
 * used, and what was credited, as that is billed and paid back. An invoice that is not final is nobody's yet. Throws as
 * Stripe's calls do.
 */
export async function compareInvoice(
  deps: Pick<ReconcileDeps, 'stripe' | 'pace' | 'sums' | 'reports'>,
  { tenantId, customerId }: BillingAccount,
  now: Date,
): Promise<readonly InvoiceDifference[]> {
  const month = monthOf(new Date(monthOf(now).start.getTime() - 1));
  const sinceMs = now.getTime() - month.end.getTime();
  if (customerId === undefined || sinceMs < FROM_MS || sinceMs >= UNTIL_MS) return [];
  const { start, end } = month;
  const reports = await deps.reports.list(tenantId, start, end);
  const hours = hourTotals(await deps.sums.read(tenantId, start, end), reports);
  if (hours.length === 0) return [];
  const lines = await readLines(deps, customerId, month);
  return [...Map.groupBy(lines, ({ meter }) => meter)].flatMap(([meter, ofMeter]) => {
    const fromS = Math.min(...ofMeter.map((line) => line.fromS));
    const invoiced = ofMeter.reduce((sum, { quantity }) => sum + quantity, 0);
    const within = hours.filter((one) => one.meter === meter && timestampOf(one.hour) >= fromS);
    const used = within.reduce((sum, one) => sum + Math.max(0, one.used), 0);
    const credited = within.reduce((sum, one) => sum + creditedOf(one), 0);
    return used + credited === invoiced ? [] : [{ meter, month: start, used, credited, invoiced }];
  });
}

interface MeteredLine {
  readonly meter: string;
  readonly fromS: number;
  readonly quantity: number;
}

/** What invoices at the end of a subscription's month bill of meters; tiers are lines of their own. */
async function readLines(
  { stripe, pace }: Pick<ReconcileDeps, 'stripe' | 'pace'>,
  customer: string,
  { end }: Month,
): Promise<MeteredLine[]> {
  const endS = end.getTime() / 1_000;
  const created = { gte: endS, lt: endS + FROM_MS / 1_000 };
  const invoices = await readAll(async (after) => {
    await pace.next();
    return stripe.invoices.list({ customer, created, limit: 100, ...after });
  });
  const found: MeteredLine[] = [];
  for (const { id, billing_reason, status } of invoices) {
    if (id === undefined || billing_reason !== 'subscription_cycle' || status === 'draft' || status === 'void')
      continue;
    const lines = await readAll(async (after) => {
      await pace.next();
      return stripe.invoices.listLineItems(id, { limit: 100, ...after });
    });
    for (const { pricing, period, quantity } of lines) {
      const product = pricing?.price_details?.product;
      const meter = planMeters.find(({ name }) => name === product)?.name;
      if (meter === undefined || period.end !== endS) continue;
      found.push({ meter, fromS: period.start, quantity: quantity ?? 0 });
    }
  }
  return found;
}

function creditedOf({ reports }: MeterHour): number {
  return reports.reduce((sum, { quantity, state }) => {
    return quantity < 0 && state !== 'cancelled' ? sum - quantity : sum;
  }, 0);
}
