import type { BillingAccount, LedgerEvent } from '@answerdesk/billing';
import type { TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** `unsummedSince` is there until the event is in the sums. */
export type UsageEventDoc = Omit<LedgerEvent, 'id'> & { _id: string; unsummedSince?: Date };

/**
 * A tenant's newest batch: which events it claimed, and what they come to, by day and cell. `isDone` once they are in the
 * days' documents; what it had in it is gone then.
 */
export interface UsageBatchDoc {
  _id: TenantId;
  tenantId: TenantId;
  number: number;
  isDone: boolean;
  events?: readonly string[];
  days?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A day's (`yyyy-mm-dd`, UTC) sums, by `hour|plan|kind|rule|channel`; `batch` is the newest that is in them. */
export interface UsageDayDoc {
  _id: string;
  tenantId: TenantId;
  day: string;
  batch: number;
  cells: Readonly<Record<string, number>>;
}

/** An hour in which something counts; `dueAt` is when it is to be looked at, and while somebody does, when their lease ends. */
export interface UsageHourDoc {
  _id: string;
  tenantId: TenantId;
  hour: Date;
  dueAt?: Date;
  token?: string;
  checkedTo?: string;
  settledAt?: Date;
}

export type BillingAccountDoc = BillingAccount & { _id: TenantId };

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const moment = { type: Date, required: true } as const;
const anything = { type: Schema.Types.Mixed };

export const usageevents = new Schema<UsageEventDoc>(
  {
    _id: text,
    tenantId: text,
    kind: text,
    rule: text,
    quantity: count,
    causeId: { type: String },
    conversationId: { type: String },
    channel: { type: String },
    at: moment,
    plan: text,
    hour: moment,
    of: { type: String },
    reason: { type: String },
    unsummedSince: { type: Date },
  },
  { ...options, collection: 'usageevents' },
);
usageevents.index({ tenantId: 1, hour: 1, at: 1, _id: 1 });
/** Holds what is not summed up yet alone. */
export const unsummedIndex = { tenantId: 1, unsummedSince: 1 } as const;
usageevents.index(unsummedIndex, { partialFilterExpression: { unsummedSince: { $exists: true } } });

export const usagebatches = new Schema<UsageBatchDoc>(
  {
    _id: text,
    tenantId: text,
    number: count,
    isDone: flag,
    events: { type: [String], default: undefined },
    days: anything,
  },
  { ...options, collection: 'usagebatches' },
);
usagebatches.index({ tenantId: 1, _id: 1 });

export const usagedays = new Schema<UsageDayDoc>(
  { _id: text, tenantId: text, day: text, batch: count, cells: { ...anything, required: true } },
  { ...options, collection: 'usagedays' },
);
usagedays.index({ tenantId: 1, day: 1 }, { unique: true });

export const usagehours = new Schema<UsageHourDoc>(
  {
    _id: text,
    tenantId: text,
    hour: moment,
    dueAt: { type: Date },
    token: { type: String },
    checkedTo: { type: String },
    settledAt: { type: Date },
  },
  { ...options, collection: 'usagehours' },
);
usagehours.index({ tenantId: 1, hour: 1 }, { unique: true });
usagehours.index({ dueAt: 1 }, { sparse: true });

export const billingaccounts = new Schema<BillingAccountDoc>(
  {
    _id: text,
    tenantId: text,
    plan: text,
    currency: text,
    monthlyCap: { type: Number },
    standing: text,
    pastDueSince: { type: Date },
    planChanges: anything,
    nextPlan: { type: String },
    customerId: { type: String },
    subscriptionId: { type: String },
    revision: count,
    changedAt: moment,
  },
  { ...options, collection: 'billingaccounts' },
);
billingaccounts.index({ tenantId: 1 }, { unique: true });
billingaccounts.index({ customerId: 1 }, { unique: true, sparse: true });
