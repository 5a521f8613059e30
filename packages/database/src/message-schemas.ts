import type {
  Account,
  Draft,
  OutboxItem,
  RenderedPart,
  StoredInboundMessage,
  StoredOutboundMessage,
  Tenant,
} from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';
import type { Erasable, Stored } from './stored.ts';

type EitherWay = Omit<Stored<StoredInboundMessage>, 'direction' | 'author' | 'inbound' | 'handledAs'> &
  Pick<Partial<StoredInboundMessage>, 'inbound' | 'handledAs'> &
  Pick<
    Partial<StoredOutboundMessage>,
    'content' | 'causeId' | 'turn' | 'trace' | 'notice' | 'introLength' | 'original'
  >;

/** `dedupeKey` is the platform's for what came in and `out:<id>` for what goes out, so that one unique index serves both. */
export type MessageDoc = EitherWay &
  Erasable & {
    direction: 'in' | 'out';
    author: StoredInboundMessage['author'] | StoredOutboundMessage['author'];
    dedupeKey: string;
    isHandled: boolean;
    unhandledSince?: Date;
  };

/** `dueAt` is when a sweep should look at an item again; it is missing once the item is done. */
export type OutboxDoc = Stored<OutboxItem> &
  Erasable & {
    isDone: boolean;
    nextAttemptAt: Date;
    dueAt?: Date;
    leaseOwner?: string;
    leaseUntil?: Date;
  };

export type DraftDoc = Stored<Draft>;

/**
 * A part sent to a visitor of the web widget, under the key it was sent with; or, with `typingUntil`, that one is being made.
 */
export interface WebchatPartDoc {
  _id: string;
  tenantId: Tenant['id'];
  accountId: Account['id'];
  visitorId: string;
  key: string;
  part?: RenderedPart;
  agentName?: string;
  typingUntil?: Date;
  createdAt: Date;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const anything = { type: Schema.Types.Mixed };
const required = { type: Schema.Types.Mixed, required: true };

export const messages = new Schema<MessageDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    conversationId: text,
    channel: text,
    direction: text,
    author: required,
    inbound: anything,
    content: anything,
    causeId: { type: String },
    turn: anything,
    trace: anything,
    notice: { type: String },
    introLength: { type: Number },
    original: anything,
    dedupeKey: text,
    isHandled: flag,
    unhandledSince: { type: Date },
    handledAs: { type: String },
    createdAt: moment,
    erasureId: { type: String },
  },
  { ...options, collection: 'messages' },
);
messages.index({ tenantId: 1, accountId: 1, dedupeKey: 1 }, { unique: true });
messages.index({ tenantId: 1, conversationId: 1, isHandled: 1, _id: 1 });
messages.index({ unhandledSince: 1 }, { sparse: true });
/** Holds what was said in groups alone: everywhere else the conversation says whose it is. */
messages.index(
  { tenantId: 1, 'author.contactId': 1, _id: 1 },
  { partialFilterExpression: { 'inbound.isGroup': true } },
);

export const outbox = new Schema<OutboxDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    conversationId: text,
    contactId: text,
    channel: text,
    chatKey: text,
    isGroup: flag,
    content: required,
    botEpoch: { type: Number },
    redoneIn: { type: Number },
    notice: { type: String },
    turn: anything,
    state: text,
    attempts: count,
    uncertainSends: count,
    sentParts: { type: [String], required: true },
    lastSentAt: { type: Date },
    replyHandle: { type: String },
    about: { type: String },
    agentName: { type: String },
    failure: anything,
    createdAt: moment,
    isDone: flag,
    nextAttemptAt: moment,
    dueAt: { type: Date },
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
    erasureId: { type: String },
  },
  { ...options, collection: 'outbox' },
);
outbox.index({ tenantId: 1, conversationId: 1, isDone: 1, _id: 1 });
outbox.index({ dueAt: 1 }, { sparse: true });
/** Holds failures alone, so that what arrives never touches it. */
outbox.index({ tenantId: 1, accountId: 1, _id: -1 }, { partialFilterExpression: { state: 'failed' } });
/** Holds what members were told alone. */
outbox.index({ tenantId: 1, about: 1, _id: -1 }, { partialFilterExpression: { about: { $exists: true } } });

export const drafts = new Schema<DraftDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    conversationId: text,
    causeId: text,
    question: { type: String },
    content: required,
    repliedAs: text,
    trace: anything,
    createdAt: moment,
  },
  { ...options, collection: 'drafts' },
);
drafts.index({ tenantId: 1, accountId: 1, _id: -1 });
drafts.index({ tenantId: 1, conversationId: 1, _id: 1 });

export const webchatparts = new Schema<WebchatPartDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    visitorId: text,
    key: text,
    part: anything,
    agentName: { type: String },
    typingUntil: { type: Date },
    createdAt: moment,
  },
  { ...options, collection: 'webchatparts' },
);
webchatparts.index({ tenantId: 1, accountId: 1, visitorId: 1, _id: 1 });
webchatparts.index({ tenantId: 1, accountId: 1, key: 1 }, { unique: true });
