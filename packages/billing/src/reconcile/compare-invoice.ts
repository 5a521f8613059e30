import type { BillingAccount } from '../billing-account.ts';
import { DAY_MS, type Month, monthOf } from '../ledger/hours.ts';
import { hourTotals, type MeterHour } from '../report/hour-totals.ts';
import { planMeters } from '../setup/meters.ts';
import { readAll } from '../stripe.ts';
import type { InvoiceDifference, ReconcileDeps } from './ports.ts';

/** Invoices are final by then, and what they say stays; looked at for some nights, should one of them fall out. */
const FROM_MS = 4 * DAY_MS;
const UNTIL_MS = 9 * DAY_MS;

/**
 * Compares what the invoices of the month that is over bill of each meter with the ledger, some days into the next: what was
 * used, and what was credited, as that is billed and paid back. What is on no invoice, because a subscription ended within the
 * month or its invoice was never made, is a difference too; an invoice that is not final is nobody's yet. Throws as Stripe's
 * calls do.
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
  const billed = await readBilled(deps, customerId, month);
  if (billed === 'not-final') return [];
  return [...Map.groupBy(hours, ({ meter }) => meter)].flatMap(([meter, ofMeter]) => {
    const invoiced = billed.get(meter) ?? 0;
    const used = ofMeter.reduce((sum, one) => sum + Math.max(0, one.used), 0);
    const credited = ofMeter.reduce((sum, one) => sum + creditedOf(one), 0);
    return used + credited === invoiced ? [] : [{ meter, month: start, used, credited, invoiced }];
  });
}

/** What final invoices bill of each meter for times within a month; tiers are lines of their own. */
async function readBilled(
  { stripe, pace }: Pick<ReconcileDeps, 'stripe' | 'pace'>,
  customer: string,
  { start, end }: Month,
): Promise<ReadonlyMap<string, number> | 'not-final'> {
  const startS = start.getTime() / 1_000;
  const endS = end.getTime() / 1_000;
  const created = { gte: startS, lt: endS + FROM_MS / 1_000 };
  const invoices = await readAll(async (after) => {
    await pace.next();
    return stripe.invoices.list({ customer, created, limit: 100, ...after });
  });
  const billed = new Map<string, number>();
  for (const { id, status } of invoices) {
    if (id === undefined || status === 'void') continue;
    const lines = await readAll(async (after) => {
      await pace.next();
      return stripe.invoices.listLineItems(id, { limit: 100, ...after });
    });
    for (const { pricing, period, quantity } of lines) {
      const product = pricing?.price_details?.product;
      const meter = planMeters.find(({ name }) => name === product)?.name;
      if (meter === undefined || period.end <= startS || period.end > endS) continue;
      if (status === 'draft') return 'not-final';
      billed.set(meter, (billed.get(meter) ?? 0) + (quantity ?? 0));
    }
  }
  return billed;
}

function creditedOf({ reports }: MeterHour): number {
  return reports.reduce((sum, { quantity, state }) => {
    return quantity < 0 && state !== 'cancelled' ? sum - quantity : sum;
  }, 0);
}
