import type { AccountStore } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';
import { groupedFinds } from '../tenant-reads.ts';
import { fromDb, toDb } from './mapping.ts';

/** Fills the accounts' port. */
export function createAccountStore({ accounts }: Pick<Models, 'accounts'>): AccountStore {
  const find = groupedFinds(accounts);
  return {
    async add(tenantId, account) {
      await accounts.create({ ...toDb(account), tenantId });
    },
    async find(tenantId, accountId) {
      const doc = await find(tenantId, accountId);
      return doc ? fromDb(doc) : undefined;
    },
    async list(tenantId) {
      const docs = await accounts.find({ tenantId }).sort({ _id: 1 }).lean();
      return docs.map(fromDb);
    },
    async setStage(tenantId, accountId, stage) {
      const { matchedCount } = await accounts.updateOne({ tenantId, _id: accountId }, { $set: { stage } });
      return matchedCount > 0;
    },
    async remove(tenantId, accountId) {
      await accounts.deleteOne({ tenantId, _id: accountId });
    },
  };
}
