import type { TenantId } from '@answerdesk/domain';
import { hourTotals, type MeterHour, reportedOf } from './hour-totals.ts';
import type { ReportDeps } from './ports.ts';

/**
 * Whether Stripe knows of all that a tenant used in the hours from `from` (inclusive) to `to` (exclusive): each is settled,
 * and what it came to was sent, or is too late to be. What is still to be paid back is no matter.
 */
export async function isMonthTold(
  { reports, sums, hours }: Pick<ReportDeps, 'reports' | 'sums' | 'hours'>,
  tenantId: TenantId,
  from: Date,
  to: Date,
): Promise<boolean> {
  const told = await reports.list(tenantId, from, to);
  const totals = hourTotals(await sums.read(tenantId, from, to), told);
  const settled = new Set((await hours.listSettled(tenantId, from, to)).map((hour) => hour.getTime()));
  return totals.every((one) => isTold(one, settled));
}

function isTold({ hour, used, reports }: MeterHour, settled: ReadonlySet<number>): boolean {
  const isOpen = reports.some(({ state, quantity }) => {
    return state === 'cancelling' || (state === 'pending' && quantity > 0);
  });
  if (isOpen) return false;
  return used <= reportedOf(reports) && (used <= 0 || settled.has(hour.getTime()));
}
