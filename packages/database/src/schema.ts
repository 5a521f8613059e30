import type {
  Account,
  AuditEntry,
  Contact,
  Conversation,
  Draft,
  OutboxItem,
  RenderedPart,
  StoredInboundMessage,
  StoredOutboundMessage,
  Tenant,
} from '@answerdesk/domain';
import type { Counts } from '@answerdesk/insights';
import { Schema } from 'mongoose';
import { type AttentionFields, attentionFields, pushsubscriptions, routings, staffmails } from './attention-schemas.ts';
import { billingalerts } from './billing-alert-schema.ts';
import { billingSchemas } from './billing-schemas.ts';
import { faqimportchunks, faqimports } from './faq-import-schemas.ts';
import { faqrevisions, faqs } from './faq-schemas.ts';
import { conversationevents } from './inbox-schemas.ts';
import { cannedreplies, contactnotes, files, fileusages, presences, replydrafts, staff } from './inbox-side-schemas.ts';
import { linkedchats } from './linked-chat-schema.ts';
import { modelspend } from './model-spend-schema.ts';
import { indexQueues } from './queue-indexes.ts';
import { ratings } from './rating-schemas.ts';
import { options } from './schema-options.ts';
import { requireTenant } from './tenant-scope.ts';
import { billingaccounts, usagebatches, usagedays, usageevents, usagehours } from './usage-schemas.ts';

type Stored<T extends { readonly id: string }> = Omit<T, 'id'> & { _id: T['id'] };
type EitherWay = Omit<Stored<StoredInboundMessage>, 'direction' | 'author' | 'inbound' | 'handledAs'> &
  Pick<Partial<StoredInboundMessage>, 'inbound' | 'handledAs'> &
  Pick<Partial<StoredOutboundMessage>, 'content' | 'causeId' | 'turn' | 'trace' | 'notice' | 'original'>;

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
  faqsRemoved?: number;
  /** When somebody first asked the bot in the test bench. */
  triedAt?: Date;
};
/** `isLeaving`: its removal has begun and cannot be undone. */
export type AccountDoc = Stored<Account> & { isLeaving?: boolean };
export type AuditDoc = Stored<AuditEntry> & { area: string };
export type DraftDoc = Stored<Draft>;
export type ContactDoc = Stored<Contact>;

export type ConversationDoc = Stored<Conversation> &
  AttentionFields & {
    /** The message whose effect on this document is already in it, so that handling it again changes nothing. */
    lastHandledId?: StoredInboundMessage['id'];
    nameWords?: readonly string[];
    leaseOwner?: string;
    leaseUntil?: Date;
    /** When a sweep should draw the consequences of `change`. */
    changeDueAt?: Date;
  };

/** `dedupeKey` is the platform's for what came in and `out:<id>` for what goes out, so that one unique index serves both. */
export type MessageDoc = EitherWay & {
  direction: 'in' | 'out';
  author: StoredInboundMessage['author'] | StoredOutboundMessage['author'];
  dedupeKey: string;
  isHandled: boolean;
  unhandledSince?: Date;
};

/** An hour of a tenant's, counted up to `countedTo`; `againAt` is when it is to be counted again, if it is. */
export interface CountsDoc {
  _id: string;
  tenantId: Tenant['id'];
  start: Date;
  countedTo: Date;
  againAt?: Date;
  cells: Readonly<Record<string, Partial<Counts>>>;
}

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

/** Work that one process at a time does for all tenants: `tenantId` is the platform's, which no tenant can have. */
export interface JobDoc {
  _id: string;
  tenantId: string;
  progress?: unknown;
  leaseOwner?: string;
  leaseUntil?: Date;
}

/** `dueAt` is when a sweep should look at an item again; it is missing once the item is done. */
export type OutboxDoc = Stored<OutboxItem> & {
  isDone: boolean;
  nextAttemptAt: Date;
  dueAt?: Date;
  leaseOwner?: string;
  leaseUntil?: Date;
};

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const anything = { type: Schema.Types.Mixed };
const required = { type: Schema.Types.Mixed, required: true };

const tenants = new Schema<TenantDoc>(
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
    thresholds: anything,
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

const accounts = new Schema<AccountDoc>(
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

const contacts = new Schema<ContactDoc>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    platformId: text,
    displayName: { type: String },
    locale: { type: String },
    isReachable: flag,
    createdAt: moment,
  },
  { ...options, collection: 'contacts' },
);
contacts.index({ tenantId: 1, accountId: 1, platformId: 1 }, { unique: true });

