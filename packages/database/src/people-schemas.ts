import type { KeptErasure } from '@answerdesk/conversations';
import type { ContactDetails, ContactId, ContactLink, MessageId, TagRuleKey, TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';
import type { Erasable } from './stored.ts';

/** Two contacts that are one person; `contactIds` are in the order of the alphabet. */
export type ContactLinkDoc = Omit<ContactLink, 'id' | 'contactIds'> & { _id: string; contactIds: ContactId[] };

/** `emailKey` and `phoneKey` are what is compared. */
export type ContactDetailsDoc = Omit<ContactDetails, 'contactId'> &
  Erasable & {
    _id: ContactId;
    tenantId: TenantId;
    emailKey?: string;
    phoneKey?: string;
  };

/** The rules that are true of a contact, by the settings of that revision; `dueAt` is when they are to be judged again. */
export interface ContactTagsDoc {
  _id: ContactId;
  tenantId: TenantId;
  ruleKeys: TagRuleKey[];
  revision: number;
  dueAt?: Date;
}

/** A person who is to be forgotten, or was: once they are, nothing in it says who. */
export type ErasureDoc = Omit<KeptErasure, 'id'> & {
  _id: string;
  dueAt?: Date;
  leaseOwner?: string;
  leaseUntil?: Date;
};

/** A contact's newest code, or how often a contact tried one. */
export interface LinkCodeDoc extends Erasable {
  _id: string;
  tenantId: TenantId;
  contactId: ContactId;
  hash?: string;
  takenBy?: MessageId;
  tries?: number;
  expiresAt: Date;
}

/** A message that was handled halfway is handled to its end long before. */
const CODE_KEPT_SECONDS = 24 * 60 * 60;

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const several = { type: [String], default: undefined };

const contactlinks = new Schema<ContactLinkDoc>(
  {
    _id: text,
    tenantId: text,
    contactIds: { type: [String], required: true },
    linkedAt: moment,
    byId: { type: String },
    reason: { type: String },
  },
  { ...options, collection: 'contactlinks' },
);
contactlinks.index({ tenantId: 1, contactIds: 1 });

const contactdetails = new Schema<ContactDetailsDoc>(
  {
    _id: text,
    tenantId: text,
    email: { type: String },
    phone: { type: String },
    emailKey: { type: String },
    phoneKey: { type: String },
    updatedAt: moment,
    updatedById: text,
    erasureId: { type: String },
  },
  { ...options, collection: 'contactdetails' },
);
contactdetails.index({ tenantId: 1, _id: 1 });
contactdetails.index({ tenantId: 1, emailKey: 1 }, { partialFilterExpression: { emailKey: { $exists: true } } });
contactdetails.index({ tenantId: 1, phoneKey: 1 }, { partialFilterExpression: { phoneKey: { $exists: true } } });

const erasures = new Schema<ErasureDoc>(
  {
    _id: text,
    tenantId: text,
    state: text,
    startedAt: moment,
    byId: text,
    finishedAt: { type: Date },
    contactCount: count,
    conversationCount: count,
    isMarked: { type: Boolean },
    isSecondLook: { type: Boolean },
    contactIds: several,
    conversationIds: several,
    groupIds: several,
    visitors: { type: [Schema.Types.Mixed], default: undefined },
    names: several,
    dueAt: { type: Date },
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
  },
  { ...options, collection: 'erasures' },
);
erasures.index({ tenantId: 1, contactIds: 1 });
erasures.index({ tenantId: 1, _id: -1 });
erasures.index({ dueAt: 1 }, { sparse: true });

const linkcodes = new Schema<LinkCodeDoc>(
  {
    _id: text,
    tenantId: text,
    contactId: text,
    hash: { type: String },
    takenBy: { type: String },
    tries: { type: Number },
    expiresAt: moment,
    erasureId: { type: String },
  },
  { ...options, collection: 'linkcodes' },
);
linkcodes.index({ tenantId: 1, contactId: 1 });
linkcodes.index({ tenantId: 1, hash: 1 }, { partialFilterExpression: { hash: { $exists: true } } });
linkcodes.index({ expiresAt: 1 }, { expireAfterSeconds: CODE_KEPT_SECONDS });

const contacttags = new Schema<ContactTagsDoc>(
  {
    _id: text,
    tenantId: text,
    ruleKeys: { type: [String], required: true },
    revision: count,
    dueAt: { type: Date },
  },
  { ...options, collection: 'contacttags' },
);
contacttags.index({ tenantId: 1, _id: 1 });
contacttags.index({ tenantId: 1, ruleKeys: 1, _id: 1 });
contacttags.index({ dueAt: 1 }, { sparse: true });

export const peopleSchemas = { contactlinks, contactdetails, contacttags, erasures, linkcodes };
