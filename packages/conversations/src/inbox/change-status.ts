import {
  type Conversation,
  type ConversationId,
  DomainError,
  type MessageId,
  messageIdSchema,
  newId,
  type StatusChange,
  type TenantId,
} from '@answerdesk/domain';
import { finishChange } from './finish-change.ts';
import type { InboxActor, InboxDeps, NewStatus } from './ports.ts';

const MOST_TRIES = 20;

/** What a verb wants of a conversation as it stands: nothing, or a new status. */
export type Decision<Nothing> =
  | { readonly kind: 'nothing'; readonly because: Nothing }
  | {
      readonly kind: 'change';
      readonly to: Omit<NewStatus, 'change'>;
      readonly change: Pick<StatusChange, 'kind'> &
        Pick<StatusChange, 'agentName'> &
        Partial<Pick<StatusChange, 'fromId' | 'toId' | 'note' | 'isSilent'>>;
    };

export type Changed<Nothing> =
  | { readonly kind: 'nothing'; readonly because: Nothing }
  | { readonly kind: 'changed'; readonly conversation: Conversation; readonly mayStillArrive: readonly MessageId[] };

/**
 * Changes who holds a conversation, or that it is open: by one write that nobody else's comes between, then its
 * consequences, which a sweep draws where this process dies. `decide` is asked anew whenever somebody was faster.
 * Throws DomainError `not-found`; `conflict` when others are faster without end.
 */
export async function changeStatus<Nothing>(
  deps: InboxDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  decide: (conversation: Conversation, now: Date) => Decision<Nothing>,
): Promise<Changed<Nothing>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const conversation = await deps.pens.find(tenantId, conversationId);
    if (!conversation || conversation.isStaff) throw new DomainError('not-found', 'There is no such conversation.');
    if (conversation.change) {
      await finishChange(deps, conversation);
      continue;
    }
    const at = deps.now();
    const decision = decide(conversation, at);
    if (decision.kind === 'nothing') return decision;
    const change: StatusChange = {
      id: messageIdSchema.parse(newId(at.getTime())),
      at,
      byId: actor.userId,
      epoch: conversation.epoch + 1,
      ...decision.change,
    };
    const changed = await deps.pens.changeStatus(tenantId, conversationId, conversation.epoch, {
      ...decision.to,
      change,
    });
    if (!changed) continue;
    const mayStillArrive = await finishChange(deps, changed);
    const { change: _finished, ...done } = changed;
    return { kind: 'changed', conversation: done, mayStillArrive };
  }
  throw new DomainError('conflict', 'Others are changing this conversation. Try again.');
}

/** Who keeps an actor from changing a conversation: another agent who holds it, unless the actor is a manager. */
export function heldFrom({ holder }: Conversation, { userId, isManager }: InboxActor) {
  return holder.kind === 'agent' && holder.agentId !== userId && !isManager ? holder.agentId : undefined;
}
