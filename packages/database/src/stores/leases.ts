import type { JobLeases, Leases } from '@answerdesk/billing';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

/** No tenant's id looks like this. */
const PLATFORM = '(platform)';

/** Fills the ports of leases: one document for each piece of work of a tenant, or of all. */
export function createLeases({ jobs }: Pick<Models, 'jobs'>): Leases & JobLeases {
  async function claim(
    piece: { readonly tenantId: string; readonly _id: string },
    { owner, now, until }: Parameters<Leases['claim']>[2],
  ): Promise<boolean> {
    const isFree = [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }];
    try {
      const doc = await jobs
        .findOneAndUpdate(
          { ...piece, $or: isFree },
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
  }
  return {
    claim: (tenantId, name, lease) => claim({ tenantId, _id: `${name}:${tenantId}` }, lease),
    claimJob: (name, lease) => claim({ tenantId: PLATFORM, _id: name }, lease),
    async release(tenantId, name, owner) {
      const theirs = { tenantId, _id: `${name}:${tenantId}`, leaseOwner: owner };
      await jobs.updateOne(theirs, { $unset: { leaseOwner: 1, leaseUntil: 1 } });
    },
  };
}
