import type {
  AccountId,
  ChatChoice,
  Conversation,
  ConversationId,
  LinkedChat,
  MessageId,
  OutboxItem,
  StoredMessage,
  TenantId,
  UserId,
} from '@answerdesk/domain';
import type { StaffWords } from '@answerdesk/locales';
import type { InboxDeps } from '../inbox/ports.ts';
import type { ReplyReader } from '../inbox-side/ports.ts';
import type { FaqReader } from '../ports.ts';

/** A link's code: of the code itself only the hash is kept. */
export interface KeptCode {
  readonly hash: string;
  /** The account whose chat it can link. */
  readonly accountId: AccountId;
  readonly expiresAt: Date;
}

/** Keeps which chat is which member's. */
export interface LinkedChatStore {
  /** Keeps a member's newest code; their earlier ones count no more. */
  keepCode(tenantId: TenantId, userId: UserId, code: KeptCode): Promise<void>;
  /** Whose a code is that has not run out. It counts once: for the message that brought it first, and for that one again. */
  takeCode(
    tenantId: TenantId,
    code: Pick<KeptCode, 'hash' | 'accountId'>,
    by: { readonly messageId: MessageId; readonly now: Date },
  ): Promise<UserId | undefined>;
  /** Makes a chat a member's, and nobody else's any more. */
  link(tenantId: TenantId, userId: UserId, chat: LinkedChat): Promise<void>;
  /** Ends a member's link, and any code that could begin another. Safe to repeat. */
  unlink(tenantId: TenantId, userId: UserId): Promise<void>;
  choose(tenantId: TenantId, userId: UserId, isAlways: boolean): Promise<void>;
  /** Those who have linked a chat. */
  listLinked(tenantId: TenantId): Promise<UserId[]>;
  findOf(tenantId: TenantId, userId: UserId): Promise<ChatChoice | undefined>;
  /** Whose chat a conversation is. */
  findByConversation(tenantId: TenantId, conversationId: ConversationId): Promise<ChatChoice | undefined>;
}

/** Reads and marks the conversations that are members' chats. */
export interface StaffConversations {
  /**
   * Makes a conversation a member's chat, for which nobody waits and in which the bot says nothing more; or a customer's
   * again. Again changes nothing.
   */
  markStaff(tenantId: TenantId, conversationId: ConversationId, isStaff: boolean): Promise<void>;
  /** Conversations in which an agent holds the pen, the newest message first. */
  listHeldBy(tenantId: TenantId, userId: UserId, limit: number): Promise<Conversation[]>;
}

/** What was told in members' chats. */
export interface StaffOutbox {
  add(tenantId: TenantId, item: OutboxItem): Promise<OutboxItem>;
  find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined>;
  /** The newest item of a conversation of which a part has that id with the platform, among those made since. */
  findByPart(
    tenantId: TenantId,
    conversationId: ConversationId,
    platformMessageId: string,
    since: Date,
  ): Promise<OutboxItem | undefined>;
  /** What was told of a customer's conversation since, newest first. */
  listAbout(tenantId: TenantId, conversationId: ConversationId, since: Date, limit: number): Promise<OutboxItem[]>;
}

/** What telling members in their chats needs from outside. */
export interface TellDeps extends Pick<InboxDeps, 'findTenant' | 'now'>, ReplyReader {
  readonly linkedChats: LinkedChatStore;
  readonly staffOutbox: StaffOutbox;
  readonly readMessage: (tenantId: TenantId, messageId: MessageId) => Promise<StoredMessage | undefined>;
  readonly faqs: FaqReader;
  /** Whether somebody is a member, and manages others; undefined for everybody else. */
  readonly findMember: (tenantId: TenantId, userId: UserId) => Promise<{ readonly isManager: boolean } | undefined>;
  /** How customers know an agent. */
  readonly agentNameOf: (tenantId: TenantId, userId: UserId) => Promise<string>;
  /** Whether an account is connected, and not about to leave. */
  readonly isConnected: (tenantId: TenantId, accountId: AccountId) => Promise<boolean>;
  readonly staffWords: StaffWords;
}

/** What dealing with members' own messages needs from outside. */
export interface StaffChatDeps extends TellDeps {
  readonly staffConversations: StaffConversations;
  /** Whether a chat may try another code now. */
  readonly mayTryCode: (conversationId: ConversationId) => boolean;
  /** For the verbs that the buttons and replies of a chat stand for. */
  readonly inbox: InboxDeps;
}
