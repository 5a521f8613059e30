import type { BillingAccount } from '../billing-account.ts';
import { DAY_MS, hourOf } from '../ledger/hours.ts';
import type { ReportDeps } from './ports.ts';
import { reportTenant } from './report-tenant.ts';

const PAGE = 100;
const TENANTS_AT_ONCE = 8;

/** Late corrections come within days; older ones are found by the daily reconciliation. */
const LATELY_MS = 3 * DAY_MS;

/**
 * Tells Stripe of the usage of all tenants that pay, of the last three days or of the last `backMs`. Safe to repeat, also by
 * several processes at once. A tenant whose turn fails is reported and keeps no other from its own.
 */
export async function reportUsage(deps: ReportDeps, options: { readonly backMs?: number } = {}): Promise<void> {
  const from = hourOf(new Date(deps.now().getTime() - (options.backMs ?? LATELY_MS)));
  await forEachPaying(deps, async (account) => {
    if (!hasLongEnded(account, from)) await reportTenant(deps, account, from);
  });
}

/** Nothing that is paid for was used since; the daily reconciliation goes on with whatever is open. */
function hasLongEnded({ standing, changedAt }: BillingAccount, from: Date): boolean {
  return (standing === 'none' || standing === 'ended') && changedAt < from;
}

/** Has something done for every tenant that pays, for some of them at once; whoever is left when Stripe asks for peace waits. */
export async function forEachPaying(
  { accountsOfAll, alarm, pace }: Pick<ReportDeps, 'accountsOfAll' | 'alarm' | 'pace'>,
  work: (account: BillingAccount) => Promise<unknown>,
): Promise<void> {
  for (let last: BillingAccount | undefined; ; ) {
    const page: readonly BillingAccount[] = await accountsOfAll.listPaying({
      limit: PAGE,
      ...(last && { afterTenantId: last.tenantId }),
    });
    const waiting = [...page];
    const takeNext = async () => {
      for (let next = waiting.shift(); next && !pace.isResting(); next = waiting.shift()) {
        const { tenantId } = next;
        await work(next).catch((error: unknown) =>
          alarm({ err: error, tenantId }, 'the usage of a tenant is not reported'),
        );
      }
    };
    await Promise.all(Array.from({ length: TENANTS_AT_ONCE }, takeNext));
    last = page.at(-1);
    if (!last || page.length < PAGE || pace.isResting()) return;
  }
}
