import type { ConversationId, TenantId } from '@answerdesk/domain';
import { changeStatus, heldFrom } from './change-status.ts';
import { outcomeOf } from './outcome-of.ts';
import type { InboxActor, InboxDeps, InboxOutcome, NotDone } from './ports.ts';

/**
 * Closes a conversation: nobody has to do anything until the customer writes again, whom the bot answers then. With
 * `isSilent` the customer is not told and not asked how it was. Throws DomainError `not-found`.
 */
export async function close(
  deps: InboxDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  { isSilent }: { readonly isSilent?: boolean } = {},
): Promise<InboxOutcome> {
  const agentName = await deps.agentNameOf(tenantId, actor.userId);
  const changed = await changeStatus<NotDone>(deps, tenantId, conversationId, actor, (conversation, now) => {
    const held = heldFrom(conversation, actor);
    if (held !== undefined) return { kind: 'nothing', because: { outcome: 'held', byId: held } };
    if (conversation.status === 'closed') {
      return { kind: 'nothing', because: { outcome: 'unchanged', conversation } };
    }
    const { holder, status } = conversation;
    return {
      kind: 'change',
      change: {
        kind: 'closed',
        agentName,
        ...(holder.kind === 'agent' && { fromId: holder.agentId }),
        // Nobody was there or promised whose going would have to be told.
        ...((isSilent || status === 'bot') && { isSilent: true }),
      },
      to: {
        status: 'closed',
        holder: { kind: 'bot' },
        ...(holder.kind === 'agent' && { botSince: conversation.epoch + 1 }),
        waiting: null,
        handover: null,
        handedBack: null,
        assigneeId: null,
        closedAt: now,
        timer: null,
      },
    };
  });
  return outcomeOf(changed);
}
