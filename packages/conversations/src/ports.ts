import type { AnswerModel, ReplyModel } from '@answerdesk/answers';
import type {
  AccountId,
  AccountStage,
  Allowance,
  ChannelName,
  Contact,
  Conversation,
  ConversationEvent,
  ConversationId,
  ConversationStatus,
  Draft,
  Faq,
  FaqId,
  HandledAs,
  Locale,
  MessageId,
  OutboxItem,
  Priority,
  RepliedAs,
  StoredInboundMessage,
  StoredMessage,
  StoredOutboundMessage,
  Tenant,
  TenantId,
  TurnChanges,
  TurnSummary,
  UsageMeter,
} from '@answerdesk/domain';
import type { Sentences } from '@answerdesk/locales';
import type { ModelTime } from './model-time.ts';
import type { RatingStore } from './rating/ports.ts';

/** Keeps what happened to conversations beside messages. */
export interface EventStore {
  /** Stores an event unless one with its id, or the key given, is there already in its conversation; returns the one that is. */
  add(tenantId: TenantId, event: ConversationEvent, key?: string): Promise<ConversationEvent>;
}

/** How long the line of those who wait is, and how long it took lately. */
export interface QueueReader {
  /** How many wait and press at least as much; counts to `most` and no further. */
  countWaiting(tenantId: TenantId, priority: Priority, most: number): Promise<number>;
  /** How long, in ms, those waited whom an agent took since, newest first. */
  listWaits(tenantId: TenantId, since: Date, limit: number): Promise<number[]>;
}

