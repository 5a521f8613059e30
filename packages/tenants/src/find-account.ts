import { type Account, type AccountId, DomainError, type TenantId } from '@answerdesk/domain';
import type { AccountStore } from './ports.ts';

/** An account of the tenant. Throws DomainError `not-found`, also for another tenant's. */
export async function findAccount(
  accounts: Pick<AccountStore, 'find'>,
  tenantId: TenantId,
  accountId: AccountId,
): Promise<Account> {
  const account = await accounts.find(tenantId, accountId);
  if (!account) throw new DomainError('not-found', 'This channel is not connected.');
  return account;
}
