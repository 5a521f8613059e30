import type { Account, AccountId, TenantId } from '@answerdesk/domain';
import type { AccountStore } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';
import { fromDb, toDb } from './mapping.ts';

export type AccountReader = {
  find(tenantId: TenantId, accountId: AccountId): Promise<Account | undefined>;
};

/** Fills the accounts' port. */
export function createAccountStore({ accounts }: Pick<Models, 'accounts'>): AccountStore & AccountReader {
  return {
    async add(tenantId, account) {
      await accounts.create({ ...toDb(account), tenantId });
    },
    async find(tenantId, accountId) {
      const doc = await accounts.findOne({ tenantId, _id: accountId }).lean();
      return doc ? fromDb(doc) : undefined;
    },
  };
}
