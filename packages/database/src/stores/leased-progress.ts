import type { Models } from '../connect.ts';
import type { JobDoc } from '../schema.ts';
import { isDuplicateKey } from './mapping.ts';

/** No tenant's id looks like this. */
const PLATFORM = '(platform)';

/** Work for all tenants that one process at a time does: a document with its lease and how far it is. */
export function createLeasedProgress({ jobs }: Pick<Models, 'jobs'>, name: string) {
  const ours = { tenantId: PLATFORM, _id: name };
  return {
    /** The document, taken until `until`; undefined while another process has it. */
    async claim(lease: {
      readonly owner: string;
      readonly now: Date;
      readonly until: Date;
    }): Promise<JobDoc | undefined> {
      const { owner, now, until } = lease;
      try {
        return await jobs
          .findOneAndUpdate(
            { ...ours, $or: [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }] },
            { $set: { leaseOwner: owner, leaseUntil: until } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean<JobDoc>();
      } catch (error) {
        // The job is there, but its lease kept the filter from finding it.
        if (isDuplicateKey(error)) return undefined;
        throw error;
      }
    },
    /** Notes progress and holds on to the work; false when another process has taken it meanwhile. */
    async advance(owner: string, until: Date, progress: Readonly<Record<string, unknown>>): Promise<boolean> {
      const { matchedCount } = await jobs.updateOne(
        { ...ours, leaseOwner: owner },
        { $set: { progress, leaseUntil: until } },
      );
      return matchedCount === 1;
    },
    async release(owner: string): Promise<void> {
      await jobs.updateOne({ ...ours, leaseOwner: owner }, { $unset: { leaseOwner: 1, leaseUntil: 1 } });
    },
    async read(): Promise<JobDoc | undefined> {
      return (await jobs.findOne(ours).lean<JobDoc>()) ?? undefined;
    },
  };
}
