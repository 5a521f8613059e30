import { connectStripe, type WebhookDeps } from '@answerdesk/billing';
import {
  createBillingAccountStore,
  createCustomerClaims,
  createLeases,
  createLedgerStore,
  createMeterReportStore,
  createStripeEvents,
  createUsageHours,
  createUsageSums,
  type Database,
} from '@answerdesk/database';
import type { ApiContext } from '../api-deps.ts';
import type { BillingDesk } from '../billing-desk.ts';

/** Fits together what people ask of billing, and what Stripe says where its keys are set. */
export function wireBilling(
  { models }: Database,
  { config, log, now }: Pick<ApiContext, 'config' | 'log'> & { readonly now: () => Date },
): { readonly desk: BillingDesk; readonly stripe: WebhookDeps | undefined } {
  const accounts = createBillingAccountStore(models);
  const sums = createUsageSums(models);
  const stripe: WebhookDeps | undefined = config.stripe && {
    stripe: connectStripe(config.stripe, (facts, what) => log.error(facts, what)),
    settings: config.stripe,
    accounts,
    accountsOfAll: accounts,
    claims: createCustomerClaims(models),
    leases: createLeases(models),
    events: createStripeEvents(models),
    sums,
    hours: createUsageHours(models),
    reports: createMeterReportStore(models),
    alarm: (facts, what) => log.error(facts, what),
    now,
  };
  const desk: BillingDesk = {
    accounts,
    ledger: createLedgerStore(models),
    sums,
    screenUrl: `${config.publicUrl}/billing`,
    ...(stripe && { stripe }),
  };
  return { desk, stripe };
}
