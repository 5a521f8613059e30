import type { TenantId } from '@answerdesk/domain';
import type { CurveStore } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of learning curves: one document for each change, and for each tenant and week. */
export function createCurveStore({
  curvemarks,
  curveweeks,
  curveprogress,
}: Pick<Models, 'curvemarks' | 'curveweeks' | 'curveprogress'>): CurveStore {
  const keyOf = (tenantId: TenantId, name: string) => ({ tenantId, _id: `${tenantId}.${name}` });
  return {
    async putMark(tenantId, mark) {
      const key = keyOf(tenantId, mark.id);
      await retryUpsert(() => curvemarks.replaceOne(key, { ...mark, ...key }, { upsert: true }));
    },
    async listMarks(tenantId, from) {
      const docs = await curvemarks
        .find({ tenantId, at: { $gte: from } })
        .sort({ at: 1 })
        .lean();
      return docs.map(({ _id, tenantId: _tenant, ...mark }) => mark);
    },
    async putWeek(tenantId, week) {
      const key = keyOf(tenantId, week.week);
      await retryUpsert(() => curveweeks.replaceOne(key, { ...week, ...key }, { upsert: true }));
    },
    async listWeeks(tenantId, from) {
      const docs = await curveweeks
        .find({ tenantId, week: { $gte: from }, verdicts: { $exists: true } })
        .sort({ week: 1 })
        .lean();
      return docs.map(({ _id, tenantId: _tenant, ...week }) => week);
    },
    async findProgress(tenantId) {
      const doc = await curveprogress.findOne({ tenantId, _id: tenantId }).lean();
      if (!doc) return undefined;
      const { faqsVersion, glossary, heldOut, week, dialMovedAt } = doc;
      return { faqsVersion, glossary, heldOut, week, dialMovedAt };
    },
    async noteProgress(tenantId, progress) {
      await retryUpsert(() =>
        curveprogress.updateOne({ tenantId, _id: tenantId }, { $set: progress }, { upsert: true }),
      );
    },
  };
}
