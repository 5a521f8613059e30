import type { ConversationId, TenantId, UserId } from '@answerdesk/domain';
import { changeStatus, heldFrom } from './change-status.ts';
import { outcomeOf } from './outcome-of.ts';
import type { InboxActor, InboxDeps, InboxOutcome, NotDone } from './ports.ts';

/**
 * Gives the pen to another agent, or with no `toId` lays the conversation back into the line of those who wait, in its old
 * place. Only what an agent holds can be transferred. Throws DomainError `not-found`.
 */
export async function transfer(
  deps: InboxDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  { toId, note }: { readonly toId?: UserId; readonly note?: string } = {},
): Promise<InboxOutcome> {
  const { holder: before } = (await deps.pens.find(tenantId, conversationId)) ?? { holder: { kind: 'bot' } as const };
  const goingId = before.kind === 'agent' ? before.agentId : actor.userId;
  const agentName = await deps.agentNameOf(tenantId, toId ?? goingId);
  const changed = await changeStatus<NotDone>(deps, tenantId, conversationId, actor, (conversation, now) => {
    const held = heldFrom(conversation, actor);
    if (held !== undefined) return { kind: 'nothing', because: { outcome: 'held', byId: held } };
    const { holder, handover } = conversation;
    if (holder.kind !== 'agent' || holder.agentId === toId) {
      return { kind: 'nothing', because: { outcome: 'unchanged', conversation } };
    }
    const change = {
      kind: 'transferred',
      agentName,
      fromId: holder.agentId,
      ...(toId !== undefined && { toId }),
      ...(note !== undefined && note !== '' && { note }),
    } as const;
    if (toId !== undefined) {
      return {
        kind: 'change',
        change,
        to: {
          status: 'human',
          holder: { kind: 'agent', agentId: toId },
          assigneeId: toId,
          lastAgentId: toId,
          takenAt: now,
          // It counts anew for whoever has it now.
          timer: null,
        },
      };
    }
    return {
      kind: 'change',
      change,
      to: {
        status: 'waiting',
        holder: { kind: 'bot' },
        botSince: conversation.epoch + 1,
        waiting: handover ?? { reason: 'staff-took-over', since: now, priority: 3 },
        handover: null,
        assigneeId: null,
        timer: null,
      },
    };
  });
  return outcomeOf(changed);
}
