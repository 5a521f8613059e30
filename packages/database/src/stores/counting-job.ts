import type { CountingJob, CountingProgress } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { JobDoc } from '../schema.ts';
import { createLeasedProgress } from './leased-progress.ts';

/** Fills the port of a job that goes through messages twice: one document with its lease and how far it is. */
export function createCountingJob(
  { jobs }: Pick<Models, 'jobs'>,
  name: 'count-messages' | 'collect-gaps' = 'count-messages',
): CountingJob {
  const { claim, advance, release, read } = createLeasedProgress({ jobs }, name);
  return {
    async claim(lease) {
      const doc = await claim(lease);
      return doc && progressOf(doc);
    },
    advance: (owner, until, progress) => advance(owner, until, { ...progress }),
    release,
    async progress() {
      const doc = await read();
      return doc && progressOf(doc).progress;
    },
  };
}

function progressOf({ progress }: Pick<JobDoc, 'progress'>): { readonly progress?: CountingProgress } {
  if (typeof progress !== 'object' || progress === null) return {};
  if (!('countedTo' in progress && 'settledTo' in progress)) return {};
  const { countedTo, settledTo } = progress;
  return countedTo instanceof Date && settledTo instanceof Date ? { progress: { countedTo, settledTo } } : {};
}