export interface MessageStore {
  /** Stores a message unless one with its (account, dedupeKey) is there already; unhandled from then on. */
  addInbound(tenantId: TenantId, message: StoredInboundMessage): Promise<'stored' | 'duplicate'>;
  /** Stores a reply unless one with its id is there already, and returns the one that is stored. */
  addReply(tenantId: TenantId, reply: StoredOutboundMessage): Promise<StoredOutboundMessage>;
  /** The conversation's oldest messages that nobody has dealt with, in the order they were accepted; an agent's too that never got in line. */
  listUnhandled(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<StoredMessage[]>;
  /** An agent's message is in line to be sent. */
  markQueued(tenantId: TenantId, messageId: MessageId): Promise<void>;
  markHandled(tenantId: TenantId, messageId: MessageId, handledAs: HandledAs): Promise<void>;
  /** What the platform calls by this key within the account. */
  findByKey(tenantId: TenantId, accountId: AccountId, dedupeKey: string): Promise<StoredInboundMessage | undefined>;
  /** A message and its changes (`of` its key) before a message, newest first. */
  listVersions(
    tenantId: TenantId,
    conversationId: ConversationId,
    dedupeKey: string,
    page: { readonly before: MessageId; readonly limit: number },
  ): Promise<StoredInboundMessage[]>;
  /**
   * Forgets what a message, and its changes, said, also where it was kept to understand later ones by: its customer took it
   * back. That there was one stays known. Returns the messages that were forgotten.
   */
  takeBack(tenantId: TenantId, accountId: AccountId, dedupeKey: string): Promise<readonly MessageId[]>;
}

export interface ConversationStore {
  /**
   * Leases a conversation for one process, making it when it is new; undefined when another process holds it.
   * A lease that ran out may be taken over.
   */
  claim(
    tenantId: TenantId,
    conversation: NewConversation,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<ClaimedConversation | undefined>;
  /**
   * Records what one message changed, unless the conversation has another epoch than the turn was made in. Recording the
   * same message again changes nothing more. A customer's message wakes and reopens what was snoozed or closed, unless
   * `status` says that it is closed still.
   */
  recordTurn(
    tenantId: TenantId,
    conversationId: ConversationId,
    turn: {
      readonly messageId: MessageId;
      readonly at: Date;
      readonly epoch: number;
      readonly status: ConversationStatus;
      /** Something may be due since that nobody does by hand: telling staff, a reply's timer. */
      readonly needsAttention?: boolean;
    },
    changes: TurnChanges & TurnSummary,
  ): Promise<'recorded' | 'overtaken'>;
  release(tenantId: TenantId, conversationId: ConversationId, owner: string): Promise<void>;
  find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
}

export type NewConversation = Pick<Conversation, 'id' | 'accountId' | 'channel' | 'contactId' | 'chatKey' | 'isGroup'>;

/** A conversation under lease; `lastHandledId` is the message whose effect is already in it. */
export type ClaimedConversation = Conversation & { readonly lastHandledId?: MessageId };

/** Reads a tenant's conversations for lists. */
export interface ConversationList {
  /**
   * Those with the newest message first, from `until` on back; all of them, so whoever walks must know when to stop. They
   * are read `batch` at a time.
   */
  newest(
    tenantId: TenantId,
    from: { readonly until?: Date; readonly isWaiting?: boolean; readonly batch: number },
  ): AsyncIterable<Conversation>;
  /** Those whose contact's name has a word (as `nameWordsOf` makes them) that begins so, in no particular order. */
  findByName(tenantId: TenantId, beginning: string, limit: number): Promise<Conversation[]>;
}

/** Reads what was said. */
export interface Transcript {
  /** A conversation's newest messages (those before `before`, where it is given), oldest first. */
  listNewest(
    tenantId: TenantId,
    conversationId: ConversationId,
    limit: number,
    before?: MessageId,
  ): Promise<StoredMessage[]>;
}

export interface ContactStore {
  /** Stores a contact when it is new, or when its name, language or reachability changed. */
  remember(tenantId: TenantId, contact: Contact): Promise<void>;
}

export interface FaqReader {
  find(tenantId: TenantId, faqId: FaqId): Promise<Faq | undefined>;
}

export interface Outbox {
  /** Queues an item unless one with its id is there already, and returns the one that is there. */
  add(tenantId: TenantId, item: OutboxItem): Promise<OutboxItem>;
  /** Notes of an item that was never said in which epoch a reply is made in its stead. */
  noteRedone(tenantId: TenantId, itemId: MessageId, epoch: number): Promise<void>;
  /** The item of that id, whatever became of it. */
  find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined>;
}

/** What the bot would have said, where nothing may be sent. */
export interface DraftStore {
  /** Stores a draft unless one with its id is there already, and returns the one that is stored. */
  add(tenantId: TenantId, draft: Draft): Promise<Draft>;
  find(tenantId: TenantId, draftId: MessageId): Promise<Draft | undefined>;
}

export interface DraftReader {
  /** An account's newest drafts, newest first; `before` is the id of the last one already seen. */
  listNewest(
    tenantId: TenantId,
    accountId: AccountId,
    page: { readonly before?: MessageId; readonly limit: number },
  ): Promise<Draft[]>;
  /** How an account's newest drafts would have replied. */
  listNewestOutcomes(tenantId: TenantId, accountId: AccountId, limit: number): Promise<RepliedAs[]>;
  /** A conversation's newest drafts, oldest first. */
  listByConversation(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<Draft[]>;
}

/** The newest message that came to an account, for whoever waits to see one arrive. */
export interface Arrival {
  readonly conversationId: ConversationId;
  readonly at: Date;
  readonly from?: string;
  /** The beginning of its text; empty where there was none. */
  readonly text: string;
}

export interface ArrivalReader {
  /** The newest message to an account that came at `since` or later. */
  findNewest(tenantId: TenantId, accountId: AccountId, since: Date): Promise<Arrival | undefined>;
}

/** A customer's question as it was really asked. */
export interface AskedQuestion {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly channel: ChannelName;
  readonly text: string;
  readonly locale?: Locale;
  readonly at: Date;
  readonly handledAs?: HandledAs;
}

export interface QuestionReader {
  /** A tenant's newest questions, newest first. Rejects with the signal's reason when it is aborted. */
  listNewest(tenantId: TenantId, limit: number, signal?: AbortSignal): Promise<AskedQuestion[]>;
}

/** What handling a conversation needs from outside. */
export interface HandleDeps {
  readonly messages: Pick<
    MessageStore,
    'addReply' | 'listUnhandled' | 'markHandled' | 'markQueued' | 'listVersions' | 'takeBack'
  >;
  readonly conversations: ConversationStore;
  readonly contacts: ContactStore;
  readonly faqs: FaqReader;
  readonly outbox: Outbox;
  readonly drafts: DraftStore;
  readonly events: EventStore;
  readonly ratings: Pick<RatingStore, 'rate' | 'comment' | 'listByConversation'>;
  readonly queue: QueueReader;
  readonly meter: UsageMeter;
  /** What a tenant's plan and cap leave the bot. */
  readonly allowance: (tenantId: TenantId) => Promise<Allowance>;
  readonly sentences: Sentences;
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  /** The account's stage; undefined when the account is gone. */
  readonly findStage: (tenantId: TenantId, accountId: AccountId) => Promise<AccountStage | undefined>;
  /** Whether an account's bot is paused: nothing is said, and messages wait for people. */
  readonly isSilent: (tenantId: TenantId, accountId: AccountId) => Promise<boolean>;
  /** Whether a tenant's business is open at a moment; a tenant that never said when counts as open. */
  readonly isOpenAt: (tenant: Tenant, at: Date) => boolean;
  readonly modelFor: (tenantId: TenantId, faqsVersion: number) => Promise<AnswerModel>;
  /** Tenants' own models, where replies may be phrased by them. */
  readonly replyModel?: ReplyModel;
  readonly modelTime?: ModelTime;
  /**
   * Translates an approved answer for a customer, where the tenant has that; undefined when no translation came that may be
   * shown.
   */
  readonly translateAnswer?: (
    tenantId: TenantId,
    text: string,
    from: Locale,
    to: Locale,
  ) => Promise<string | undefined>;
  /** Best effort; never rejects. */
  readonly showTyping: (
    tenantId: TenantId,
    accountId: AccountId,
    chat: { chatKey: string; isGroup: boolean },
  ) => Promise<void>;
  /** Members' own chats, where they can be linked. */
  readonly staffChats?: {
    /** Deals with what a member wrote in their chat; `not-staff` when the conversation is a customer's after all. */
    take(conversation: Conversation, message: StoredInboundMessage): Promise<'taken' | 'not-staff'>;
    /** Passes a customer's message on to the agent who has the conversation. */
    passOn(conversation: Conversation, message: StoredInboundMessage): Promise<void>;
  };
  /** Links a contact who brings a code with the one it was made for, where customers can; says nothing of whether it did. */
  readonly redeemLinkCode?: (message: StoredInboundMessage, code: string) => Promise<void>;
  /** Told of what failed and was got round, so that somebody can look into it. */
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}
