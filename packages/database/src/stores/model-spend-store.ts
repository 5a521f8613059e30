import type { ModelSpendStore } from '@answerdesk/answers';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of what models cost: one document for each tenant and month. */
export function createModelSpendStore({ modelspend }: Pick<Models, 'modelspend'>): ModelSpendStore {
  return {
    async addSpend(tenantId, month, micros) {
      const doc = await retryUpsert(() =>
        modelspend
          .findOneAndUpdate(
            { tenantId, _id: `${tenantId}:${month}` },
            { $inc: { micros }, $setOnInsert: { month } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      );
      return doc?.micros ?? 0;
    },
    async findSpend(tenantId, month) {
      const doc = await modelspend.findOne({ tenantId, _id: `${tenantId}:${month}` }, { micros: 1 }).lean();
      return doc?.micros ?? 0;
    },
  };
}
