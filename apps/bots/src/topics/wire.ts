import {
  createFaqWorkshopStore,
  createLeases,
  createMessageFacts,
  createPlatformWide,
  createTopicAlertStore,
  createTopicCountStore,
  createTopicJob,
  createTopicQuestionReader,
  type Database,
} from '@answerdesk/database';
import { faqOfTopic, settingsOf } from '@answerdesk/domain';
import type { ClockJob } from '../clock.ts';
import type { WaysToStaff } from '../telling/wire.ts';
import { topicJob } from './topic-job.ts';
import { type TopicTellerDeps, topicTellers } from './topic-tellers.ts';

export interface TopicContext extends Pick<TopicTellerDeps, 'tellInChat'> {
  readonly ways: WaysToStaff;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
  readonly owner: string;
}

/** Fits the work on topics together over one database. */
export function wireTopicJobs(database: Database, context: TopicContext): readonly ClockJob[] {
  const { models } = database;
  const { ways, tellInChat, now } = context;
  const { findTenant, listStaff } = ways;
  const workshop = createFaqWorkshopStore(models);
  return [
    topicJob({
      facts: createMessageFacts(models),
      counts: createTopicCountStore(models),
      alerts: createTopicAlertStore(models),
      questions: createTopicQuestionReader(models),
      job: createTopicJob(models),
      jobs: createLeases(models),
      listTenants: createPlatformWide(models).listTenants,
      async isWatched(tenantId) {
        const tenant = await findTenant(tenantId);
        return tenant !== undefined && settingsOf(tenant).topics.warns;
      },
      async titleOf(tenantId, topic) {
        const faqId = faqOfTopic(topic);
        const faq = faqId && (await workshop.find(tenantId, faqId));
        return faq && (faq.published ?? faq.draft)?.question;
      },
      listStaff,
      tellers: topicTellers({ ...ways, tellInChat }),
      reportFailure: context.reportFailure,
      now,
      owner: context.owner,
    }),
  ];
}
