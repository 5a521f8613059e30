import type { CustomerClaim, MeterAlarm, MeterReport, Reconciliation } from '@answerdesk/billing';
import type { TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

export type MeterReportDoc = Omit<MeterReport, 'id'> & { _id: string };

export type CustomerClaimDoc = CustomerClaim & { _id: string; tenantId: TenantId };

export type ReconciliationDoc = Reconciliation & { _id: string };

/** Of the platform, not of a tenant: an event names a customer, or nobody. */
export interface StripeEventDoc {
  _id: string;
  tenantId: string;
  type: string;
  claimedAt: Date;
  claimedUntil?: Date;
  doneAt?: Date;
  alarm?: Omit<MeterAlarm, 'id' | 'type'>;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const whole = { type: Number, required: true } as const;
const anything = { type: Schema.Types.Mixed, required: true } as const;

const meterreports = new Schema<MeterReportDoc>(
  {
    _id: text,
    tenantId: text,
    meter: text,
    hour: moment,
    number: whole,
    customerId: text,
    quantity: whole,
    state: text,
    firstTriedAt: moment,
    triedAt: moment,
    tries: whole,
    nextTryAt: moment,
    creditCents: { type: Number },
    currency: { type: String },
    isFinal: { type: Boolean },
  },
  { ...options, collection: 'meterreports' },
);
meterreports.index({ tenantId: 1, hour: 1, meter: 1, number: 1 });
meterreports.index({ tenantId: 1, state: 1, hour: 1 });

const customerclaims = new Schema<CustomerClaimDoc>(
  { _id: text, tenantId: text, at: moment, attempt: whole },
  { ...options, collection: 'customerclaims' },
);
customerclaims.index({ tenantId: 1, _id: 1 });

const reconciliations = new Schema<ReconciliationDoc>(
  {
    _id: text,
    tenantId: text,
    day: moment,
    at: moment,
    from: moment,
    to: moment,
    isEven: { type: Boolean, required: true },
    meters: anything,
    sums: { type: Schema.Types.Mixed },
    invoices: { type: Schema.Types.Mixed },
    open: whole,
    notices: anything,
  },
  { ...options, collection: 'reconciliations' },
);
reconciliations.index({ tenantId: 1, day: -1 });

const stripeevents = new Schema<StripeEventDoc>(
  {
    _id: text,
    tenantId: text,
    type: text,
    claimedAt: moment,
    claimedUntil: { type: Date },
    doneAt: { type: Date },
    alarm: { type: Schema.Types.Mixed },
  },
  { ...options, collection: 'stripeevents' },
);
stripeevents.index({ tenantId: 1, claimedAt: 1 });
stripeevents.index({ tenantId: 1, 'alarm.at': -1 }, { partialFilterExpression: { alarm: { $exists: true } } });

export const billingSchemas = { meterreports, customerclaims, reconciliations, stripeevents };
