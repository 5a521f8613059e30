import type { ModelSpendStore } from '@answerdesk/answers';
import type { TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** Fills the port of what models cost: one document for each tenant and month. */
export function createModelSpendStore({ modelspend }: Pick<Models, 'modelspend'>): ModelSpendStore {
  async function add(tenantId: TenantId, month: string, micros: number): Promise<number> {
    const doc = await modelspend
      .findOneAndUpdate(
        { tenantId, _id: `${tenantId}:${month}` },
        { $inc: { micros }, $setOnInsert: { month } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return doc?.micros ?? 0;
  }
  return {
    async addSpend(tenantId, month, micros) {
      try {
        return await add(tenantId, month, micros);
      } catch (error) {
        // Two at once made the month's document; it is there now.
        if (!isDuplicateKey(error)) throw error;
        return add(tenantId, month, micros);
      }
    },
    async findSpend(tenantId, month) {
      const doc = await modelspend.findOne({ tenantId, _id: `${tenantId}:${month}` }, { micros: 1 }).lean();
      return doc?.micros ?? 0;
    },
  };
}
