import { DomainError } from '@answerdesk/domain';
import type { BillingAccount } from '../billing-account.ts';
import { DAY_MS, hourOf, monthOf } from '../ledger/hours.ts';
import { plans } from '../plans.ts';
import { planMeters } from '../setup/meters.ts';
import { cancelReport, isCancellable, resumeCancellation } from './cancel-report.ts';
import { creditDueCents, payCredit, resumeCredit } from './credit-report.ts';
import { hourTotals, type MeterHour, reportedOf } from './hour-totals.ts';
import { OLDEST_MS, timestampOf } from './limits.ts';
import { monthInvoiceOf } from './month-invoice.ts';
import type { MeterReport, ReportDeps } from './ports.ts';
import { reportId } from './report-id.ts';
import { type Resolved, resendReport, sendReport } from './send-report.ts';
import { tryLater } from './try-again.ts';

const LEASE_MS = 2 * 60_000;
const LEASE = 'report-usage';
/** Taking back, sending anew and crediting one hour takes a few turns; more would be a mistake of ours. */
const MOST_TURNS = 12;

type Paying = BillingAccount & { readonly customerId: string };

/** `busy`: another process is at it, and nothing was done. `unheard`: Stripe did not answer, and what is left waits. */
export type ReportTurn = 'done' | 'busy' | 'unheard';

/**
 * Brings what Stripe knows of a tenant up to what its settled hours from `from` on come to, one call after another. What is
 * left open is gone on with at the next call.
 */
export async function reportTenant(deps: ReportDeps, account: BillingAccount, from: Date): Promise<ReportTurn> {
  const { tenantId, customerId } = account;
  if (customerId === undefined) return 'done';
  const { owner } = deps;
  const holdOn = async () => {
    const now = deps.now();
    return deps.leases.claim(tenantId, LEASE, { owner, now, until: new Date(now.getTime() + LEASE_MS) });
  };
  if (!(await holdOn())) return 'busy';
  try {
    for (const report of await deps.reports.listOpen(tenantId)) {
      if (report.nextTryAt > deps.now()) continue;
      if (!(await holdOn())) return 'busy';
      const outcome = await resume(deps, report);
      if (outcome === 'unheard') return 'unheard';
      if (outcome === 'unavailable') break;
    }
    const to = hourOf(deps.now());
    const settled = new Set((await deps.hours.listSettled(tenantId, from, to)).map((hour) => hour.getTime()));
    // Reports first: a sum that is read later can only be newer than they are.
    const reports = await deps.reports.list(tenantId, from, to);
    const totals = hourTotals(await deps.sums.read(tenantId, from, to), reports);
    for (const hour of totals) {
      if (!settled.has(hour.hour.getTime())) continue;
      if (!(await holdOn())) return 'busy';
      if ((await reportHour(deps, { ...account, customerId }, hour)) === 'unheard') return 'unheard';
    }
    await topUpCredits(deps, { ...account, customerId }, reports);
    return 'done';
  } finally {
    await deps.leases.release(tenantId, LEASE, owner);
  }
}

/** Goes on with an open report. One that fails keeps no other from its turn; `unavailable`: Stripe could not be read. */
async function resume(deps: ReportDeps, report: MeterReport): Promise<Resolved | 'unavailable'> {
  try {
    if (report.state === 'cancelling') return await resumeCancellation(deps, report);
    return await (report.quantity > 0 ? resendReport(deps, report) : resumeCredit(deps, report));
  } catch (error) {
    deps.alarm(
      { err: error, tenantId: report.tenantId, report: report.id },
      'a report of usage could not be gone on with',
    );
    await tryLater(deps, report);
    return error instanceof DomainError && error.code === 'unavailable' ? 'unavailable' : 'open';
  }
}

async function reportHour(deps: ReportDeps, account: Paying, totals: MeterHour): Promise<Resolved> {
  const { meter, hour, used } = totals;
  let { reports } = totals;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (reports.some(({ state }) => state === 'pending' || state === 'cancelling')) return 'open';
    const missing = Math.max(0, used) - reportedOf(reports);
    if (missing === 0) return 'closed';
    const outcome = await takeTurn(deps, account, { ...totals, reports }, missing);
    if (outcome !== 'closed') return outcome;
    const hours = await deps.reports.list(account.tenantId, hour, new Date(hour.getTime() + 1));
    reports = hours.filter((one) => one.meter === meter);
  }
  throw new DomainError('conflict', `The hour ${hour.toISOString()} of ${meter} does not come to rest.`);
}

