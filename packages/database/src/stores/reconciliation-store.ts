import type { ReconciliationStore } from '@answerdesk/billing';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of reconciliations: one document for each tenant and day. */
export function createReconciliationStore({ reconciliations }: Pick<Models, 'reconciliations'>): ReconciliationStore {
  return {
    async put(tenantId, reconciliation) {
      const _id = `${tenantId}:${reconciliation.day.toISOString().slice(0, 10)}`;
      const { tenantId: _theirs, ...set } = reconciliation;
      await retryUpsert(() => reconciliations.updateOne({ tenantId, _id }, { $set: set }, { upsert: true }));
    },
    async list(tenantId, limit) {
      const docs = await reconciliations.find({ tenantId }).sort({ day: -1 }).limit(limit).lean();
      return docs.map(({ _id, ...reconciliation }) => ({
        ...reconciliation,
        sums: reconciliation.sums ?? [],
        invoices: reconciliation.invoices ?? [],
      }));
    },
  };
}
