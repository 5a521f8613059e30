import {
  createConfirmedQuestionStore,
  createCountingJob,
  createFaqRevisionStore,
  createFaqWorkshopStore,
  createGapDesk,
  createGapStore,
  createTurnFacts,
  type Database,
} from '@answerdesk/database';
import { type CollectGapsDeps, collectGaps, type EndBegunAnswersDeps, endBegunAnswers } from '@answerdesk/insights';
import type { ClockJob } from '../clock.ts';

const CALLS_AT_ONCE = 20;

/** The jobs that gather what the bot did not answer, and end answers to it that a process left half done. */
export function wireGapJobs(
  { models }: Database,
  {
    reportFailure,
    ...wired
  }: Pick<CollectGapsDeps, 'embed' | 'now' | 'owner'> & Pick<EndBegunAnswersDeps, 'reportFailure'>,
): ClockJob[] {
  const confirmed = createConfirmedQuestionStore(models);
  const faqs = createFaqWorkshopStore(models);
  const collecting = {
    facts: createTurnFacts(models),
    gaps: createGapStore(models),
    job: createCountingJob(models, 'collect-gaps'),
    ...{ confirmed, faqs, ...wired },
  };
  const ending = {
    desk: createGapDesk(models),
    revisions: createFaqRevisionStore(models),
    ...{ confirmed, faqs, reportFailure, now: wired.now },
  };
  return [
    {
      name: 'collecting questions left unanswered',
      async run() {
        for (let calls = 0; calls < CALLS_AT_ONCE; calls += 1) if (!(await collectGaps(collecting)).more) return;
      },
    },
    { name: 'ending answers to gaps', run: () => endBegunAnswers(ending) },
  ];
}