/** Sends what is missing, or takes back what was too much. */
async function takeTurn(deps: ReportDeps, account: Paying, totals: MeterHour, missing: number): Promise<Resolved> {
  const { reports, hour } = totals;
  const now = deps.now();
  if (missing > 0) {
    const isTooOld = now.getTime() - timestampOf(hour) * 1_000 >= OLDEST_MS;
    const invoice = isTooOld ? 'final' : await monthInvoiceOf(deps, account.customerId, hour);
    if (invoice === 'unheard' || invoice === 'closing') return invoice === 'unheard' ? 'unheard' : 'open';
    const isLate = invoice === 'final';
    const report = await add(deps, account, totals, { quantity: missing, state: isLate ? 'late' : 'pending' });
    if (!report) return 'open';
    if (!isLate) return sendReport(deps, report);
    deps.alarm({ tenantId: account.tenantId, report: report.id, quantity: missing }, 'usage is too late to be billed');
    return 'closed';
  }
  const last = reports.findLast((report) => isCancellable(report, now));
  if (last) return cancelReport(deps, last);
  // What was never sent is not paid back.
  const late = reports.filter(({ state }) => state === 'late').reduce((sum, { quantity }) => sum + quantity, 0);
  if (late > 0) return reduceLate(deps, totals, -missing);
  return credit(deps, account, totals, -missing);
}

async function reduceLate(deps: ReportDeps, { reports }: MeterHour, tooMuch: number): Promise<Resolved> {
  const report = reports.findLast(({ state }) => state === 'late');
  if (!report || tooMuch <= 0) return 'open';
  const isCancelled = await deps.reports.change(report.tenantId, report.id, 'late', { state: 'cancelled' });
  return isCancelled ? 'closed' : 'open';
}

/**
 * Where a month has something included, what a credit is worth is known when the month is over: `topUpCredits` pays it then.
 */
async function credit(deps: ReportDeps, account: Paying, totals: MeterHour, quantity: number): Promise<Resolved> {
  const isKnown = !hasIncluded(totals.meter) || deps.now().getTime() - DAY_MS > monthOf(totals.hour).end.getTime();
  const creditCents = isKnown ? await dueOf(deps, account, totals, quantity) : 0;
  const report = await add(deps, account, totals, { quantity: -quantity, state: 'pending', creditCents });
  return report ? payCredit(deps, report) : 'open';
}

function hasIncluded(meter: string): boolean {
  const known = planMeters.find(({ name }) => name === meter);
  return known !== undefined && plans[known.plan].included[known.rule] > 0;
}

async function dueOf(
  deps: ReportDeps,
  account: Paying,
  { meter, hour }: Pick<MeterHour, 'meter' | 'hour'>,
  further: number,
): Promise<number> {
  const { start, end } = monthOf(hour);
  const known = planMeters.find(({ name }) => name === meter);
  if (!known) return 0;
  const ofMonth = (await deps.reports.list(account.tenantId, start, end)).filter((one) => one.meter === meter);
  return creditDueCents(known, account.currency, ofMonth, further);
}

/** A credit of what was included then is worth something once more is used: what a month that is over still owes is paid. */
async function topUpCredits(deps: ReportDeps, account: Paying, reports: readonly MeterReport[]): Promise<void> {
  const overBy = deps.now().getTime() - DAY_MS;
  const credits = reports.filter(({ quantity, state, hour }) => {
    return quantity <= 0 && state === 'credited' && monthOf(hour).end.getTime() < overBy;
  });
  const lastOfMonth = new Map(credits.map((one) => [`${one.meter} ${monthOf(one.hour).start.toISOString()}`, one]));
  for (const last of lastOfMonth.values()) {
    const creditCents = await dueOf(deps, account, last, 0);
    if (creditCents === 0) continue;
    const hours = await deps.reports.list(account.tenantId, last.hour, new Date(last.hour.getTime() + 1));
    const ofHour = { ...last, reports: hours.filter((one) => one.meter === last.meter) };
    const report = await add(deps, account, ofHour, { quantity: 0, state: 'pending', creditCents });
    if (report && (await payCredit(deps, report)) === 'unheard') return;
  }
}

/** Stores the next report of an hour as tried; undefined when another process stored one under that number. */
async function add(
  deps: ReportDeps,
  { tenantId, customerId, currency }: Paying,
  { meter, hour, reports }: Pick<MeterHour, 'meter' | 'hour' | 'reports'>,
  what: Pick<MeterReport, 'quantity' | 'state'> & { readonly creditCents?: number },
): Promise<MeterReport | undefined> {
  const at = deps.now();
  const number = reports.reduce((highest, one) => Math.max(highest, one.number), 0) + 1;
  const place = { tenantId, meter, hour, number };
  const report: MeterReport = {
    id: reportId(place),
    ...place,
    customerId,
    ...what,
    ...(what.creditCents !== undefined && { currency }),
    firstTriedAt: at,
    triedAt: at,
    nextTryAt: at,
    tries: 1,
  };
  return (await deps.reports.add(tenantId, report)) ? report : undefined;
}
