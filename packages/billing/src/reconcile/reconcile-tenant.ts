import type { TenantId } from '@answerdesk/domain';
import type { BillingAccount } from '../billing-account.ts';
import { checkSums, type SumsDifference } from '../ledger/check-sums.ts';
import { DAY_MS, dayOf, HOUR_MS, hourOf } from '../ledger/hours.ts';
import { hourTotals, type MeterHour, reportedOf } from '../report/hour-totals.ts';
import { LAG_MS, OLDEST_MS } from '../report/limits.ts';
import type { MeterReport } from '../report/ports.ts';
import { readSummary } from '../report/read-summary.ts';
import { reportTenant } from '../report/report-tenant.ts';
import { planMeters } from '../setup/meters.ts';
import type { MeterAlarm } from '../webhooks/ports.ts';
import { compareInvoice } from './compare-invoice.ts';
import type { Difference, MeterReconciliation, ReconcileDeps, Reconciliation } from './ports.ts';

const MOST_DIFFERENCES = 100;
/** What cannot be billed any more is still looked for, and named. */
const LATE_MS = 5 * DAY_MS;
/** An hour is corrected up to a day after it is settled: what is summed then is counted again as well. */
const RECOUNTED_MS = 2 * DAY_MS;

/**
 * Compares a tenant's ledger with its reports, and those with what Stripe counted, of the days that Stripe still takes usage
 * of and whose summaries lag no more; and the sums themselves with the events of the last two days. First it goes on with
 * whatever is open, and reports corrections however late; a day of which something is still open is not compared. Stores what
 * it found; the alarm is the caller's. Undefined while another process reports for the tenant. Throws as Stripe's calls do.
 */
export async function reconcileTenant(
  deps: ReconcileDeps,
  account: BillingAccount,
  given: { readonly meterIds: ReadonlyMap<string, string>; readonly alarms: readonly MeterAlarm[] },
): Promise<Reconciliation | undefined> {
  const { tenantId } = account;
  const now = deps.now();
  const from = dayOf(new Date(now.getTime() - OLDEST_MS + DAY_MS));
  const to = dayOf(new Date(now.getTime() - LAG_MS));
  const earliest = hourOf(new Date(now.getTime() - OLDEST_MS - LATE_MS));
  const turn = await reportTenant(deps, account, earliest);
  if (turn === 'busy') return undefined;
  const reports = await deps.reports.list(tenantId, earliest, to);
  const totals = hourTotals(await deps.sums.read(tenantId, earliest, to), reports);
  const unreported = turn === 'unheard' ? totals.filter(({ used, reports: of }) => used !== reportedOf(of)) : [];
  const openDays = new Set(
    [...reports.filter((report) => isOpen(report, now)), ...unreported].map(
      ({ meter, hour }) => `${meter} ${dayOf(hour).getTime()}`,
    ),
  );
  const meters: MeterReconciliation[] = [];
  const byMeter = Map.groupBy(totals, (one) => one.meter);
  // Of a meter that nothing was reported of Stripe may count something all the same.
  for (const meter of new Set([...planMeters.map(({ name }) => name), ...byMeter.keys()])) {
    const customerId = account.customerId ?? '';
    const meterId = given.meterIds.get(meter);
    const compared = (byMeter.get(meter) ?? []).filter(
      ({ hour }) => !openDays.has(`${meter} ${dayOf(hour).getTime()}`),
    );
    const found = await reconcileMeter(deps, { meter, meterId, customerId, from, to, openDays }, compared);
    if (byMeter.has(meter) || found.counted > 0 || found.differences.length > 0) meters.push(found);
  }
  const sums = await wrongSums(deps, tenantId, new Date(to.getTime() - RECOUNTED_MS), to);
  const invoices = await compareInvoice(deps, account, now);
  const ids = new Set(reports.map(({ id }) => id));
  const notices = given.alarms
    .filter((alarm) => alarm.reports.some((id) => ids.has(id)))
    .map(({ at, summary }) => ({ at, summary }));
  const reconciliation: Reconciliation = {
    tenantId,
    day: dayOf(now),
    at: now,
    from,
    to,
    isEven:
      notices.length === 0 &&
      sums.length === 0 &&
      invoices.length === 0 &&
      meters.every(({ differences, late }) => differences.length === 0 && late === 0),
    meters,
    sums,
    invoices,
    open: openDays.size,
    notices,
  };
  await deps.reconciliations.put(tenantId, reconciliation);
  return reconciliation;
}

