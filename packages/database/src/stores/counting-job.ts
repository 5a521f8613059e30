import type { CountingJob, CountingProgress } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { JobDoc } from '../schema.ts';
import { isDuplicateKey } from './mapping.ts';

/** No tenant's id looks like this. */
const PLATFORM = '(platform)';
const COUNTING = 'count-messages';

/** Fills the port of the counting job: one document with its lease and how far it is. */
export function createCountingJob({ jobs }: Pick<Models, 'jobs'>): CountingJob {
  const ours = { tenantId: PLATFORM, _id: COUNTING };
  return {
    async claim({ owner, now, until }) {
      try {
        const doc = await jobs
          .findOneAndUpdate(
            { ...ours, $or: [{ leaseUntil: { $lte: now } }, { leaseUntil: null }, { leaseOwner: owner }] },
            { $set: { leaseOwner: owner, leaseUntil: until } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean();
        return progressOf(doc);
      } catch (error) {
        // The job is there, but its lease kept the filter from finding it.
        if (isDuplicateKey(error)) return undefined;
        throw error;
      }
    },
    async advance(owner, until, progress) {
      const { matchedCount } = await jobs.updateOne(
        { ...ours, leaseOwner: owner },
        { $set: { progress: { ...progress }, leaseUntil: until } },
      );
      return matchedCount === 1;
    },
    async release(owner) {
      await jobs.updateOne({ ...ours, leaseOwner: owner }, { $unset: { leaseOwner: 1, leaseUntil: 1 } });
    },
    async progress() {
      const doc = await jobs.findOne(ours).lean();
      return doc ? progressOf(doc).progress : undefined;
    },
  };
}

function progressOf({ progress }: Pick<JobDoc, 'progress'>): { readonly progress?: CountingProgress } {
  if (typeof progress !== 'object' || progress === null) return {};
  if (!('countedTo' in progress && 'settledTo' in progress)) return {};
  const { countedTo, settledTo } = progress;
  return countedTo instanceof Date && settledTo instanceof Date ? { progress: { countedTo, settledTo } } : {};
}
