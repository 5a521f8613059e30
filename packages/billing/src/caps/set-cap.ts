import { DomainError, type TenantId } from '@answerdesk/domain';
import type { BillingAccount, BillingAccountStore } from '../billing-account.ts';
import type { Currency, Micros } from '../plans.ts';

export interface CapWish {
  /** Most that a calendar month (UTC) may cost, in whole cents; null for no limit. */
  readonly cap: Micros | null;
  /** Which currency that is meant in: a cap of yesterday's currency would be another amount. */
  readonly currency: Currency;
  /** The account's revision that the person saw; 0 where there was none. */
  readonly revision: number;
}

/**
 * Sets or takes away what a tenant's month may cost at most. Throws DomainError `invalid` for what is no amount of whole cents
 * from 0 on, and `conflict` when the account was changed since, or is in another currency.
 */
export async function setCap(
  { accounts, now }: { readonly accounts: BillingAccountStore; readonly now: () => Date },
  tenantId: TenantId,
  { cap, currency, revision }: CapWish,
): Promise<BillingAccount> {
  if (cap !== null && !(Number.isSafeInteger(cap) && cap >= 0 && cap % CENT === 0)) {
    throw new DomainError('invalid', 'A limit is an amount of whole cents, 0 or more.');
  }
  const account = await accounts.find(tenantId);
  if (account && account.currency !== currency) {
    throw new DomainError('conflict', `This account is in ${account.currency}.`);
  }
  const changed = await accounts.change(
    tenantId,
    { monthlyCap: cap, ...(!account && { currency }) },
    { at: now(), revision },
  );
  if (!changed) throw new DomainError('conflict', 'Somebody changed the account; please look again.');
  return changed;
}

const CENT: Micros = 10_000;
