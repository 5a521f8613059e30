import {
  createEnquiryStore,
  createResolutionCountStore,
  createResolutionJob,
  createTranscriptReader,
  type Database,
} from '@answerdesk/database';
import { defaultTenantSettings, settingsOf, type Tenant, type TenantId } from '@answerdesk/domain';
import { type SettleResolutionsDeps, settleResolutions } from '@answerdesk/insights';
import type { ClockJob } from '../clock.ts';

const CALLS_AT_ONCE = 10;

export interface ResolutionContext
  extends Pick<SettleResolutionsDeps, 'meter' | 'onSettled' | 'now' | 'owner' | 'reportFailure'> {
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
}

/** The job that settles what customers came with: what is resolved, and what no longer is. */
export function wireResolutionJobs({ models }: Database, context: ResolutionContext): ClockJob[] {
  const { findTenant, ...wired } = context;
  const settling: SettleResolutionsDeps = {
    transcripts: createTranscriptReader(models),
    enquiries: createEnquiryStore(models),
    resolutions: createResolutionCountStore(models),
    job: createResolutionJob(models),
    async quietHoursOf(tenantId) {
      const tenant = await findTenant(tenantId);
      return (tenant ? settingsOf(tenant) : defaultTenantSettings).resolution.quietHours;
    },
    ...wired,
  };
  return [
    {
      name: 'settling what is resolved',
      async run() {
        for (let calls = 0; calls < CALLS_AT_ONCE; calls += 1) if (!(await settleResolutions(settling)).more) return;
      },
    },
  ];
}
