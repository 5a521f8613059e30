import { type ConversationId, DomainError, type MessageId, type TenantId } from '@answerdesk/domain';
import { replyAsAgent } from '../inbox/reply-as-agent.ts';
import { takeOver } from '../inbox/take-over.ts';
import type { StaffChatDeps } from './ports.ts';
import { customerOf, type StaffChat, type StaffLine } from './staff-line.ts';

/**
 * Says something to a customer for a member who wrote it in their chat: whoever does not hold the pen takes it first, and what
 * another agent holds is left to them. Resolves to the line that tells what came of it.
 */
export async function answerCustomer(
  deps: StaffChatDeps,
  chat: StaffChat,
  tenantId: TenantId,
  conversationId: ConversationId,
  written: { readonly id: MessageId; readonly text: string },
): Promise<Omit<StaffLine, 'id'>> {
  const { say, userId, isManager } = chat;
  const actor = { userId, isManager };
  const conversation = await deps.inbox.pens.find(tenantId, conversationId);
  if (!conversation || conversation.isStaff) return { text: await say('gone') };
  const customer = await customerOf(chat, conversation);
  const about = conversationId;
  const heldBy = async (byId: typeof userId) => ({
    text: await say('heldBy', { agent: await deps.agentNameOf(tenantId, byId), customer }),
    about,
  });
  try {
    const taken = await takeOver(deps.inbox, tenantId, conversationId, actor);
    if (taken.outcome === 'held') return await heldBy(taken.byId);
    const said = await replyAsAgent(deps.inbox, tenantId, conversationId, actor, {
      key: written.id,
      text: written.text,
    });
    if (said.outcome === 'queued') return { text: await say('sentTo', { customer }), about };
    return said.holder.kind === 'agent' ? await heldBy(said.holder.agentId) : { text: await say('notSent'), about };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return { text: await say('notSent'), about };
  }
}
