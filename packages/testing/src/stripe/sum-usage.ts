import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { customerOf } from './customers.ts';
import { meterOf } from './meters.ts';
import { pageOf } from './pages.ts';
import { text, whole } from './read-params.ts';
import { refuse } from './refusal.ts';
import type { Meter, TakenMeterEvent } from './stripe-objects.ts';

const WINDOWS_S = { minute: 60, hour: 3_600, day: 86_400 };

/** Summaries of what a meter has taken: https://docs.stripe.com/api/billing/meter-event-summary/list */
export const eventSummaryAnswers: Answers = {
  'GET /v1/billing/meters/{id}/event_summaries': (account, input) => {
    const { params } = input;
    const meter = meterOf(account, idOf(input));
    const customer = customerOf(account, text(params, 'customer') ?? '', 'customer');
    const window = text(params, 'value_grouping_window');
    const unit = window === 'hour' || window === 'day' ? window : 'minute';
    const start = whole(params, 'start_time') ?? 0;
    const end = whole(params, 'end_time') ?? 0;
    for (const [name, at] of [
      ['start_time', start],
      ['end_time', end],
    ] as const) {
      if (at % WINDOWS_S[unit] !== 0) throw refuse(`${name} must be aligned with ${unit} boundaries.`, { param: name });
    }
    if (end <= start) throw refuse('end_time must be after start_time.', { param: 'end_time' });
    const length = unit === 'minute' ? end - start : WINDOWS_S[unit];
    const summaries = [];
    for (let from = start; from < end; from += length) {
      summaries.push({
        id: `mtrusg_${meter.id.slice(-8)}_${customer.id.slice(-8)}_${from}_${length}`,
        object: 'billing.meter_event_summary',
        aggregated_value: sumUsage(account, meter, customer.id, from, from + length),
        end_time: from + length,
        livemode: false,
        meter: meter.id,
        start_time: from,
      });
    }
    return pageOf(`/v1/billing/meters/${meter.id}/event_summaries`, summaries, { ...params, created: undefined });
  },
};

/** What a meter shows of a customer in [start, end), in seconds of the epoch: with the lag of the account. */
export function sumUsage(account: Account, meter: Meter, customerId: string, startS: number, endS: number): number {
  const shownUntilS = account.nowS() - account.meterLagS;
  const shown = account.meterEvents.filter(
    (one) =>
      one.meterId === meter.id &&
      one.customerId === customerId &&
      !one.isLost &&
      one.timestampS >= startS &&
      one.timestampS < endS &&
      one.receivedAtS <= shownUntilS &&
      (one.cancelledAtS === undefined || one.cancelledAtS > shownUntilS),
  );
  return aggregate(meter, shown);
}

/** What taken events come to, by the meter's formula. */
export function aggregate(meter: Meter, events: readonly TakenMeterEvent[]): number {
  switch (meter.default_aggregation.formula) {
    case 'sum':
      return events.reduce((sum, { value }) => sum + value, 0);
    case 'count':
      return events.length;
    case 'last':
      return [...events].sort((a, b) => a.timestampS - b.timestampS).at(-1)?.value ?? 0;
  }
}
