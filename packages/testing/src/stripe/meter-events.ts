import type { Account } from './account.ts';
import type { Answers } from './call.ts';
import { activeMeter } from './meters.ts';
import { type Params, part, text, whole } from './read-params.ts';
import { refuse } from './refusal.ts';
import { reportLostEvents } from './report-lost-events.ts';
import type { Meter } from './stripe-objects.ts';

const DAY_S = 86_400;
const OLDEST_S = 35 * DAY_S;
const FURTHEST_AHEAD_S = 300;
const REPORTED_AFTER_S = 10;

/**
 * Meter events and their cancelling. Limits: https://docs.stripe.com/api/billing/meter-event/create and
 * https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api
 */
export const meterEventAnswers: Answers = {
  'POST /v1/billing/meter_events': takeMeterEvent,
  'POST /v1/billing/meter_event_adjustments': (account, { params }) => {
    const eventName = text(params, 'event_name') ?? '';
    const identifier = text(part(params, 'cancel') ?? {}, 'identifier');
    if (identifier === undefined) {
      throw refuse('Missing required param: cancel[identifier].', {
        param: 'cancel[identifier]',
        code: 'parameter_missing',
      });
    }
    const now = account.nowS();
    const known = account.meterEvents.findLast((one) => one.identifier === identifier && one.eventName === eventName);
    if (!known) {
      throw refuse(`No meter event with identifier ${identifier} found for ${eventName}.`, {
        param: 'cancel[identifier]',
      });
    }
    if (now - known.receivedAtS > DAY_S) {
      throw refuse('A meter event can only be canceled within 24 hours of being received.', {
        param: 'cancel[identifier]',
      });
    }
    if (known.cancelledAtS !== undefined) {
      throw refuse(`The meter event ${identifier} has already been canceled.`, { param: 'cancel[identifier]' });
    }
    known.cancelledAtS = now;
    return {
      object: 'billing.meter_event_adjustment',
      cancel: { identifier },
      event_name: eventName,
      livemode: false,
      status: 'pending',
      type: 'cancel',
    };
  },
};

function takeMeterEvent(account: Account, { params }: { readonly params: Params }) {
  const now = account.nowS();
  const eventName = text(params, 'event_name') ?? '';
  const meter = activeMeter(account, eventName);
  if (!meter) throw refuse(`No active meter found for event name ${eventName}.`, { param: 'event_name' });
  const timestamp = whole(params, 'timestamp') ?? now;
  if (timestamp < now - OLDEST_S) {
    throw refuse('The timestamp must be within the past 35 calendar days.', { param: 'timestamp' });
  }
  if (timestamp > now + FURTHEST_AHEAD_S) {
    throw refuse('The timestamp must not be more than 5 minutes in the future.', { param: 'timestamp' });
  }
  const payload = part(params, 'payload') ?? {};
  const { customerId, value } = readPayload(meter, payload);
  const identifier = text(params, 'identifier') ?? account.newId('mtr_evt');
  // The message is the real one, and comes without a code: langfuse/langfuse pull request 16292.
  if (now - (account.identifiers.get(identifier) ?? Number.NEGATIVE_INFINITY) < DAY_S) {
    throw refuse(`An event already exists with identifier ${identifier}.`);
  }
  const taken = {
    meterId: meter.id,
    eventName,
    identifier,
    customerId,
    value,
    timestampS: timestamp,
    receivedAtS: now,
  };
  // Whether the customer exists is looked at later, and told in a thin event.
  const isLost = !account.customers.has(customerId);
  account.identifiers.set(identifier, now);
  account.meterEvents.push({ ...taken, isLost, cancelledAtS: undefined });
  if (isLost) account.at(now + REPORTED_AFTER_S, () => reportLostEvents(account, meter, now));
  return {
    object: 'billing.meter_event',
    created: now,
    event_name: eventName,
    identifier,
    livemode: false,
    payload,
    timestamp,
  };
}

function readPayload(meter: Meter, payload: Params): { customerId: string; value: number } {
  const customerKey = meter.customer_mapping.event_payload_key;
  const customerId = text(payload, customerKey);
  if (customerId === undefined) {
    throw refuse(`Missing required param: payload[${customerKey}].`, {
      param: `payload[${customerKey}]`,
      code: 'parameter_missing',
    });
  }
  const valueKey = meter.value_settings.event_payload_key;
  const value = text(payload, valueKey);
  if (value === undefined && meter.default_aggregation.formula === 'count') return { customerId, value: 1 };
  if (value === undefined) {
    throw refuse(`Missing required param: payload[${valueKey}].`, {
      param: `payload[${valueKey}]`,
      code: 'parameter_missing',
    });
  }
  if (!/^-?\d{1,15}$/.test(value)) {
    throw refuse(`The value must be a whole number: ${value}`, { param: `payload[${valueKey}]` });
  }
  return { customerId, value: Number(value) };
}
