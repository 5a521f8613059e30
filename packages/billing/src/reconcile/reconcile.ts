import type { BillingAccount } from '../billing-account.ts';
import { DAY_MS, dayOf, HOUR_MS } from '../ledger/hours.ts';
import { findMeterIds } from '../report/read-summary.ts';
import { forEachPaying } from '../report/report-usage.ts';
import type { ReconcileDeps, Reconciliation } from './ports.ts';
import { reconcileTenant } from './reconcile-tenant.ts';

/** Late enough for the last hours of the day before to be settled, sent and summed up at Stripe. */
const NOT_BEFORE_MS = 3 * HOUR_MS;
/** Longer than usage is compared. */
const OVER_MS = 45 * DAY_MS;
const KEPT_MS = 60 * DAY_MS;
const MOST_ALARMS = 500;
/** Stripe tells of usage that it could not count within a day. */
const ALARMS_MS = 2 * DAY_MS;

/** What the day's reconciliation found so far. */
export interface ReconciliationOutcome {
  /** Tenants looked at in this call; the other figures are of all of the day. */
  readonly looked: number;
  /** Tenants with which something is not as it is to be. */
  readonly uneven: number;
  /** Units too old to be billed. */
  readonly late: number;
  readonly open: number;
  /** Tenants whose sums are not what their events come to. */
  readonly wrongSums: number;
  readonly alarms: number;
}

/**
 * Reconciles each paying tenant once a day (UTC), from three in the morning on; whoever was not reached is done at the next
 * call. Undefined while there is nothing to do. Alarms for each tenant with a difference.
 */
export async function reconcile(deps: ReconcileDeps): Promise<ReconciliationOutcome | undefined> {
  const now = deps.now();
  const today = dayOf(now);
  if (now.getTime() - today.getTime() < NOT_BEFORE_MS) return undefined;
  const outcome = { looked: 0, uneven: 0, late: 0, open: 0, wrongSums: 0, alarms: 0 };
  let given: Parameters<typeof reconcileTenant>[2] | undefined;
  const prepare = async () => ({
    meterIds: await findMeterIds(deps.stripe),
    alarms: await deps.events.listAlarms(new Date(now.getTime() - ALARMS_MS), MOST_ALARMS),
  });
  await forEachPaying(deps, async (account) => {
    if (isLongOver(account, now)) return;
    const [last] = await deps.reconciliations.list(account.tenantId, 1);
    const isDone = last !== undefined && last.day >= today;
    if (!isDone) given ??= await prepare();
    const found = isDone || !given ? last : await reconcileTenant(deps, account, given);
    if (!found) return;
    outcome.open += found.open;
    outcome.late += found.meters.reduce((sum, meter) => sum + meter.late, 0);
    if (!found.isEven) outcome.uneven += 1;
    if (found.sums.length > 0) outcome.wrongSums += 1;
    if (isDone) return;
    outcome.looked += 1;
    if (!found.isEven) alarmOf(deps, found);
  });
  if (outcome.looked === 0) return undefined;
  await deps.events.forget(new Date(now.getTime() - KEPT_MS));
  return { ...outcome, alarms: given?.alarms.length ?? 0 };
}

/** Whatever it used was compared, as often as Stripe takes usage of it. */
function isLongOver({ standing, changedAt }: BillingAccount, now: Date): boolean {
  return (standing === 'ended' || standing === 'none') && now.getTime() - changedAt.getTime() > OVER_MS;
}

function alarmOf({ alarm }: Pick<ReconcileDeps, 'alarm'>, found: Reconciliation): void {
  const { tenantId, day, meters, sums, invoices, notices } = found;
  const differing = meters.filter(({ differences, late }) => differences.length > 0 || late > 0);
  if (sums.length > 0) alarm({ tenantId, day, sums }, 'the sums are not what the events come to');
  if (invoices.length > 0) alarm({ tenantId, day, invoices }, 'an invoice and the ledger do not say the same');
  if (differing.length + notices.length === 0) return;
  alarm({ tenantId, day, meters: differing, notices }, 'the ledger and Stripe do not say the same');
}
