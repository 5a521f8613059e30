import type { Account } from '@answerdesk/domain';
import type { AccountStore } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';
import type { AccountDoc } from '../schema.ts';
import { groupedFinds } from '../tenant-reads.ts';
import { fromDb, toDb } from './mapping.ts';

/** Fills the accounts' port. */
export function createAccountStore({
  accounts,
  channelstates,
}: Pick<Models, 'accounts' | 'channelstates'>): AccountStore {
  const find = groupedFinds(accounts);
  return {
    async add(tenantId, account) {
      await accounts.create({ ...toDb(account), tenantId });
    },
    async find(tenantId, accountId) {
      const doc = await find(tenantId, accountId);
      return doc ? fromAccountDoc(doc) : undefined;
    },
    async list(tenantId) {
      const docs = await accounts.find({ tenantId }).sort({ _id: 1 }).lean();
      return docs.map(fromAccountDoc).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    },
    async change(tenantId, accountId, changes) {
      const given = Object.entries(changes);
      const doc = await accounts
        .findOneAndUpdate(
          { tenantId, _id: accountId, isLeaving: { $ne: true } },
          {
            $set: Object.fromEntries(given.filter(([, value]) => value !== null)),
            $unset: Object.fromEntries(given.filter(([, value]) => value === null).map(([name]) => [name, 1])),
          },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? fromAccountDoc(doc) : undefined;
    },
    async claimRemoval(tenantId, accountId, { now, until }) {
      const doc = await accounts
        .findOneAndUpdate(
          { tenantId, _id: accountId, removeAt: { $lte: now } },
          { $set: { removeAt: until, isLeaving: true } },
          { returnDocument: 'after' },
        )
        .lean();
      return doc ? fromAccountDoc(doc) : undefined;
    },
    async setStage(tenantId, accountId, stage) {
      const { matchedCount } = await accounts.updateOne({ tenantId, _id: accountId }, { $set: { stage } });
      return matchedCount > 0;
    },
    async remove(tenantId, accountId) {
      await channelstates.deleteOne({ tenantId, _id: accountId });
      await accounts.deleteOne({ tenantId, _id: accountId });
    },
  };
}

function fromAccountDoc(doc: AccountDoc): Account {
  const { isLeaving: _leaving, ...account } = fromDb(doc);
  return account;
}
