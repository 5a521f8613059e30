import {
  type ConversationEventBody,
  type ConversationStatus,
  messageIdSchema,
  type StoredInboundMessage,
  type TurnChanges,
  type TurnSummary,
} from '@answerdesk/domain';
import type { ClaimedConversation, HandleDeps } from './ports.ts';

/**
 * Records what one message did to its conversation and what became of the conversation by it: it was handed over, opened
 * again, woken. Returns the conversation since; undefined when it has changed hands or was closed meanwhile, so that the
 * turn was made for another state than it has. Safe to repeat.
 */
export async function recordTurn(
  deps: Pick<HandleDeps, 'conversations' | 'events'>,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
  changes: TurnChanges & TurnSummary,
  options: { readonly keepsClosed?: boolean } = {},
): Promise<ClaimedConversation | undefined> {
  const waiting = changes.waiting ?? conversation.waiting;
  const isRepeat = conversation.lastHandledId === message.id;
  const status = statusAfter(conversation, waiting !== undefined, options.keepsClosed ?? false);
  const isClosed = status === 'closed';
  if (!isRepeat) {
    if (conversation.status === 'closed' && !isClosed) await tell(deps, message, 'a', { kind: 'reopened' });
    if (conversation.snoozedUntil && !isClosed) await tell(deps, message, 'b', { kind: 'woken' });
    const outcome = await deps.conversations.recordTurn(
      message.tenantId,
      conversation.id,
      {
        messageId: message.id,
        at: message.createdAt,
        epoch: conversation.epoch,
        status,
        ...(needsAttention(conversation, status, waiting?.messageId === message.id) && { needsAttention: true }),
      },
      changes,
    );
    if (outcome === 'overtaken') return undefined;
  }
  if (waiting?.messageId === message.id) {
    const { reason, priority, queue } = waiting;
    await tell(deps, message, 'h', {
      kind: 'handed-over',
      reason,
      priority,
      ...(queue !== undefined && { queue }),
    });
  }
  if (isRepeat) return conversation;
  const { closedAt: _closed, snoozedUntil: _snoozed, ...open } = conversation;
  return { ...(isClosed ? conversation : open), ...changes, status, lastHandledId: message.id };
}

/** What waits already has been told of and is timed; what an agent holds needs a timer where none runs. */
function needsAttention(
  { timer, snoozedUntil, status: before }: ClaimedConversation,
  status: ConversationStatus,
  isHandedOver: boolean,
): boolean {
  if (status === 'human') return !timer || timer.state === 'breached';
  return status === 'waiting' && (isHandedOver || before !== 'waiting' || snoozedUntil !== undefined);
}

function statusAfter(
  { holder, status }: ClaimedConversation,
  isWaiting: boolean,
  keepsClosed: boolean,
): ConversationStatus {
  if (holder.kind === 'agent') return 'human';
  if (status === 'closed' && keepsClosed) return 'closed';
  return isWaiting ? 'waiting' : 'bot';
}

/** All at one moment: their suffixes are their order. */
async function tell(
  { events }: Pick<HandleDeps, 'events'>,
  { id, tenantId, conversationId, createdAt }: StoredInboundMessage,
  suffix: string,
  body: ConversationEventBody,
): Promise<void> {
  const eventId = messageIdSchema.parse(`${id}.${suffix}`);
  await events.add(tenantId, { id: eventId, tenantId, conversationId, at: createdAt, ...body });
}
