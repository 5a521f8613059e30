import { connectStripe, type ReconcileDeps, type WebhookDeps } from '@answerdesk/billing';
import {
  createBillingAccountStore,
  createCustomerClaims,
  createLeases,
  createLedgerStore,
  createMeterReportStore,
  createReconciliationStore,
  createStripeEvents,
  createUsageSums,
  type Models,
} from '@answerdesk/database';
import type { Doom } from './doomed.ts';

const HOUR_MS = 3_600_000;
export const webhookSecret = 'whsec_replay';

/** All that billing needs, as one process has it: it may be one that dies, and its clock is given. */
export function billingHouse(
  models: Models,
  process: {
    readonly apiRoot: string;
    readonly now: () => Date;
    readonly owner: string;
    readonly random: () => number;
    readonly alarm: (what: string) => void;
    readonly doom?: Doom;
  },
): ReconcileDeps & WebhookDeps {
  const { now, owner, random, doom } = process;
  const accounts = createBillingAccountStore(models);
  const stores = {
    accounts,
    accountsOfAll: accounts,
    claims: createCustomerClaims(models),
    ledger: createLedgerStore(models),
    sums: createUsageSums(models),
    reports: createMeterReportStore(models),
    reconciliations: createReconciliationStore(models),
    events: createStripeEvents(models),
    leases: createLeases(models),
    hours: { listSettled: async (_tenant: unknown, from: Date, to: Date) => hoursOver(from, to, now()) },
  };
  return {
    ...(doom ? doom.over(stores) : stores),
    stripe: connectStripe({ secretKey: 'sk_test_replay', apiBase: new URL(process.apiRoot) }),
    settings: { webhookSecrets: [webhookSecret], isLive: false },
    pace: { next: async () => doom?.moment(), rest: () => undefined, isResting: () => false },
    alarm: (_facts, what) => process.alarm(what),
    now,
    owner,
    random,
  };
}

function hoursOver(from: Date, to: Date, now: Date): Date[] {
  const hours: Date[] = [];
  for (let at = from.getTime(); at < to.getTime() && at + HOUR_MS <= now.getTime(); at += HOUR_MS) {
    hours.push(new Date(at));
  }
  return hours;
}
