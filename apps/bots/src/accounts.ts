import type { Account, AccountId, ConnectedAccount, TenantId } from '@answerdesk/domain';
import { openAccount, type SecretBox } from '@answerdesk/tenants';
import { LRUCache } from 'lru-cache';

const FRESH_MS = 2_000;

export type FindAccount = (tenantId: TenantId, accountId: AccountId) => Promise<ConnectedAccount | undefined>;

/** Finds accounts with their credentials opened, remembered for two seconds so that a busy bot costs no look-ups. */
export function createAccountFinder(
  find: (tenantId: TenantId, accountId: AccountId) => Promise<Account | undefined>,
  secretBox: SecretBox,
): FindAccount {
  const recent = new LRUCache<AccountId, { account: ConnectedAccount | undefined }, { tenantId: TenantId }>({
    max: 5_000,
    ttl: FRESH_MS,
    fetchMethod: async (accountId, _stale, { context }) => {
      const account = await find(context.tenantId, accountId);
      return { account: account && openAccount(account, secretBox) };
    },
  });
  return async (tenantId, accountId) => (await recent.fetch(accountId, { context: { tenantId } }))?.account;
}