const conversations = new Schema<ConversationDoc>(
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
    offered: anything,
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
    ...attentionFields,
  },
  { ...options, collection: 'conversations' },
);
conversations.index({ tenantId: 1, lastMessageAt: -1, _id: -1 });
conversations.index({ tenantId: 1, nameWords: 1 });
conversations.index({ attendAt: 1 }, { sparse: true });
/** Small, and untouched by turns of a conversation that waits for nobody. */
export const waitingIndex = { tenantId: 1, lastMessageAt: -1, _id: -1, 'waiting.reason': 1 } as const;
conversations.index({ changeDueAt: 1 }, { sparse: true });
conversations.index(waitingIndex, { partialFilterExpression: { 'waiting.since': { $exists: true } } });
indexQueues(conversations);

const messages = new Schema<MessageDoc>(
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
    original: anything,
    dedupeKey: text,
    isHandled: flag,
    unhandledSince: { type: Date },
    handledAs: { type: String },
    createdAt: moment,
  },
  { ...options, collection: 'messages' },
);
messages.index({ tenantId: 1, accountId: 1, dedupeKey: 1 }, { unique: true });
messages.index({ tenantId: 1, conversationId: 1, isHandled: 1, _id: 1 });
messages.index({ unhandledSince: 1 }, { sparse: true });

const outbox = new Schema<OutboxDoc>(
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
  },
  { ...options, collection: 'outbox' },
);
outbox.index({ tenantId: 1, conversationId: 1, isDone: 1, _id: 1 });
outbox.index({ dueAt: 1 }, { sparse: true });
/** Holds failures alone, so that what arrives never touches it. */
outbox.index({ tenantId: 1, accountId: 1, _id: -1 }, { partialFilterExpression: { state: 'failed' } });
/** Holds what members were told alone. */
outbox.index({ tenantId: 1, about: 1, _id: -1 }, { partialFilterExpression: { about: { $exists: true } } });

const drafts = new Schema<DraftDoc>(
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

const audit = new Schema<AuditDoc>(
  {
    _id: text,
    tenantId: text,
    at: moment,
    actor: required,
    address: { type: String, default: '' },
    area: text,
    action: text,
    target: anything,
    outcome: text,
    reason: { type: String },
  },
  { ...options, collection: 'audit' },
);
audit.index({ tenantId: 1, _id: -1 });
audit.index({ tenantId: 1, 'actor.userId': 1, _id: -1 });
audit.index({ tenantId: 1, area: 1, _id: -1 });
audit.index({ tenantId: 1, action: 1, _id: -1 });
/** Cells by `quarter|channel|language`. */
const counts = new Schema<CountsDoc>(
  {
    _id: text,
    tenantId: text,
    start: moment,
    countedTo: moment,
    againAt: { type: Date },
    cells: required,
  },
  { ...options, collection: 'counts' },
);
counts.index({ tenantId: 1, start: 1 }, { unique: true });
counts.index({ againAt: 1 }, { sparse: true });

const jobs = new Schema<JobDoc>(
  {
    _id: text,
    tenantId: text,
    progress: anything,
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
  },
  { ...options, collection: 'jobs' },
);
jobs.index({ tenantId: 1, _id: 1 });

const channelstates = new Schema<ChannelStateDoc>(
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

const webchatparts = new Schema<WebchatPartDoc>(
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

/** Every collection of the product, by its model's name. */
export const schemas = {
  tenants,
  accounts,
  faqs,
  contacts,
  conversations,
  conversationevents,
  messages,
  outbox,
  audit,
  drafts,
  counts,
  jobs,
  channelstates,
  faqrevisions,
  faqimports,
  faqimportchunks,
  webchatparts,
  linkedchats,
  routings,
  pushsubscriptions,
  staffmails,
  presences,
  cannedreplies,
  replydrafts,
  staff,
  contactnotes,
  files,
  fileusages,
  modelspend,
  ...billingSchemas,
  ratings,
  billingalerts,
  usageevents,
  usagebatches,
  usagedays,
  usagehours,
  billingaccounts,
};

for (const schema of Object.values(schemas)) requireTenant(schema);

audit.pre(/^(find\w+And|update|replace|delete)/, () => {
  throw new Error('The audit is only ever added to');
});
