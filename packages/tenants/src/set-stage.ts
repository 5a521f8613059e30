import { type AccountId, type AccountStage, DomainError, type TenantId } from '@answerdesk/domain';
import type { AccountStore } from './ports.ts';

/**
 * Sets how far the bot is trusted with an account, and returns how far it was. Every process goes by it within two
 * seconds. Throws DomainError `not-found`.
 */
export async function setStage(
  deps: { readonly accounts: Pick<AccountStore, 'find' | 'setStage'> },
  tenantId: TenantId,
  accountId: AccountId,
  stage: AccountStage,
): Promise<AccountStage> {
  const account = await deps.accounts.find(tenantId, accountId);
  if (!account || !(await deps.accounts.setStage(tenantId, accountId, stage))) {
    throw new DomainError('not-found', 'There is no such account.');
  }
  return account.stage ?? 'live';
}
