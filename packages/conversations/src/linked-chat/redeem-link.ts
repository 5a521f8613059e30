import type { Conversation, StoredInboundMessage } from '@answerdesk/domain';
import { replyIdOf } from '../draft-reply.ts';
import { hashOf, LINK_ARGUMENT } from './begin-link.ts';
import type { StaffChatDeps } from './ports.ts';
import { openChatOf, queueLine } from './staff-line.ts';

/** Whether a message brings a code, right or wrong, that could make its chat a member's. */
export function bringsCode({ inbound: { content, isGroup } }: Pick<StoredInboundMessage, 'inbound'>): boolean {
  return (
    !isGroup && content.kind === 'command' && content.name === 'start' && content.argument.startsWith(LINK_ARGUMENT)
  );
}

/**
 * Makes a chat that brings a good code the member's whose code it is, and says so there. A code that is wrong, old or used
 * changes nothing, and nothing tells which it was. Safe to repeat with the same message.
 */
export async function redeemLink(
  deps: StaffChatDeps,
  conversation: Conversation,
  message: StoredInboundMessage,
): Promise<boolean> {
  const { tenantId, inbound, accountId, channel } = message;
  const code = inbound.content.kind === 'command' ? inbound.content.argument.slice(LINK_ARGUMENT.length) : '';
  if (!/^[\w-]{22}$/.test(code) || !deps.mayTryCode(conversation.id)) return false;
  const now = deps.now();
  const userId = await deps.linkedChats.takeCode(
    tenantId,
    { hash: hashOf(code), accountId },
    { messageId: message.id, now },
  );
  if (userId === undefined || !(await deps.findMember(tenantId, userId))) return false;
  const earlier = (await deps.linkedChats.findOf(tenantId, userId))?.chat;
  if (earlier && earlier.conversationId !== conversation.id) {
    await deps.staffConversations.markStaff(tenantId, earlier.conversationId, false);
  }
  await deps.linkedChats.link(tenantId, userId, {
    accountId,
    channel,
    chatKey: conversation.chatKey,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    linkedAt: now,
    ...(inbound.contact.locale !== undefined && { locale: inbound.contact.locale }),
  });
  await deps.staffConversations.markStaff(tenantId, conversation.id, true);
  const open = await openChatOf(deps, tenantId, await deps.linkedChats.findOf(tenantId, userId));
  const tenant = await deps.findTenant(tenantId);
  if (open && tenant) {
    const text = await open.say('linked', { tenant: tenant.name });
    await queueLine(deps, tenantId, open, { id: replyIdOf(message), text });
  }
  return true;
}
