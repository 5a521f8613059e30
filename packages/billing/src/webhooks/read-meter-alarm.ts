import { mustAsk, type StripeClient } from '../stripe.ts';
import type { MeterAlarm } from './ports.ts';

const MOST_REPORTS = 100;

/**
 * Fetches what a thin event about meters says; its notification says nothing. Throws DomainError `refused-by-platform` and
 * `unavailable`. https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api#handle-meter-event-errors
 */
export async function readMeterAlarm(stripe: StripeClient, id: string): Promise<Omit<MeterAlarm, 'id' | 'type'>> {
  const event = await mustAsk('v2.core.event', stripe.v2.core.events.retrieve(id));
  const at = new Date(event.created);
  const isAboutMeters =
    event.type === 'v1.billing.meter.error_report_triggered' || event.type === 'v1.billing.meter.no_meter_found';
  if (!isAboutMeters) return { at, summary: event.type, reports: [] };
  const { developer_message_summary: summary, reason } = event.data;
  const reports = reason.error_types.flatMap(({ sample_errors }) =>
    sample_errors.map(({ request }) => request.identifier),
  );
  return { at, summary, reports: reports.slice(0, MOST_REPORTS) };
}