/** What was written between the two readings looks wrong once, not twice. */
async function wrongSums(
  deps: ReconcileDeps,
  tenantId: TenantId,
  from: Date,
  to: Date,
): Promise<readonly SumsDifference[]> {
  const seen = await checkSums(deps, tenantId, from, to);
  if (seen.length === 0) return [];
  const before = new Set(seen.map((one) => JSON.stringify(one)));
  const again = await checkSums(deps, tenantId, from, to);
  return again.filter((one) => before.has(JSON.stringify(one))).slice(0, MOST_DIFFERENCES);
}

/** Its fate is not known, or its hour's summary may lag behind it. Credits are money, which no summary tells of. */
function isOpen({ state, quantity, triedAt }: MeterReport, now: Date): boolean {
  if (state === 'pending' || state === 'cancelling') return true;
  const isTold = quantity > 0 && (state === 'sent' || state === 'cancelled');
  return isTold && triedAt.getTime() > now.getTime() - LAG_MS;
}

interface Wanted {
  readonly meter: string;
  readonly meterId: string | undefined;
  readonly customerId: string;
  readonly from: Date;
  readonly to: Date;
  readonly openDays: ReadonlySet<string>;
}

async function reconcileMeter(
  deps: ReconcileDeps,
  wanted: Wanted,
  hours: readonly MeterHour[],
): Promise<MeterReconciliation> {
  const { meter, meterId, customerId, from, to, openDays } = wanted;
  const days = new Map(
    meterId === undefined || from >= to
      ? []
      : [...(await readSummary(deps, meterId, { customerId, from, to, by: 'day' }))].filter(
          ([day]) => !openDays.has(`${meter} ${day}`),
        ),
  );
  const byDay = Map.groupBy(
    hours.filter(({ hour }) => hour >= from),
    ({ hour }) => dayOf(hour).getTime(),
  );
  const differences: Difference[] = hours
    .filter(({ hour }) => hour < from)
    .flatMap((one) => differenceOf(one, sentOf(one)));
  for (const day of new Set([...days.keys(), ...byDay.keys()])) {
    const ofDay = byDay.get(day) ?? [];
    const sent = ofDay.reduce((sum, one) => sum + sentOf(one), 0);
    if (sent === (days.get(day) ?? 0) && ofDay.every((one) => differenceOf(one, sentOf(one)).length === 0)) continue;
    const range = { customerId, from: new Date(day), to: new Date(day + DAY_MS), by: 'hour' as const };
    const counted = meterId === undefined ? new Map<number, number>() : await readSummary(deps, meterId, range);
    for (let at = day; at < day + DAY_MS; at += HOUR_MS) {
      const known = ofDay.find(({ hour }) => hour.getTime() === at) ?? {
        meter,
        hour: new Date(at),
        used: 0,
        reports: [],
      };
      differences.push(...differenceOf(known, counted.get(at) ?? 0));
    }
  }
  const all = hours.flatMap(({ reports }) => reports).filter(({ state }) => state !== 'cancelled');
  const sumOf = (of: typeof all) => of.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    meter,
    used: hours.reduce((sum, { used }) => sum + Math.max(0, used), 0),
    reported: reportedOf(all),
    credited: 0 - sumOf(all.filter(({ quantity }) => quantity < 0)),
    late: sumOf(all.filter(({ state }) => state === 'late')),
    sent: hours.filter(({ hour }) => hour >= from).reduce((sum, one) => sum + sentOf(one), 0),
    counted: [...days.values()].reduce((sum, value) => sum + value, 0),
    differences: differences.slice(0, MOST_DIFFERENCES),
  };
}

/** What Stripe is to count of an hour: what it was told and was not taken back; credits are money. */
function sentOf({ reports }: MeterHour): number {
  return reports.reduce((sum, { state, quantity }) => (state === 'sent' && quantity > 0 ? sum + quantity : sum), 0);
}

function differenceOf(of: MeterHour, counted: number): Difference[] {
  const used = Math.max(0, of.used);
  const reported = reportedOf(of.reports);
  const sent = sentOf(of);
  if (used === reported && sent === counted) return [];
  return [{ hour: of.hour, used, reported, sent, counted }];
}
