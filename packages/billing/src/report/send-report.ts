import { HOUR_MS } from '../ledger/hours.ts';
import { ask, type Heard } from '../stripe.ts';
import { LAG_MS, OLDEST_MS, SURE_MS, timestampOf } from './limits.ts';
import { monthInvoiceOf } from './month-invoice.ts';
import type { MeterReport, ReportDeps } from './ports.ts';
import { isCounted } from './read-summary.ts';
import { leaveUnheard, noteTry, tryLater } from './try-again.ts';

/** What became of a report: it needs no more looking at, or it is looked at again; `unheard`: Stripe does not answer now. */
export type Resolved = 'closed' | 'open' | 'unheard';

const SEND_WITHIN_MS = 15_000;

/**
 * Sends a pending report, which was noted as tried a moment ago. An answer that is not heard leaves it pending: it is sent
 * again under the same identifier, and that Stripe has it already is as good as its yes.
 * https://docs.stripe.com/api/billing/meter-event/create
 */
export async function sendReport(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const { tenantId, id, meter, hour, customerId, quantity } = report;
  await deps.pace.next();
  const heard = await ask(
    'billing.meter_event',
    deps.stripe.billing.meterEvents.create(
      {
        event_name: meter,
        identifier: id,
        timestamp: timestampOf(hour),
        payload: { stripe_customer_id: customerId, value: String(quantity) },
      },
      { maxNetworkRetries: 0, timeout: SEND_WITHIN_MS },
    ),
  );
  if (heard.outcome === 'unheard') return leaveUnheard(deps, report, heard);
  if (heard.outcome === 'done' ? heard.value.identifier === id : isDuplicate(heard)) {
    await deps.reports.change(tenantId, id, 'pending', { state: 'sent' });
    return 'closed';
  }
  deps.alarm({ tenantId, report: id, heard }, 'Stripe refused a report of usage');
  return tryLater(deps, report, { leastMs: HOUR_MS });
}

/** Stripe says in words alone that it has an event of this identifier (langfuse/langfuse#16292); its newer API has a code. */
function isDuplicate(heard: Heard<unknown>): boolean {
  if (heard.outcome !== 'refused') return false;
  return heard.code === 'duplicate_meter_event' || /already exists with identifier/i.test(heard.message);
}

/**
 * Goes on with a report that is pending from before. As long as identifiers are surely unique it is sent again; after that
 * the hour's summary decides whether Stripe has it.
 */
export async function resendReport(deps: ReportDeps, report: MeterReport): Promise<Resolved> {
  const { tenantId, id, hour, firstTriedAt, triedAt } = report;
  const now = deps.now().getTime();
  const invoice = now - hour.getTime() >= OLDEST_MS ? 'final' : await monthInvoiceOf(deps, report.customerId, hour);
  if (invoice === 'closing') return tryLater(deps, report);
  if (invoice === 'unheard') return leaveUnheard(deps, report, {});
  const isTooLate = invoice === 'final';
  if (now - firstTriedAt.getTime() < SURE_MS && !isTooLate) {
    const tried = await noteTry(deps, report);
    return tried ? sendReport(deps, tried) : 'open';
  }
  const lagMs = triedAt.getTime() + LAG_MS - now;
  if (lagMs > 0) return tryLater(deps, report, { leastMs: lagMs });
  switch (await isCounted(deps, report)) {
    case 'counted':
      await deps.reports.change(tenantId, id, 'pending', { state: 'sent', isFinal: true });
      return 'closed';
    case 'absent': {
      if (isTooLate) {
        await deps.reports.change(tenantId, id, 'pending', { state: 'late' });
        deps.alarm({ tenantId, report: id }, 'usage is too late to be billed');
        return 'closed';
      }
      const again = { firstTriedAt: deps.now(), triedAt: deps.now(), tries: report.tries + 1 };
      if (!(await deps.reports.change(tenantId, id, 'pending', again))) return 'open';
      return sendReport(deps, { ...report, ...again });
    }
    case 'unclear':
      deps.alarm({ tenantId, report: id }, 'it is not clear whether Stripe has a report of usage');
      return tryLater(deps, report, { leastMs: HOUR_MS });
  }
}
