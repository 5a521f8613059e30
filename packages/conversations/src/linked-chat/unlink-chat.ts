import type { TenantId, UserId } from '@answerdesk/domain';
import type { LinkedChatStore, StaffConversations } from './ports.ts';

/** Ends the link of a member's chat, which is a customer's like any other from then on. Safe to repeat. */
export async function unlinkChat(
  deps: {
    readonly linkedChats: Pick<LinkedChatStore, 'findOf' | 'unlink'>;
    readonly staffConversations: Pick<StaffConversations, 'markStaff'>;
  },
  tenantId: TenantId,
  userId: UserId,
): Promise<void> {
  const chat = (await deps.linkedChats.findOf(tenantId, userId))?.chat;
  await deps.linkedChats.unlink(tenantId, userId);
  if (chat) await deps.staffConversations.markStaff(tenantId, chat.conversationId, false);
}
