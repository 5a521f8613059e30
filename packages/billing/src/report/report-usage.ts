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
  await forEachPaying(deps, (account) => reportTenant(deps, account, from));
}

/** Has something done for every tenant that pays, for some of them at once. */
export async function forEachPaying(
  { accountsOfAll, alarm }: Pick<ReportDeps, 'accountsOfAll' | 'alarm'>,
  work: (account: BillingAccount) => Promise<unknown>,
): Promise<void> {
  for (let last: BillingAccount | undefined; ; ) {
    const page: readonly BillingAccount[] = await accountsOfAll.listPaying({
      limit: PAGE,
      ...(last && { afterTenantId: last.tenantId }),
    });
    const waiting = [...page];
    const takeNext = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { tenantId } = next;
        await work(next).catch((error: unknown) =>
          alarm({ err: error, tenantId }, 'the usage of a tenant is not reported'),
        );
      }
    };
    await Promise.all(Array.from({ length: TENANTS_AT_ONCE }, takeNext));
    last = page.at(-1);
    if (!last || page.length < PAGE) return;
  }
}
