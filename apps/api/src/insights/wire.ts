import {
  createAccountStore,
  createConversationStore,
  createCountingJob,
  createCountStore,
  createCurveStore,
  createEnquiryStore,
  createFirstStepsStore,
  createRatingStore,
  createResolutionCountStore,
  createTopicAlertStore,
  createTopicCountStore,
  createTranscriptReader,
  type Database,
} from '@answerdesk/database';
import { defaultTenantSettings, settingsOf } from '@answerdesk/domain';
import type { ApiDeps } from '../api-deps.ts';

export type InsightDeps = Pick<
  ApiDeps,
  | 'counts'
  | 'resolutions'
  | 'resolution'
  | 'curve'
  | 'job'
  | 'topicCounts'
  | 'topicAlerts'
  | 'ratings'
  | 'noteTried'
  | 'firstSteps'
  | 'timeZoneOf'
>;

/** Fits together what people read about how the bot does. */
export function wireInsights(
  { models }: Database,
  { tenants, members, invitations, now }: Pick<ApiDeps, 'tenants' | 'members' | 'invitations' | 'now'>,
): InsightDeps {
  const firstSteps = createFirstStepsStore(models);
  const conversations = createConversationStore(models);
  const accounts = createAccountStore(models);
  return {
    counts: createCountStore(models),
    resolutions: createResolutionCountStore(models),
    resolution: {
      transcripts: createTranscriptReader(models),
      enquiries: createEnquiryStore(models),
      async quietHoursOf(tenantId) {
        const tenant = await tenants.find(tenantId);
        return (tenant ? settingsOf(tenant) : defaultTenantSettings).resolution.quietHours;
      },
      now,
    },
    curve: createCurveStore(models),
    job: createCountingJob(models),
    topicCounts: createTopicCountStore(models),
    topicAlerts: createTopicAlertStore(models),
    ratings: createRatingStore(models),
    noteTried: firstSteps.noteTried,
    firstSteps: {
      hasFaqs: async (tenantId) => ((await tenants.find(tenantId))?.faqsVersion ?? 0) > 0,
      async hasTried(tenantId) {
        if (await firstSteps.hasTried(tenantId)) return true;
        for await (const _any of conversations.newest(tenantId, { batch: 1 })) return true;
        return false;
      },
      listStages: async (tenantId) => (await accounts.list(tenantId)).map(({ stage = 'live' }) => stage),
      hasTeam: async (tenantId) =>
        (await members.list(tenantId)).length > 1 || (await invitations.list(tenantId)).length > 0,
    },
    async timeZoneOf(tenantId) {
      const tenant = await tenants.find(tenantId);
      return (tenant && settingsOf(tenant).hours?.timeZone) ?? 'UTC';
    },
  };
}
