import type {
  BillingAccountStore,
  Currency,
  CustomerDeps,
  LedgerStore,
  MonthReport,
  UsageSums,
} from '@answerdesk/billing';
import { type Month, monthOf, readMonth } from '@answerdesk/billing';
import type { Tenant, TenantId } from '@answerdesk/domain';

/** What is asked of billing by people. */
export interface BillingDesk {
  readonly accounts: BillingAccountStore;
  readonly ledger: LedgerStore;
  readonly sums: UsageSums;
  /** Where Stripe's keys are set; without it nothing is billed, and nothing has a limit. */
  readonly stripe?: CustomerDeps;
  /** The billing screen, where Stripe sends people back to. */
  readonly screenUrl: string;
}

export interface BillingDeskDeps {
  readonly billing: BillingDesk;
  readonly tenants: { find(tenantId: TenantId): Promise<Pick<Tenant, 'locale'> | undefined> };
  readonly now: () => Date;
}

/** A calendar month (UTC) by its name, `2026-11`; the one that is now without. */
export function monthNamed(name: string | undefined, now: Date): Month {
  return monthOf(name === undefined ? now : new Date(`${name}-01T00:00:00Z`));
}

/** What a tenant used in a month and what that costs, in its account's currency or what its language makes likely. */
export async function readMonthOf(
  { billing, tenants, now }: BillingDeskDeps,
  tenantId: TenantId,
  month: Month,
): Promise<MonthReport> {
  const currency = likelyCurrency((await tenants.find(tenantId))?.locale);
  return readMonth({ ...billing, hasStripe: billing.stripe !== undefined, now }, tenantId, month, { currency });
}

const euroLanguages: ReadonlySet<string> = new Set(['de', 'fr', 'es', 'it', 'nl', 'pt', 'fi', 'el']);

function likelyCurrency(locale = 'en'): Currency {
  const [language = '', ...more] = locale.replaceAll('_', '-').split('-');
  if (language === 'zh') return 'CNY';
  const isAmerican = more.some((part) => /^(US|MX|AR|CO|CL|PE|419)$/.test(part));
  return euroLanguages.has(language) && !isAmerican ? 'EUR' : 'USD';
}
