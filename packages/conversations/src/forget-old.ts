import type { Conversation, ConversationId, TenantId } from '@answerdesk/domain';

const DAY_MS = 24 * 60 * 60_000;
const LEASE_MS = 60_000;
/** Conversations looked at in one go, and messages deleted at once: small, so that nobody waits behind them. */
const CONVERSATIONS = 20;
const MESSAGES = 200;

/** A conversation that may be forgotten. */
export type QuietConversation = Pick<Conversation, 'id' | 'contactId' | 'isGroup'>;

export interface RetentionStore {
  /** Leases a tenant whose time has come and resolves to the days it keeps; undefined when there is nothing to do. */
  claimTenant(tenantId: TenantId, lease: { readonly now: Date; readonly until: Date }): Promise<number | undefined>;
  /** Says when a tenant is looked at again, as long as it forgets at all. */
  scheduleTenant(tenantId: TenantId, dueAt: Date): Promise<void>;
  /** Customers' conversations without a turn since `before`, the longest quiet first. */
  listQuiet(tenantId: TenantId, before: Date, limit: number): Promise<QuietConversation[]>;
  /** When the newest message of a conversation was stored, whoever dealt with it. */
  findNewest(tenantId: TenantId, conversationId: ConversationId): Promise<Date | undefined>;
  /** Notes that a conversation had a message at that time. */
  touch(tenantId: TenantId, conversationId: ConversationId, at: Date): Promise<void>;
  /** Deletes messages of a conversation and what was sent of them, and resolves to how many there were. */
  deleteMessages(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<number>;
  /** Deletes what members were told and wrote in the chats they linked, up to that time. */
  deleteInLinkedChats(tenantId: TenantId, before: Date): Promise<void>;
  /** Deletes a conversation, and the contact who had it alone, unless a turn came since `before`. */
  deleteConversation(tenantId: TenantId, conversation: QuietConversation, before: Date): Promise<void>;
}

/**
 * Forgets some of a tenant's conversations whose last message is older than the tenant keeps them, in small groups.
 * Whatever breaks off is taken up by the next call. Resolves to how many conversations were looked at.
 */
export async function forgetOldConversations(
  deps: { readonly retention: RetentionStore; readonly now: () => Date },
  tenantId: TenantId,
): Promise<number> {
  const { retention } = deps;
  const now = deps.now();
  const days = await retention.claimTenant(tenantId, { now, until: new Date(now.getTime() + LEASE_MS) });
  if (days === undefined) return 0;
  const before = new Date(now.getTime() - days * DAY_MS);
  const quiet = await retention.listQuiet(tenantId, before, CONVERSATIONS);
  for (const conversation of quiet) {
    const newest = await retention.findNewest(tenantId, conversation.id);
    if (newest && newest >= before) await retention.touch(tenantId, conversation.id, newest);
    else await forget(retention, tenantId, conversation, before);
  }
  const isDone = quiet.length < CONVERSATIONS;
  if (isDone) await retention.deleteInLinkedChats(tenantId, before);
  await retention.scheduleTenant(tenantId, isDone ? new Date(now.getTime() + DAY_MS) : now);
  return quiet.length;
}

async function forget(
  retention: RetentionStore,
  tenantId: TenantId,
  conversation: QuietConversation,
  before: Date,
): Promise<void> {
  while ((await retention.deleteMessages(tenantId, conversation.id, MESSAGES)) === MESSAGES);
  await retention.deleteConversation(tenantId, conversation, before);
}
