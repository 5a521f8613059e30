import type { ConversationId, TenantId } from '@answerdesk/domain';
import { changeStatus, heldFrom } from './change-status.ts';
import { outcomeOf } from './outcome-of.ts';
import type { InboxActor, InboxDeps, InboxOutcome, NotDone } from './ports.ts';

/**
 * Gives a conversation back to the bot, with a note for whoever has it next. The bot does not hand it over again for the
 * same reason within the same question, and the customer is told who answers now. What waits unclaimed is no longer waiting.
 * Throws DomainError `not-found`.
 */
export async function handBack(
  deps: InboxDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  { note, isSilent }: { readonly note?: string; readonly isSilent?: boolean } = {},
): Promise<InboxOutcome> {
  const { holder: before } = (await deps.pens.find(tenantId, conversationId)) ?? { holder: { kind: 'bot' } as const };
  const goingId = before.kind === 'agent' ? before.agentId : actor.userId;
  const agentName = await deps.agentNameOf(tenantId, goingId);
  const changed = await changeStatus<NotDone>(deps, tenantId, conversationId, actor, (conversation, now) => {
    const held = heldFrom(conversation, actor);
    if (held !== undefined) return { kind: 'nothing', because: { outcome: 'held', byId: held } };
    const { holder, waiting, status } = conversation;
    const dealtWith = conversation.handover ?? waiting;
    if (status !== 'human' && status !== 'waiting') {
      return { kind: 'nothing', because: { outcome: 'unchanged', conversation } };
    }
    return {
      kind: 'change',
      change: {
        kind: 'handed-back',
        agentName,
        ...(holder.kind === 'agent' && { fromId: holder.agentId }),
        ...(note !== undefined && note !== '' && { note }),
        ...(isSilent && { isSilent }),
      },
      to: {
        status: 'bot',
        holder: { kind: 'bot' },
        ...(holder.kind === 'agent' && { botSince: conversation.epoch + 1 }),
        waiting: null,
        handover: null,
        ...(dealtWith && { handedBack: { reason: dealtWith.reason, asked: dealtWith.asked ?? '', at: now } }),
        assigneeId: null,
        timer: null,
      },
    };
  });
  return outcomeOf(changed);
}
