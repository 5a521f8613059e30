import { DAY_MS, HOUR_MS } from '../ledger/hours.ts';
import type { Currency, Micros } from '../plans.ts';
import { plans } from '../plans.ts';
import type { PlanMeter } from '../setup/meters.ts';
import { ask, readAll } from '../stripe.ts';
import type { MeterReport, ReportDeps } from './ports.ts';
import type { Resolved } from './send-report.ts';
import { leaveUnheard, noteTry, tryLater } from './try-again.ts';

const MICROS_A_CENT = 10_000;
/** How far Stripe's clock and ours may be apart. */
const CLOCKS_MS = HOUR_MS;

/**
 * What is still to be paid back of a month, in hundredths: what Stripe bills for what it counts, less what the use that is
 * left costs, less what was credited. A part of a hundredth is the tenant's. `reports` are all of the meter and month.
 */
export function creditDueCents(
  meter: PlanMeter,
  currency: Currency,
  reports: readonly MeterReport[],
  further: number,
): number {
  let billed = 0;
  let credited = further;
  let paidBackCents = 0;
  for (const { state, quantity, creditCents = 0 } of reports) {
    if (state === 'cancelled' || state === 'late') continue;
    if (quantity > 0) billed += quantity;
    else credited -= quantity;
    paidBackCents += creditCents;
  }
  const due = costOf(meter, currency, billed) - costOf(meter, currency, billed - credited);
  return Math.max(0, Math.ceil(due / MICROS_A_CENT) - paidBackCents);
}

function costOf({ plan, rule }: PlanMeter, currency: Currency, quantity: number): Micros {
  const { included, prices } = plans[plan];
  return Math.max(0, quantity - included[rule]) * (prices?.[rule][currency] ?? 0);
}

/**
 * Pays a credit back by the customer's balance, which the next invoice takes into account whatever is on it: billing credits
 * apply to usage alone, and would be lost on who uses nothing more. Whether an earlier try was heard is seen in the balance's
 * transactions, however long ago it was. https://docs.stripe.com/billing/customer/balance
 */
export async function payCredit(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const { tenantId, id, customerId, creditCents = 0, currency, firstTriedAt } = report;
  const { stripe, pace, now } = deps;
  if (creditCents === 0 || currency === undefined) return close(deps, report);
  if (report.tries > 1) {
    const sinceS = Math.floor((firstTriedAt.getTime() - CLOCKS_MS) / 1_000);
    await pace.next();
    const paid = await readAll((after) =>
      stripe.customers.listBalanceTransactions(customerId, { created: { gte: sinceS }, limit: 100, ...after }),
    );
    if (paid.some(({ metadata }) => metadata?.['report'] === id)) return close(deps, report);
  }
  // A key's answer is repeated for a day, be it a failure.
  const keyPeriod = Math.floor((now().getTime() - firstTriedAt.getTime()) / (2 * DAY_MS));
  await pace.next();
  const heard = await ask(
    'customer_balance_transaction',
    stripe.customers.createBalanceTransaction(
      customerId,
      {
        amount: -creditCents,
        currency: currency.toLowerCase(),
        description: 'Answers that were taken back after they were billed',
        metadata: { report: id, tenantId },
      },
      { idempotencyKey: `credit:${id}:${keyPeriod}`, maxNetworkRetries: 0 },
    ),
  );
  if (heard.outcome === 'done') return close(deps, report);
  if (heard.outcome === 'refused') deps.alarm({ tenantId, report: id, heard }, 'Stripe refused a credit');
  return heard.outcome === 'unheard' ? leaveUnheard(deps, report, heard) : tryLater(deps, report);
}

/** Goes on with a credit that is pending from before. */
export async function resumeCredit(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const tried = await noteTry(deps, report);
  return tried ? payCredit(deps, tried) : 'open';
}

async function close({ reports }: ReportDeps, { tenantId, id }: MeterReport): Promise<Resolved> {
  await reports.change(tenantId, id, 'pending', { state: 'credited' });
  return 'closed';
}
