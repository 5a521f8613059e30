import { createForetellEffect, createJudgingThreads, type GateWatch, type ModelCache } from '@answerdesk/answers';
import {
  createAuditStore,
  createConfirmedQuestionStore,
  createDueDecisionStore,
  createFaqRevisionStore,
  createFaqStore,
  createFaqWorkshopStore,
  createLeases,
  createPinnedExampleStore,
  createPlatformWide,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import type { ClockJob } from '../clock.ts';
import { noteInAudit } from './note-in-audit.ts';
import { publishJob } from './publish-job.ts';
import type { TellOfHoldsDeps } from './tell-of-holds.ts';

/** Nobody sits and waits: a large business is judged, however long its lesson takes. */
const JUDGED_WITHIN_MS = 120_000;

export interface PublishingContext extends Pick<TellOfHoldsDeps, 'listStaff' | 'tellers'> {
  /** What is learnt of the tenants' FAQs: what publishing changes is looked at before it is done. */
  readonly answerModels: Pick<ModelCache, 'modelFor' | 'embedding'>;
  /** Another judge of changes than one of this job's own. */
  readonly foretell?: GateWatch['foretell'];
  readonly reportFailure: (what: string, error: unknown) => void;
  /** Aborted when the process stops: what is not published by then is published by the next. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** The job that publishes drafts whose time has come; see `publishJob`. */
export function wirePublishingJobs(database: Database, context: PublishingContext): readonly ClockJob[] {
  const { now, reportFailure, signal, listStaff, tellers } = context;
  const { models } = database;
  const audit = createAuditStore(models);
  const decisions = createDueDecisionStore(models);
  const { listDuePublishes, listOpenDecisions } = createPlatformWide(models);
  const gate = wireGate(database, context);
  return [
    publishJob({
      ...{ gate: { ...gate, decisions }, decisions, leases: createLeases(models) },
      ...{ listDuePublishes, listOpenDecisions, listStaff, tellers, reportFailure, signal, now },
      note: (tenantId, published) => noteInAudit(audit, tenantId, published),
    }),
  ];
}

function wireGate({ models }: Database, context: PublishingContext): GateWatch {
  const { answerModels, reportFailure, signal: stopping, now } = context;
  const tenants = createTenantStore(models);
  const workshop = { faqs: createFaqWorkshopStore(models), revisions: createFaqRevisionStore(models), now };
  const foretell =
    context.foretell ??
    createForetellEffect({
      ...{ findTenant: tenants.find, loadFaqs: createFaqStore(models).list, modelFor: answerModels.modelFor },
      ...(answerModels.embedding && { embedding: answerModels.embedding }),
      confirmed: createConfirmedQuestionStore(models),
      pinned: createPinnedExampleStore(models),
      ...{ judge: createJudgingThreads(), reportFailure, now },
    });
  return {
    workshop,
    waitMs: JUDGED_WITHIN_MS,
    findTenant: tenants.find,
    foretell: (tenantId, changes, { signal, ...options } = {}) =>
      foretell(tenantId, changes, {
        ...options,
        signal: signal ? AbortSignal.any([signal, stopping]) : stopping,
      }),
  };
}
