import type { ReconciliationOutcome } from '@answerdesk/billing';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What operators watch of billing. Gauges are of the process that did the work last; the newest one tells. */
export function createBillingMetrics(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const uneven = gauge(
    'answerdesk_billing_uneven_tenants',
    'Tenants whose ledger and Stripe did not agree at the last reconciliation',
  );
  const late = gauge('answerdesk_billing_late_units', 'Usage that was too old to be billed');
  const open = gauge('answerdesk_billing_open_days', 'Days of meters with reports whose fate is not known');
  const wrongSums = gauge(
    'answerdesk_billing_wrong_sums_tenants',
    'Tenants whose sums are not what their events of the last two days come to',
  );
  const meterAlarms = gauge('answerdesk_billing_meter_alarms', 'What Stripe said it could not count, of two days');
  const reconciledAt = gauge('answerdesk_billing_reconciled_seconds', 'When ledger and Stripe were compared last');
  const reportedAt = gauge('answerdesk_billing_reported_seconds', "When every tenant's usage was reported last");
  const failed = gauge(
    'answerdesk_billing_unreported_tenants',
    'Tenants whose usage could not be reported the last time',
  );
  return {
    /** Usage was reported, but for that of some tenants. */
    noteReported(failedTenants: number, at: Date): void {
      failed.set(failedTenants);
      if (failedTenants === 0) reportedAt.set(at.getTime() / 1_000);
    },
    alarms: new Counter({
      name: 'answerdesk_billing_alarms_total',
      help: 'What somebody must look at',
      registers,
    }),
    note(outcome: ReconciliationOutcome, at: Date): void {
      uneven.set(outcome.uneven);
      late.set(outcome.late);
      open.set(outcome.open);
      wrongSums.set(outcome.wrongSums);
      meterAlarms.set(outcome.alarms);
      reconciledAt.set(at.getTime() / 1_000);
    },
  };
}

export type BillingMetrics = ReturnType<typeof createBillingMetrics>;
