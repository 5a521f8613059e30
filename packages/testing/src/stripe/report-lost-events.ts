import type { Account } from './account.ts';
import type { Meter } from './stripe-objects.ts';

/**
 * Tells of events whose customer there is not, in a thin event for all that came in the same ten seconds:
 * https://docs.stripe.com/api/v2/core/events/event-types (v1.billing.meter.error_report_triggered)
 */
export function reportLostEvents(account: Account, meter: Meter, sinceS: number): void {
  const untilS = account.nowS();
  const lost = account.meterEvents.filter(
    (one) =>
      one.meterId === meter.id &&
      one.isLost &&
      one.receivedAtS >= sinceS &&
      one.receivedAtS < untilS &&
      !reported.has(one),
  );
  if (lost.length === 0) return;
  for (const one of lost) reported.add(one);
  const samples = lost.slice(0, 5).map(({ identifier, customerId }) => ({
    error_message: `No such customer: '${customerId}'`,
    request: { identifier },
  }));
  const plural = lost.length === 1 ? 'is 1 invalid event' : `are ${lost.length} invalid events`;
  account.emitThin(
    'v1.billing.meter.error_report_triggered',
    {
      developer_message_summary: `There ${plural}`,
      reason: {
        error_count: lost.length,
        error_types: [{ code: 'meter_event_customer_not_found', error_count: lost.length, sample_errors: samples }],
      },
      validation_end: new Date(untilS * 1000).toISOString(),
      validation_start: new Date(sinceS * 1000).toISOString(),
    },
    { id: meter.id, type: 'billing.meter', url: `/v1/billing/meters/${meter.id}` },
  );
}

const reported = new WeakSet<object>();
