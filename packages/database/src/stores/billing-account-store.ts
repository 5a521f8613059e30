import type { BillingAccount, BillingAccountStore, BillingAccountsOfAll } from '@answerdesk/billing';
import { DomainError, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import type { BillingAccountDoc } from '../usage-schemas.ts';
import { isDuplicateKey } from './mapping.ts';

const MOST_PLAN_CHANGES = 500;
const before = { plan: 'free', currency: 'USD', standing: 'none', revision: 0 } as const;

/** Fills the ports of what tenants pay: one document for each tenant. */
export function createBillingAccountStore({
  billingaccounts,
}: Pick<Models, 'billingaccounts'>): BillingAccountStore & BillingAccountsOfAll {
  const across = (platformWide: PlatformWideQuery) => ({ platformWide });
  const find = async (tenantId: TenantId) => {
    const doc = await billingaccounts.findOne({ tenantId, _id: tenantId }).lean();
    return doc ? fromAccountDoc(doc) : undefined;
  };

  async function changeFrom(
    earlier: BillingAccount | undefined,
    tenantId: TenantId,
    change: Parameters<BillingAccountStore['change']>[1],
    at: Date,
  ): Promise<BillingAccount | undefined> {
    const { revision } = earlier ?? before;
    const set: Record<string, unknown> = { changedAt: at };
    const unset: Record<string, 1> = {};
    for (const [field, value] of Object.entries(change)) {
      if (value === null) unset[field] = 1;
      else if (value !== undefined) set[field] = value;
    }
    const isOtherPlan = change.plan !== undefined && change.plan !== (earlier ?? before).plan;
    const { revision: _first, ...defaults } = before;
    const made = Object.fromEntries(Object.entries(defaults).filter(([field]) => !(field in set)));
    try {
      const doc = await billingaccounts
        .findOneAndUpdate(
          { tenantId, _id: tenantId, revision: earlier ? revision : { $lt: 0 } },
          {
            $set: set,
            $unset: unset,
            $inc: { revision: 1 },
            ...(isOtherPlan && {
              $push: { planChanges: { $each: [{ plan: change.plan, at }], $slice: -MOST_PLAN_CHANGES } },
            }),
            ...(!earlier && { $setOnInsert: made }),
          },
          { upsert: !earlier, returnDocument: 'after' },
        )
        .lean();
      return doc ? fromAccountDoc(doc) : undefined;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if (!earlier && (await find(tenantId))) return undefined;
      throw new DomainError('already-exists', 'Another tenant has this customer.', { cause: error });
    }
  }

  return {
    find,
    async change(tenantId, change, { at, revision }) {
      for (;;) {
        const earlier = await find(tenantId);
        if (revision !== undefined && (earlier?.revision ?? 0) !== revision) return undefined;
        const changed = await changeFrom(earlier, tenantId, change, at);
        if (changed || revision !== undefined) return changed;
      }
    },
    async findByCustomer(customerId) {
      const doc = await billingaccounts
        .findOne({ customerId })
        .setOptions(across('billing account of a customer'))
        .lean();
      return doc ? fromAccountDoc(doc) : undefined;
    },
    async listPaying({ afterTenantId, limit }) {
      const docs = await billingaccounts
        .find({
          customerId: { $exists: true },
          ...(afterTenantId !== undefined && { tenantId: { $gt: afterTenantId } }),
        })
        .setOptions(across('billing accounts with a customer'))
        .sort({ tenantId: 1 })
        .limit(limit)
        .lean();
      return docs.map(fromAccountDoc);
    },
  };
}

function fromAccountDoc({ _id, ...account }: BillingAccountDoc): BillingAccount {
  return account;
}
