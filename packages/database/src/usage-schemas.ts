import type { BillingAccount, LedgerEvent } from '@answerdesk/billing';
import type { TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** `number` is the event's among all that its `writer`, a process, writes; whoever sees one sees all below it. */
export type UsageEventDoc = Omit<LedgerEvent, 'id'> & { _id: string; writer: string; number: number };

/**
 * What is summed up of a tenant: for each writer up to which number. `number` is the newest batch's; until it `isDone`, which is
 * once it is in the days' documents, `claimed` says up to which number it has whose events, and `days` what they come to, by
 * cell. `notes` counts the writers there ever were; `lookAt` is when somebody sees to what they may have left; who is
 * `leaving` is forgotten at the next look that finds nothing more of them.
 */
export interface UsageBatchDoc {
  _id: TenantId;
  tenantId: TenantId;
  number: number;
  isDone: boolean;
  writers?: Readonly<Record<string, number>>;
  notes?: number;
  leaving?: Readonly<Record<string, number>>;
  lookAt?: Date;
  claimed?: Readonly<Record<string, number>>;
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
    writer: text,
    number: count,
  },
  { ...options, collection: 'usageevents' },
);
usageevents.index({ tenantId: 1, hour: 1, at: 1, _id: 1 });
usageevents.index({ tenantId: 1, writer: 1, number: 1 });

export const usagebatches = new Schema<UsageBatchDoc>(
  {
    _id: text,
    tenantId: text,
    number: count,
    isDone: flag,
    writers: anything,
    notes: { type: Number },
    leaving: anything,
    lookAt: { type: Date },
    claimed: anything,
    days: anything,
  },
  { ...options, collection: 'usagebatches' },
);
usagebatches.index({ tenantId: 1, _id: 1 });
usagebatches.index({ lookAt: 1 }, { sparse: true });

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
    nextPlanFrom: { type: Date },
    customerId: { type: String },
    subscriptionId: { type: String },
    revision: count,
    changedAt: moment,
  },
  { ...options, collection: 'billingaccounts' },
);
billingaccounts.index({ tenantId: 1 }, { unique: true });
billingaccounts.index({ customerId: 1 }, { unique: true, sparse: true });
