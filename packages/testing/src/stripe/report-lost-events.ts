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
  const samples = lost.map(({ identifier, customerId }) => ({
    identifier,
    message: `No such customer: '${customerId}'`,
  }));
  account.emitThin(
    'v1.billing.meter.error_report_triggered',
    reportOf('meter_event_customer_not_found', samples, sinceS, untilS),
    { id: meter.id, type: 'billing.meter', url: `/v1/billing/meters/${meter.id}` },
  );
}

/** Tells of events for a meter that there is not (v1.billing.meter.no_meter_found); such an event names no object. */
export function reportNoMeter(account: Account, identifiers: readonly string[]): void {
  const samples = identifiers.map((identifier) => ({ identifier, message: 'No meter found for this event.' }));
  const now = account.nowS();
  account.emitThin('v1.billing.meter.no_meter_found', reportOf('no_meter', samples, now - 10, now));
}

function reportOf(
  code: 'meter_event_customer_not_found' | 'no_meter',
  samples: readonly { readonly identifier: string; readonly message: string }[],
  sinceS: number,
  untilS: number,
): object {
  const count = samples.length;
  const sample_errors = samples
    .slice(0, 5)
    .map(({ identifier, message }) => ({ error_message: message, request: { identifier } }));
  return {
    developer_message_summary: count === 1 ? 'There is 1 invalid event' : `There are ${count} invalid events`,
    reason: { error_count: count, error_types: [{ code, error_count: count, sample_errors }] },
    validation_end: new Date(untilS * 1000).toISOString(),
    validation_start: new Date(sinceS * 1000).toISOString(),
  };
}

const reported = new WeakSet<object>();
