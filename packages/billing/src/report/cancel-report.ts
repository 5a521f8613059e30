import { HOUR_MS, monthOf } from '../ledger/hours.ts';
import { ask } from '../stripe.ts';
import { LAG_MS, SURE_MS } from './limits.ts';
import type { MeterReport, ReportDeps } from './ports.ts';
import { isCounted } from './read-summary.ts';
import type { Resolved } from './send-report.ts';
import { leaveUnheard, noteTry, tryLater } from './try-again.ts';

/** Whether Stripe still takes a report back, and its month's invoice cannot be made without what is sent in its place. */
export function isCancellable(report: MeterReport, now: Date): boolean {
  return report.state === 'sent' && report.isFinal !== true && isInTime(report, now);
}

function isInTime({ firstTriedAt, hour }: MeterReport, now: Date): boolean {
  return now.getTime() - firstTriedAt.getTime() < SURE_MS && now < monthOf(hour).end;
}

/** Begins to take a report back: noted first, then told to Stripe. */
export async function cancelReport(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const begun = { state: 'cancelling' as const, triedAt: deps.now(), tries: 1, nextTryAt: deps.now() };
  if (!(await deps.reports.change(report.tenantId, report.id, 'sent', begun))) return 'open';
  return sendCancellation(deps, { ...report, ...begun });
}

/** Goes on with taking back a report, where it was begun before; once its month is over the summary says if that was heard. */
export async function resumeCancellation(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  if (isInTime(report, deps.now())) {
    const tried = await noteTry(deps, report);
    return tried ? sendCancellation(deps, tried) : 'open';
  }
  return decideBySummary(deps, report);
}

/** https://docs.stripe.com/api/billing/meter-event-adjustment/create */
async function sendCancellation(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const { tenantId, id, meter } = report;
  await deps.pace.next();
  const heard = await ask(
    'billing.meter_event_adjustment',
    deps.stripe.billing.meterEventAdjustments.create(
      { event_name: meter, type: 'cancel', cancel: { identifier: id } },
      { maxNetworkRetries: 0 },
    ),
  );
  if (heard.outcome === 'unheard') return leaveUnheard(deps, report, heard);
  if (heard.outcome === 'done' || /already.*cancel/i.test(heard.message)) {
    await deps.reports.change(tenantId, id, 'cancelling', { state: 'cancelled' });
    return 'closed';
  }
  if (report.tries > 1) return decideBySummary(deps, report);
  await deps.reports.change(tenantId, id, 'cancelling', { state: 'sent', isFinal: true });
  return 'closed';
}

async function decideBySummary(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const { tenantId, id, triedAt } = report;
  const lagMs = triedAt.getTime() + LAG_MS - deps.now().getTime();
  if (lagMs > 0) return tryLater(deps, report, { leastMs: lagMs });
  const counted = await isCounted(deps, report);
  if (counted === 'unclear') {
    deps.alarm({ tenantId, report: id }, 'it is not clear whether Stripe took a report of usage back');
    return tryLater(deps, report, { leastMs: HOUR_MS });
  }
  const state = counted === 'absent' ? 'cancelled' : 'sent';
  await deps.reports.change(tenantId, id, 'cancelling', { state, isFinal: true });
  return 'closed';
}
