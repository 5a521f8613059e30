import type { AlertStore } from '@answerdesk/billing';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** Fills the port of who was told of what is spent: one document for each alert. */
export function createBillingAlertStore({ billingalerts }: Pick<Models, 'billingalerts'>): AlertStore {
  return {
    async listTold(tenantId, userId, since) {
      const docs = await billingalerts
        .find({ tenantId, at: { $gte: since } }, { key: 1, told: 1 })
        .sort({ at: -1 })
        .limit(MOST_ALERTS)
        .lean();
      return new Set(docs.filter(({ told }) => told.includes(userId)).map(({ key }) => key));
    },
    async claim(tenantId, { key, kind }, userId, at) {
      try {
        const { modifiedCount, upsertedCount } = await billingalerts.updateOne(
          { tenantId, key, told: { $ne: userId } },
          { $addToSet: { told: userId }, $setOnInsert: { _id: `${tenantId}/${key}`, kind, at } },
          { upsert: true },
        );
        return modifiedCount + upsertedCount === 1;
      } catch (error) {
        // It is there, and the person is in it: that kept the filter from finding it.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release(tenantId, { key }, userId) {
      await billingalerts.updateOne({ tenantId, key }, { $pull: { told: userId } });
    },
  };
}

/** Many more than a tenant can have in two months. */
const MOST_ALERTS = 500;
