import type { UsageHours } from '@answerdesk/billing';
import { newId, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';

/** Fills the port of hours; the sums make their documents. */
export function createUsageHours({ usagehours }: Pick<Models, 'usagehours'>): UsageHours {
  const of = (tenantId: TenantId, hour: Date) => ({ tenantId, _id: `${tenantId}:${hour.getTime()}` });
  return {
    async claim(tenantId, hour, { now, until }) {
      const token = newId();
      const doc = await usagehours
        .findOneAndUpdate({ ...of(tenantId, hour), dueAt: { $lte: now } }, { $set: { dueAt: until, token } })
        .lean();
      return doc ? { token, ...(doc.checkedTo !== undefined && { checkedTo: doc.checkedTo }) } : undefined;
    },
    async advance(tenantId, hour, token, { checkedTo, until }) {
      const { matchedCount } = await usagehours.updateOne(
        { ...of(tenantId, hour), token },
        { $set: { checkedTo, dueAt: until } },
      );
      return matchedCount === 1 ? { token, checkedTo } : undefined;
    },
    async finish(tenantId, hour, token, { at, againAt }) {
      await usagehours.updateOne(
        { ...of(tenantId, hour), token },
        {
          $set: { settledAt: at, ...(againAt && { dueAt: againAt }) },
          $unset: { token: 1, checkedTo: 1, ...(!againAt && { dueAt: 1 }) },
        },
      );
    },
    async listSettled(tenantId, from, to) {
      const docs = await usagehours
        .find({ tenantId, hour: { $gte: from, $lt: to }, settledAt: { $exists: true } }, { hour: 1 })
        .sort({ hour: 1 })
        .lean();
      return docs.map(({ hour }) => hour);
    },
  };
}
