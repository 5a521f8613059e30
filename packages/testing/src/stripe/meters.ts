import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { pageOf } from './pages.ts';
import { part, text } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { Meter } from './stripe-objects.ts';

/** Meters: https://docs.stripe.com/api/billing/meter */
export const meterAnswers: Answers = {
  'POST /v1/billing/meters': (account, { params }) => {
    const eventName = text(params, 'event_name') ?? '';
    refuseTakenName(account, eventName);
    const formula = text(part(params, 'default_aggregation') ?? {}, 'formula');
    const meter: Meter = {
      id: account.newId('mtr_test'),
      object: 'billing.meter',
      created: account.nowS(),
      customer_mapping: {
        event_payload_key: text(part(params, 'customer_mapping') ?? {}, 'event_payload_key') ?? 'stripe_customer_id',
        type: 'by_id',
      },
      default_aggregation: { formula: formula === 'count' || formula === 'last' ? formula : 'sum' },
      display_name: text(params, 'display_name') ?? '',
      event_name: eventName,
      event_time_window: text(params, 'event_time_window') ?? null,
      livemode: false,
      status: 'active',
      status_transitions: { deactivated_at: null },
      updated: account.nowS(),
      value_settings: {
        event_payload_key: text(part(params, 'value_settings') ?? {}, 'event_payload_key') ?? 'value',
      },
    };
    account.meters.set(meter.id, meter);
    account.emit('billing.meter.created', meter);
    return meter;
  },
  'GET /v1/billing/meters/{id}': (account, input) => meterOf(account, idOf(input)),
  'POST /v1/billing/meters/{id}': (account, input) => {
    const meter = meterOf(account, idOf(input));
    meter['display_name'] = text(input.params, 'display_name') ?? meter['display_name'];
    return changed(account, meter, 'billing.meter.updated');
  },
  'POST /v1/billing/meters/{id}/deactivate': (account, input) => {
    const meter = meterOf(account, idOf(input));
    if (meter.status === 'inactive') throw refuse('This meter is already deactivated.');
    meter.status = 'inactive';
    meter.status_transitions = { deactivated_at: account.nowS() };
    return changed(account, meter, 'billing.meter.deactivated');
  },
  'POST /v1/billing/meters/{id}/reactivate': (account, input) => {
    const meter = meterOf(account, idOf(input));
    if (meter.status === 'active') throw refuse('This meter is already active.');
    refuseTakenName(account, meter.event_name);
    meter.status = 'active';
    meter.status_transitions = { deactivated_at: null };
    return changed(account, meter, 'billing.meter.reactivated');
  },
  'GET /v1/billing/meters': (account, { params }) => {
    const status = text(params, 'status');
    const fitting = [...account.meters.values()].filter((one) => status === undefined || one.status === status);
    return pageOf('/v1/billing/meters', fitting, params);
  },
};

/** The meter that an id means. */
export function meterOf(account: Account, id: string): Meter {
  const meter = account.meters.get(id);
  if (!meter) throw missing('meter', id);
  return meter;
}

/** The meter that takes events of a name now. */
export function activeMeter(account: Account, eventName: string): Meter | undefined {
  return [...account.meters.values()].find((one) => one.event_name === eventName && one.status === 'active');
}

function refuseTakenName(account: Account, eventName: string): void {
  const taken = activeMeter(account, eventName);
  if (taken) throw refuse(`There is already an active meter with event_name ${eventName}.`, { param: 'event_name' });
}

function changed(account: Account, meter: Meter, event: string): Meter {
  meter.updated = account.nowS();
  account.emit(event, meter);
  return meter;
}
