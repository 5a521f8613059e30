import type { JobLeases } from '@answerdesk/billing';
import { newId } from '@answerdesk/domain';
import { type WatchTopicsDeps, watchTopics } from '@answerdesk/insights';
import type { ClockJob } from '../clock.ts';

const EVERY_MS = 5 * 60_000;
const MOST_CALLS = 20;

/** Counts topics and tells staff of those that come up unusually often: every five minutes, by one process at a time. */
export function topicJob(deps: WatchTopicsDeps & { readonly jobs: JobLeases }): ClockJob {
  return {
    name: 'watching topics',
    async run() {
      const now = deps.now();
      const turn = { owner: newId(), now, until: new Date(now.getTime() + EVERY_MS) };
      if (!(await deps.jobs.claimJob('watch-topics-turn', turn))) return;
      for (let calls = 0; calls < MOST_CALLS; calls += 1) if (!(await watchTopics(deps)).more) return;
    },
  };
}
