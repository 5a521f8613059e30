import type { Account, Contact, DialMove, Tenant } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';
import type { Stored } from './stored.ts';

/**
 * `ownerIds` names the people who answer for the tenant: each is a member with the role of an owner. `previousSettings` are
 * those before the newest change, for taking it back; `retentionDueAt` is when old messages go next. `faqsRemoved` counts the
 * FAQs that are gone for good, so that whoever has counted FAQs counts again.
 */
export type TenantDoc = Stored<Tenant> & {
  tenantId: Tenant['id'];
  ownerIds?: string[];
  previousSettings?: Tenant['settings'];
  retentionDueAt?: Date;
  /** The last contact that was judged by the rules as they are, empty before the first; missing once all were. */
  taggedTo?: Contact['id'] | '';
  /** All are to be judged once more when they were, although the rules are the same. */
  tagsAgain?: boolean;
  faqsRemoved?: number;
  /** When somebody first asked the bot in the test bench. */
  triedAt?: Date;
  /** The last moves of the dial, oldest first. */
  dialMoves?: DialMove[];
};
/** `isLeaving`: its removal has begun and cannot be undone. */
export type AccountDoc = Stored<Account> & { isLeaving?: boolean };

/** What a channel must remember of an account between calls: its access token, and how far its messages were fetched. */
export interface ChannelStateDoc {
  _id: Account['id'];
  tenantId: Tenant['id'];
  sealedToken?: string;
  tokenExpiresAt?: Date;
  tokenLeaseUntil?: Date;
  pullCursor?: string;
  pullToken?: string;
  pullRequests?: number;
  pullDueAt?: Date;
  pullOwner?: string;
  pullLeaseUntil?: Date;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const anything = { type: Schema.Types.Mixed };
const required = { type: Schema.Types.Mixed, required: true };

export const tenants = new Schema<TenantDoc>(
  {
    _id: text,
    tenantId: text,
    name: text,
    locale: text,
    faqsVersion: count,
    isDemo: flag,
    settings: anything,
    settingsRevision: { type: Number },
    previousSettings: anything,
    retentionDueAt: { type: Date },
    taggedTo: { type: String },
    tagsAgain: { type: Boolean },
    thresholds: anything,
    dialMoves: { type: [Schema.Types.Mixed], default: undefined },
    personOnlyCategories: { type: [String], default: undefined },
    faqsRemoved: { type: Number },
    triedAt: { type: Date },
    ownerIds: { type: [String], default: undefined },
    createdAt: moment,
  },
  { ...options, collection: 'tenants' },
);
tenants.index({ tenantId: 1 }, { unique: true });
tenants.index({ retentionDueAt: 1 }, { sparse: true });
tenants.index({ taggedTo: 1 }, { sparse: true });

export const accounts = new Schema<AccountDoc>(
  {
    _id: text,
    tenantId: text,
    channel: text,
    label: text,
    name: { type: String },
    sealedCredentials: text,
    settings: required,
    apiRoot: { type: String },
    platformKey: { type: String },
    webhookOpenedAt: { type: Date },
    isPaused: { type: Boolean },
    removeAt: { type: Date },
    isLeaving: { type: Boolean },
    stage: { type: String },
    createdAt: moment,
  },
  { ...options, collection: 'accounts' },
);
accounts.index({ tenantId: 1, _id: 1 });
accounts.index({ platformKey: 1 }, { sparse: true });
accounts.index({ removeAt: 1 }, { sparse: true });

export const channelstates = new Schema<ChannelStateDoc>(
  {
    _id: text,
    tenantId: text,
    sealedToken: { type: String },
    tokenExpiresAt: { type: Date },
    tokenLeaseUntil: { type: Date },
    pullCursor: { type: String },
    pullToken: { type: String },
    pullRequests: { type: Number },
    pullDueAt: { type: Date },
    pullOwner: { type: String },
    pullLeaseUntil: { type: Date },
  },
  { ...options, collection: 'channelstates' },
);
channelstates.index({ tenantId: 1, _id: 1 });
channelstates.index({ pullDueAt: 1 }, { sparse: true });
