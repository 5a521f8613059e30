import type { Leases } from '@answerdesk/billing';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** Fills the port of leases of a tenant's work: one document for each piece. */
export function createLeases({ jobs }: Pick<Models, 'jobs'>): Leases {
  return {
    async claim(tenantId, name, { owner, now, until }) {
      try {
        const doc = await jobs
          .findOneAndUpdate(
            {
              tenantId,
              _id: `${name}:${tenantId}`,
              $or: [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }],
            },
            { $set: { leaseOwner: owner, leaseUntil: until } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean();
        return doc !== null;
      } catch (error) {
        // It is there, but somebody else's lease kept the filter from finding it.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release(tenantId, name, owner) {
      const theirs = { tenantId, _id: `${name}:${tenantId}`, leaseOwner: owner };
      await jobs.updateOne(theirs, { $unset: { leaseOwner: 1, leaseUntil: 1 } });
    },
  };
}
