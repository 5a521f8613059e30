import {
  applyNextPlans,
  type CustomerDeps,
  type JobLeases,
  type ReconcileDeps,
  reconcile,
  reportUsage,
  syncAccounts,
} from '@answerdesk/billing';
import { newId } from '@answerdesk/domain';
import type { ClockJob } from '../clock.ts';
import type { BillingMetrics } from './billing-metrics.ts';

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

export interface BillingClockDeps extends ReconcileDeps, CustomerDeps {
  readonly jobs: JobLeases;
  readonly metrics: BillingMetrics;
}

/**
 * What is due at Stripe: usage of hours that are over, every five minutes, plans chosen for a month that has begun, the daily
 * reconciliation, and each day how subscriptions stand, for webhooks may be lost. Of many processes one does each: whoever takes a turn has it until the next is due.
 */
export function billingJobs(deps: BillingClockDeps): readonly ClockJob[] {
  const every = (minutes: number, name: string, run: () => Promise<void>): ClockJob => ({
    name,
    async run() {
      const now = deps.now();
      const until = new Date(now.getTime() + minutes * MINUTE_MS);
      if (await deps.jobs.claimJob(name, { owner: newId(), now, until })) await run();
    },
  });
  return [
    every(1, 'begin-next-plans', () => applyNextPlans(deps)),
    every(DAY_MINUTES, 'sync-accounts', () => syncAccounts(deps)),
    every(5, 'report-usage', async () => {
      const failed = new Set<unknown>();
      const alarm: typeof deps.alarm = (facts, what) => {
        if ('err' in facts) failed.add(facts['tenantId']);
        deps.alarm(facts, what);
      };
      await reportUsage({ ...deps, alarm });
      deps.metrics.noteReported(failed.size, deps.now());
    }),
    every(10, 'reconcile-usage', async () => {
      const outcome = await reconcile(deps);
      if (outcome) deps.metrics.note(outcome, deps.now());
    }),
  ];
}
