import type { ResolutionCountStore } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import { cellKeyOf, hourOf, idOfHour } from './count-store.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of how enquiries ended: one document for each tenant and hour. */
export function createResolutionCountStore({ resolutionhours }: Pick<Models, 'resolutionhours'>): ResolutionCountStore {
  return {
    async replace(tenantId, { start, cells }) {
      const _id = idOfHour(tenantId, start);
      const whole = Object.fromEntries(cells.map((cell) => [cellKeyOf(cell), cell.counts]));
      await retryUpsert(() =>
        resolutionhours.replaceOne({ tenantId, _id }, { _id, tenantId, start, cells: whole }, { upsert: true }),
      );
    },
    async list(tenantId, from, to) {
      const docs = await resolutionhours
        .find({ tenantId, start: { $gte: from, $lt: to } })
        .sort({ start: 1 })
        .lean();
      return docs.map(hourOf);
    },
  };
}
