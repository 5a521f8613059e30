import type { CustomerClaims } from '@answerdesk/billing';
import type { CustomerClaimDoc } from '../billing-schemas.ts';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** Fills the port of customers that are being made: one document for each tenant. */
export function createCustomerClaims({ customerclaims }: Pick<Models, 'customerclaims'>): CustomerClaims {
  const find = async (tenantId: CustomerClaimDoc['tenantId']) => {
    const doc = await customerclaims.findOne({ tenantId, _id: tenantId }).lean();
    if (!doc) return undefined;
    const { at, attempt } = doc;
    return { at, attempt };
  };
  const add = async (tenantId: CustomerClaimDoc['tenantId'], at: Date) => {
    try {
      await customerclaims.insertMany([{ _id: tenantId, tenantId, at, attempt: 1 }]);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };
  return {
    find,
    async claim(tenantId, at) {
      const isNew = await add(tenantId, at);
      return { at, attempt: 1, ...(isNew ? undefined : await find(tenantId)), isNew };
    },
    async tryAnew(tenantId, attempt) {
      await customerclaims.updateOne({ tenantId, _id: tenantId, attempt }, { $set: { attempt: attempt + 1 } });
    },
    async noteTry(tenantId, at) {
      await customerclaims.updateOne({ tenantId, _id: tenantId }, { $set: { at } });
    },
  };
}
