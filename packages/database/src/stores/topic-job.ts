import type { TopicJob, TopicProgress } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { JobDoc } from '../schema.ts';
import { createLeasedProgress } from './leased-progress.ts';

/** Fills the port of the work on topics: one document with its lease and how far it is. */
export function createTopicJob({ jobs }: Pick<Models, 'jobs'>): TopicJob {
  const { claim, advance, release } = createLeasedProgress({ jobs }, 'watch-topics');
  return {
    async claim(lease) {
      const doc = await claim(lease);
      return doc && progressOf(doc);
    },
    advance: (owner, until, progress) => advance(owner, until, { ...progress }),
    release,
  };
}

function progressOf({ progress }: Pick<JobDoc, 'progress'>): { readonly progress?: TopicProgress } {
  if (typeof progress !== 'object' || progress === null) return {};
  if (!('countedTo' in progress && 'lookedTo' in progress)) return {};
  const { countedTo, lookedTo } = progress;
  return countedTo instanceof Date && lookedTo instanceof Date ? { progress: { countedTo, lookedTo } } : {};
}
