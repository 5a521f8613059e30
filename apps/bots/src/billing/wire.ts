import { setTimeout as sleep } from 'node:timers/promises';
import { connectStripe, createPace, type StripeSettings } from '@answerdesk/billing';
import {
  createBillingAccountStore,
  createCustomerClaims,
  createLeases,
  createLedgerStore,
  createMeterReportStore,
  createReconciliationStore,
  createStripeEvents,
  createUsageHours,
  createUsageSums,
  type Database,
} from '@answerdesk/database';
import type { Registry } from 'prom-client';
import type { ClockJob } from '../clock.ts';
import { billingJobs } from './billing-clock.ts';
import { createBillingMetrics } from './billing-metrics.ts';

/** Half of what Stripe lets a sandbox call, so that people's own calls find room. */
const CALLS_PER_SECOND = 12;
const CALLS_PER_SECOND_LIVE = 50;

/** Fits the timed work of billing together over one database; without Stripe's keys there is none. */
export function wireBillingJobs(
  database: Database,
  context: {
    readonly settings?: StripeSettings;
    readonly registry: Registry;
    readonly log: { error(facts: Readonly<Record<string, unknown>>, what: string): void };
    readonly now: () => Date;
    readonly owner: string;
  },
): readonly ClockJob[] {
  const { settings, now, owner, log } = context;
  if (!settings) return [];
  const { models } = database;
  const metrics = createBillingMetrics(context.registry);
  const accounts = createBillingAccountStore(models);
  const leases = createLeases(models);
  const alarm = (facts: Readonly<Record<string, unknown>>, what: string) => {
    metrics.alarms.inc();
    log.error(facts, what);
  };
  if (settings.webhookSecrets.length === 0) {
    log.error({}, 'STRIPE_WEBHOOK_SECRET is not set: what happens at Stripe, payments too, is seen only once a day');
  }
  return billingJobs({
    stripe: connectStripe(settings, alarm),
    accounts,
    accountsOfAll: accounts,
    claims: createCustomerClaims(models),
    ledger: createLedgerStore(models),
    sums: createUsageSums(models),
    hours: createUsageHours(models),
    reports: createMeterReportStore(models),
    reconciliations: createReconciliationStore(models),
    events: createStripeEvents(models),
    leases,
    jobs: leases,
    metrics,
    pace: createPace({
      callsPerSecond: settings.isLive ? CALLS_PER_SECOND_LIVE : CALLS_PER_SECOND,
      now: () => performance.now(),
      pause: sleep,
    }),
    alarm,
    random: Math.random,
    now,
    owner,
  });
}
