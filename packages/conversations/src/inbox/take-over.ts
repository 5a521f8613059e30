import type { Conversation, ConversationId, MessageId, TenantId, UserId } from '@answerdesk/domain';
import { changeStatus } from './change-status.ts';
import type { InboxActor, InboxDeps } from './ports.ts';

/** What came of taking over. `mayStillArrive`: the bot's messages that were being sent and were not heard of again. */
export type TakenOver =
  | { readonly outcome: 'taken'; readonly conversation: Conversation; readonly mayStillArrive: readonly MessageId[] }
  | { readonly outcome: 'held'; readonly byId: UserId };

/**
 * Gives an agent the pen. Once it resolves to `taken` no message of the bot's is being sent and none will be until the bot
 * has the conversation again; it resolves within 5 s of the change. From another agent it is taken only where `from` names
 * them. Again by its holder it changes nothing. Throws DomainError `not-found`.
 */
export async function takeOver(
  deps: InboxDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  { from }: { readonly from?: UserId } = {},
): Promise<TakenOver> {
  const { userId } = actor;
  const agentName = await deps.agentNameOf(tenantId, userId);
  type Nothing = { readonly holds: UserId; readonly conversation: Conversation };
  const changed = await changeStatus<Nothing>(deps, tenantId, conversationId, actor, (conversation, now) => {
    const { holder, waiting, handover } = conversation;
    const holds = holder.kind === 'agent' ? holder.agentId : undefined;
    if (holds !== undefined && (holds === userId || holds !== from)) {
      return { kind: 'nothing', because: { holds, conversation } };
    }
    const byThemselves = { reason: 'staff-took-over', since: now, priority: 3 } as const;
    return {
      kind: 'change',
      change: { kind: 'taken', agentName, ...(holds !== undefined && { fromId: holds }) },
      to: {
        status: 'human',
        holder: { kind: 'agent', agentId: userId },
        waiting: null,
        handover: waiting ?? (holds === undefined ? byThemselves : (handover ?? byThemselves)),
        assigneeId: userId,
        lastAgentId: userId,
        takenAt: now,
        closedAt: null,
        handedBack: null,
      },
    };
  });
  if (changed.kind === 'changed') {
    return { outcome: 'taken', conversation: changed.conversation, mayStillArrive: changed.mayStillArrive };
  }
  const { holds, conversation } = changed.because;
  return holds === userId ? { outcome: 'taken', conversation, mayStillArrive: [] } : { outcome: 'held', byId: holds };
}
