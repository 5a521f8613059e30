import type { ForetellEffect, ModelCache } from '@answerdesk/answers';
import type { Database } from '@answerdesk/database';
import type { Tenant, TenantId } from '@answerdesk/domain';
import type { RemoveAccountDeps } from '@answerdesk/tenants';
import type { Registry } from 'prom-client';
import { wireAlertJobs } from '../billing/alerts/wire.ts';
import { wireBillingJobs } from '../billing/wire.ts';
import type { TimedWork } from '../clock.ts';
import type { BotsConfig } from '../config.ts';
import { wireCurveJobs } from '../curve/wire.ts';
import { wireGapJobs } from '../gaps/wire.ts';
import type { InboxClock } from '../inbox/inbox-clock.ts';
import type { PushContext } from '../inbox/wire.ts';
import { holdTellers } from '../publishing/hold-tellers.ts';
import { wirePublishingJobs } from '../publishing/wire.ts';
import { wireResolutionJobs } from '../resolution/wire.ts';
import type { StaffChats } from '../staff-chats.ts';
import { wireSuggestingJobs } from '../suggesting/wire.ts';
import { wireTagging } from '../tagging/wire.ts';
import { wireWaysToStaff } from '../telling/wire.ts';
import { wireTopicJobs } from '../topics/wire.ts';
import { wireUpkeep } from '../upkeep/wire.ts';
import type { Usage } from '../usage/wire.ts';

const CLOCK_EVERY_MS = 5_000;
/** Billing has a clock of its own: it may wait long for Stripe. */
const BILLING_EVERY_MS = 30_000;
/** So have topics, and what is resolved: they look at every tenant, and may wait long for mail. */
const TOPICS_EVERY_MS = 30_000;
/** So have learning curves: lessons take long. */
const CURVES_EVERY_MS = 60_000;

export interface TimedContext {
  readonly config: BotsConfig;
  readonly push?: PushContext | undefined;
  readonly clockEveryMs?: number | undefined;
  readonly foretell?: ForetellEffect | undefined;
  readonly registry: Registry;
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  readonly answerModels: ModelCache;
  readonly inboxClock: Pick<InboxClock, 'jobs'>;
  readonly usage: Pick<Usage, 'jobs' | 'meter'>;
  readonly staffChats: Pick<StaffChats, 'tellOfTopic' | 'tellOfHold'>;
  readonly removal: RemoveAccountDeps;
  /** Ends what takes long. */
  readonly signal: AbortSignal;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}

/** Fits all timed work together, by how often it is looked for. */
export function wireTimed(database: Database, context: TimedContext): readonly TimedWork[] {
  const { config, push, clockEveryMs, foretell, registry, log, findTenant, answerModels, inboxClock, usage } = context;
  const { staffChats, removal, signal, reportFailure, now, owner } = context;
  const tagging = wireTagging(database, { now, owner, reportFailure });
  const resolutionJobs = wireResolutionJobs(database, {
    ...{ findTenant, meter: usage.meter, onSettled: tagging.onSettled, reportFailure, now, owner },
  });
  const ways = wireWaysToStaff(database, {
    config,
    ...(push && { push }),
    note: (facts, what) => log.info(facts, what),
    ...{ findTenant, now },
  });
  const topicJobs = wireTopicJobs(database, {
    ...{ ways, tellInChat: staffChats.tellOfTopic, reportFailure, now, owner },
  });
  const billing = [
    ...wireBillingJobs(database, {
      ...(config.stripe && { settings: config.stripe }),
      registry,
      ...{ log, now, owner },
    }),
    ...wireAlertJobs(database, {
      config,
      note: (facts, what) => log.info(facts, what),
      ...{ findTenant, reportFailure, now },
    }),
  ];
  const { curveEveryMs } = config;
  const everyMs = clockEveryMs ?? CLOCK_EVERY_MS;
  const upkeep = wireUpkeep(database, { removal, reportFailure, now, owner });
  const gapJobs = wireGapJobs(database, { embed: answerModels.embed, reportFailure, now, owner });
  const publishing = wirePublishingJobs(database, {
    ...{ answerModels, reportFailure, signal, now },
    ...{ listStaff: ways.listStaff, tellers: holdTellers({ ...ways, tellInChat: staffChats.tellOfHold }) },
    ...(foretell && { foretell }),
  });
  const curveJobs = wireCurveJobs(database, {
    ...{ findTenant, answerModels, reportFailure, signal, now },
    ...(curveEveryMs !== undefined && { measuredEveryMs: curveEveryMs }),
  });
  return [
    { jobs: [...upkeep.jobs, ...gapJobs, ...inboxClock.jobs, ...usage.jobs], everyMs },
    // Each of these may take long: it reads many replies, judges what publishing changes, or all customers of a business.
    { jobs: wireSuggestingJobs(database, { now, owner, reportFailure }), everyMs },
    { jobs: upkeep.erasing, everyMs },
    { jobs: publishing, everyMs },
    { jobs: tagging.jobs, everyMs },
    { jobs: curveJobs, everyMs: Math.min(CURVES_EVERY_MS, curveEveryMs ?? CURVES_EVERY_MS) },
    { jobs: [...resolutionJobs, ...topicJobs], everyMs: TOPICS_EVERY_MS },
    { jobs: billing, everyMs: BILLING_EVERY_MS },
  ];
}
