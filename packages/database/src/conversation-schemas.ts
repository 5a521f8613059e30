import type { Contact, Conversation, StoredInboundMessage } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { type AttentionFields, attentionFields } from './attention-schemas.ts';
import { indexQueues } from './queue-indexes.ts';
import { options } from './schema-options.ts';
import type { Erasable, Stored } from './stored.ts';

export type ContactDoc = Stored<Contact> & Erasable;

export type ConversationDoc = Stored<Conversation> &
  AttentionFields &
  Erasable & {
    /** The message whose effect on this document is already in it, so that handling it again changes nothing. */
    lastHandledId?: StoredInboundMessage['id'];
    nameWords?: readonly string[];
    leaseOwner?: string;
    leaseUntil?: Date;
    /** When people's replies are to be learnt from, and how often that was looked at since it ended. */
    learnAt?: Date;
    learnLooks?: number;
    /** When a sweep should draw the consequences of `change`. */
    changeDueAt?: Date;
    /** The tags that were there when an erasure began. */
    foundTags?: readonly string[];
  };

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const anything = { type: Schema.Types.Mixed };
const required = { type: Schema.Types.Mixed, required: true };

export const contacts = new Schema<ContactDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    platformId: text,
    displayName: { type: String },
    locale: { type: String },
    isReachable: flag,
    createdAt: moment,
    erasureId: { type: String },
  },
  { ...options, collection: 'contacts' },
);
contacts.index({ tenantId: 1, accountId: 1, platformId: 1 }, { unique: true });
contacts.index({ tenantId: 1, _id: 1 });

export const conversations = new Schema<ConversationDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    channel: text,
    contactId: text,
    chatKey: text,
    isGroup: flag,
    isStaff: { type: Boolean },
    holder: required,
    epoch: count,
    status: text,
    language: { type: String },
    languageWish: anything,
    wroteIn: { type: [String], default: undefined },
    waiting: anything,
    handover: anything,
    handedBack: anything,
    assigneeId: { type: String },
    lastAgentId: { type: String },
    takenAt: { type: Date },
    botSince: { type: Number },
    snoozedUntil: { type: Date },
    closedAt: { type: Date },
    tags: { type: [String], default: undefined },
    timer: anything,
    change: anything,
    changeDueAt: { type: Date },
    rating: anything,
    unsureTurns: count,
    openSince: { type: Date },
    lastAnswered: anything,
    askedBack: anything,
    mood: anything,
    lastSmallTalk: anything,
    suggested: { type: [String], default: undefined },
    offered: anything,
    offeredTo: { type: String },
    createdAt: moment,
    lastMessageAt: moment,
    lastInboundAt: { type: Date },
    lastAgentAt: { type: Date },
    contactName: { type: String },
    nameWords: { type: [String], default: undefined },
    lastExchange: anything,
    outcome: { type: String },
    lastHandledId: { type: String },
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
    learnAt: { type: Date },
    learnLooks: { type: Number },
    foundTags: { type: [String], default: undefined },
    erasureId: { type: String },
    ...attentionFields,
  },
  { ...options, collection: 'conversations' },
);
conversations.index({ tenantId: 1, lastMessageAt: -1, _id: -1 });
conversations.index({ tenantId: 1, nameWords: 1 });
conversations.index({ tenantId: 1, contactId: 1, _id: 1 });
conversations.index({ attendAt: 1 }, { sparse: true });
conversations.index({ learnAt: 1 }, { sparse: true });
/** Small, and untouched by turns of a conversation that waits for nobody. */
export const waitingIndex = { tenantId: 1, lastMessageAt: -1, _id: -1, 'waiting.reason': 1 } as const;
conversations.index({ changeDueAt: 1 }, { sparse: true });
conversations.index(waitingIndex, { partialFilterExpression: { 'waiting.since': { $exists: true } } });
indexQueues(conversations);
