import type { Given, Ladder } from '@answerdesk/conversations';
import type { PushSubscription, TenantId, UserId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/**
 * What a conversation carries for whatever is due in it without anybody's doing: from `attendAt` on somebody should look;
 * `attendings` rises with each cause for it.
 */
export type AttentionFields = {
  attendAt?: Date;
  attendings?: number;
  attendOwner?: string;
  attendUntil?: Date;
  ladder?: Ladder;
  given?: Given;
};

/** Fields of the conversations' schema, for `AttentionFields`. */
export const attentionFields = {
  attendAt: { type: Date },
  attendings: { type: Number },
  attendOwner: { type: String },
  attendUntil: { type: Date },
  ladder: { type: Schema.Types.Mixed },
  given: { type: Schema.Types.Mixed },
} as const;

/** Part of every write to a conversation after which something may be due in it: it is looked at at once, by any clock. */
export const wantsAttention = { set: { attendAt: new Date(0) }, inc: { attendings: 1 } } as const;

/** A tenant whose waiting conversations are to be given to somebody, from `dueAt` on. */
export interface RoutingDoc {
  _id: TenantId;
  tenantId: TenantId;
  requests: number;
  dueAt?: Date;
  leaseOwner?: string;
  leaseUntil?: Date;
}

export type PushSubscriptionDoc = PushSubscription & { _id: string };

/** How many mails a member got in the hour that began at `hour`. */
export interface StaffMailsDoc {
  _id: string;
  tenantId: TenantId;
  userId: UserId;
  hour: Date;
  count: number;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;

export const routings = new Schema<RoutingDoc>(
  {
    _id: text,
    tenantId: text,
    requests: count,
    dueAt: { type: Date },
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
  },
  { ...options, collection: 'routings' },
);
routings.index({ tenantId: 1 }, { unique: true });
routings.index({ dueAt: 1 }, { sparse: true });

export const pushsubscriptions = new Schema<PushSubscriptionDoc>(
  {
    _id: text,
    tenantId: text,
    userId: text,
    endpoint: text,
    keys: { type: Schema.Types.Mixed, required: true },
    createdAt: moment,
  },
  { ...options, collection: 'pushsubscriptions' },
);
pushsubscriptions.index({ tenantId: 1, userId: 1, createdAt: 1 });

export const staffmails = new Schema<StaffMailsDoc>(
  { _id: text, tenantId: text, userId: text, hour: moment, count },
  { ...options, collection: 'staffmails' },
);
staffmails.index({ tenantId: 1, userId: 1 }, { unique: true });
