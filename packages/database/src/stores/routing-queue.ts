import type { RoutingQueue } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Keeps which tenants have conversations to be given to somebody. */
export function createRoutingQueue({ routings }: Pick<Models, 'routings'>): RoutingQueue {
  return {
    async request(tenantId, at) {
      await retryUpsert(() =>
        routings.updateOne(
          { tenantId, _id: tenantId },
          { $set: { dueAt: at }, $inc: { requests: 1 } },
          { upsert: true },
        ),
      );
    },
    async claim(tenantId, { owner, now, until }) {
      const doc = await routings
        .findOneAndUpdate(
          {
            tenantId,
            _id: tenantId,
            dueAt: { $lte: now },
            $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }],
          },
          { $set: { leaseOwner: owner, leaseUntil: until } },
          { returnDocument: 'after' },
        )
        .lean();
      return doc?.requests;
    },
    async release(tenantId, owner, { requests, nextAt }) {
      const mine = { tenantId, _id: tenantId, leaseOwner: owner };
      const free = { leaseOwner: 1, leaseUntil: 1 } as const;
      const { matchedCount } = await routings.updateOne(
        { ...mine, requests },
        nextAt ? { $set: { dueAt: nextAt }, $unset: free } : { $unset: { ...free, dueAt: 1 } },
      );
      if (matchedCount === 0) await routings.updateOne(mine, { $unset: free });
    },
  };
}
