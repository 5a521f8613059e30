import type {
  AccountId,
  ChatChoice,
  Conversation,
  ConversationId,
  LinkedChat,
  Locale,
  MessageId,
  TenantId,
  UserId,
} from '@answerdesk/domain';

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
  findOf(tenantId: TenantId, userId: UserId): Promise<ChatChoice | undefined>;
  /** Whose chat a conversation is. */
  findByConversation(tenantId: TenantId, conversationId: ConversationId): Promise<ChatChoice | undefined>;
}

/** A member as other people see them. */
export interface Colleague {
  readonly name: string;
  readonly isManager: boolean;
  readonly locale?: Locale;
}

/** Marks the conversations that are members' chats. */
export interface StaffConversations {
  find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  /**
   * Makes a conversation a member's chat, where nobody waits and the bot is silent; or a customer's again. Again changes
   * nothing.
   */
  markStaff(tenantId: TenantId, conversationId: ConversationId, isStaff: boolean): Promise<void>;
}
