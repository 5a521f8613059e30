import type { AnswerModel } from '@answerdesk/answers';
import type {
  AccountId,
  Contact,
  Conversation,
  ConversationId,
  Faq,
  FaqId,
  HandledAs,
  MessageId,
  OutboxItem,
  StoredInboundMessage,
  StoredMessage,
  StoredOutboundMessage,
  Tenant,
  TenantId,
  TurnChanges,
  TurnSummary,
  UsageEvent,
} from '@answerdesk/domain';
import type { Sentences } from '@answerdesk/locales';

export interface MessageStore {
  /** Stores a message unless one with its (account, dedupeKey) is there already; unhandled from then on. */
  addInbound(tenantId: TenantId, message: StoredInboundMessage): Promise<'stored' | 'duplicate'>;
  /** Stores a reply unless one with its id is there already, and returns the one that is stored. */
  addReply(tenantId: TenantId, reply: StoredOutboundMessage): Promise<StoredOutboundMessage>;
  /** The conversation's oldest messages that nobody has dealt with, in the order they were accepted. */
  listUnhandled(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<StoredInboundMessage[]>;
  markHandled(tenantId: TenantId, messageId: MessageId, handledAs: HandledAs): Promise<void>;
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
  /** Records what one message changed. Recording the same message again changes nothing more. */
  recordTurn(
    tenantId: TenantId,
    conversationId: ConversationId,
    messageId: MessageId,
    at: Date,
    changes: TurnChanges & TurnSummary,
  ): Promise<void>;
  release(tenantId: TenantId, conversationId: ConversationId, owner: string): Promise<void>;
}

export type NewConversation = Pick<Conversation, 'id' | 'accountId' | 'channel' | 'contactId' | 'chatKey' | 'isGroup'>;

/** A conversation under lease; `lastHandledId` is the message whose effect is already in it. */
export type ClaimedConversation = Conversation & { readonly lastHandledId?: MessageId };

/** Reads a tenant's conversations for lists. */
export interface ConversationList {
  /** Those with the newest message first, from `until` on back; all of them, so whoever walks must know when to stop. */
  newest(
    tenantId: TenantId,
    from: { readonly until?: Date; readonly isWaiting?: boolean },
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
}

/** Counts what a tenant uses; the same event twice counts once. */
export interface UsageMeter {
  record(event: UsageEvent): Promise<void>;
}

/** What handling a conversation needs from outside. */
export interface HandleDeps {
  readonly messages: Pick<MessageStore, 'addReply' | 'listUnhandled' | 'markHandled'>;
  readonly conversations: ConversationStore;
  readonly contacts: ContactStore;
  readonly faqs: FaqReader;
  readonly outbox: Outbox;
  readonly meter: UsageMeter;
  readonly sentences: Sentences;
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  readonly modelFor: (tenantId: TenantId, faqsVersion: number) => Promise<AnswerModel>;
  /** Best effort; never rejects. */
  readonly showTyping: (
    tenantId: TenantId,
    accountId: AccountId,
    chat: { chatKey: string; isGroup: boolean },
  ) => Promise<void>;
  /** Told of what failed and was got round, so that somebody can look into it. */
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}
