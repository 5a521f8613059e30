import type { TenantId } from '@answerdesk/domain';

/** What a new tenant has done on the way to being live; each is read from what there is, not from what was clicked. */
export interface FirstSteps {
  /** FAQs were written or imported. */
  readonly faqs: boolean;
  /** Somebody asked the bot something, in the test bench or as a customer. */
  readonly tried: boolean;
  readonly channel: boolean;
  /** There is more than one person, or somebody is asked to come. */
  readonly team: boolean;
  /** The bot answers customers of a connected channel by itself. */
  readonly live: boolean;
}

export interface FirstStepsDeps {
  readonly hasFaqs: (tenantId: TenantId) => Promise<boolean>;
  readonly hasTried: (tenantId: TenantId) => Promise<boolean>;
  readonly listStages: (tenantId: TenantId) => Promise<readonly ('shadow' | 'outside-hours' | 'live')[]>;
  readonly hasTeam: (tenantId: TenantId) => Promise<boolean>;
}

/** Reads how far a tenant is on its way to being live. */
export async function readFirstSteps(deps: FirstStepsDeps, tenantId: TenantId): Promise<FirstSteps> {
  const [faqs, tried, stages, team] = await Promise.all([
    deps.hasFaqs(tenantId),
    deps.hasTried(tenantId),
    deps.listStages(tenantId),
    deps.hasTeam(tenantId),
  ]);
  return { faqs, tried, channel: stages.length > 0, team, live: stages.some((stage) => stage !== 'shadow') };
}
