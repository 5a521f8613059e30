import type { MeterReport, MeterReportStore } from '@answerdesk/billing';
import type { MeterReportDoc } from '../billing-schemas.ts';
import type { Models } from '../connect.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** Fills the port of what Stripe is told: one document for each report, whose id says which it is. */
export function createMeterReportStore({ meterreports }: Pick<Models, 'meterreports'>): MeterReportStore {
  return {
    async add(tenantId, report) {
      try {
        await meterreports.insertMany([{ ...toDb(report), tenantId }]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async list(tenantId, from, to) {
      const docs = await meterreports
        .find({ tenantId, hour: { $gte: from, $lt: to } })
        .sort({ hour: 1, meter: 1, number: 1 })
        .lean();
      return docs.map(plain);
    },
    async listOpen(tenantId) {
      const docs = await Promise.all(
        (['cancelling', 'pending'] as const).map((state) =>
          meterreports.find({ tenantId, state }).sort({ hour: 1 }).lean(),
        ),
      );
      return docs
        .flat()
        .map(plain)
        .sort((a, b) => a.hour.getTime() - b.hour.getTime() || a.number - b.number);
    },
    async change(tenantId, id, state, change) {
      const { matchedCount } = await meterreports.updateOne({ tenantId, _id: id, state }, { $set: { ...change } });
      return matchedCount === 1;
    },
  };
}

function plain(doc: MeterReportDoc): MeterReport {
  return fromDb(doc);
}
