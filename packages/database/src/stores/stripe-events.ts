import type { StripeEvents } from '@answerdesk/billing';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** No tenant's id looks like this. */
const PLATFORM = '(platform)';

/** Fills the port of Stripe's events: one document for each, with who is at it until when, or that it is done. */
export function createStripeEvents({ stripeevents }: Pick<Models, 'stripeevents'>): StripeEvents {
  const ours = { tenantId: PLATFORM };
  return {
    async claim(id, { type, now, until }) {
      try {
        await stripeevents.insertMany([{ _id: id, ...ours, type, claimedAt: now, claimedUntil: until }]);
        return 'claimed';
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const isFree = { doneAt: null, $or: [{ claimedUntil: null }, { claimedUntil: { $lte: now } }] };
      const { matchedCount } = await stripeevents.updateOne(
        { ...ours, _id: id, ...isFree },
        { $set: { claimedUntil: until } },
      );
      if (matchedCount === 1) return 'claimed';
      const doc = await stripeevents.findOne({ ...ours, _id: id }, { doneAt: 1 }).lean();
      return doc?.doneAt ? 'done' : 'busy';
    },
    async finish(id, { at, alarm }) {
      await stripeevents.updateOne(
        { ...ours, _id: id },
        { $set: { doneAt: at, ...(alarm && { alarm }) }, $unset: { claimedUntil: 1 } },
      );
    },
    async release(id) {
      await stripeevents.updateOne({ ...ours, _id: id, doneAt: null }, { $unset: { claimedUntil: 1 } });
    },
    async listAlarms(since, limit) {
      const docs = await stripeevents
        .find({ ...ours, alarm: { $exists: true }, 'alarm.at': { $gte: since } })
        .sort({ 'alarm.at': -1 })
        .limit(limit)
        .lean();
      return docs.flatMap(({ _id, type, alarm }) => (alarm ? [{ id: _id, type, ...alarm }] : []));
    },
    async forget(before) {
      await stripeevents.deleteMany({ ...ours, claimedAt: { $lt: before } });
    },
  };
}
