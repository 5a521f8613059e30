import type { Conversation, ConversationId, TenantId, WindowRule } from '@answerdesk/domain';
import { findWindow, type WindowDeps } from '../find-window.ts';

export interface RoomDeps extends WindowDeps {
  readonly outbox: WindowDeps['outbox'] & {
    /** How many of a conversation's messages are still to be sent, counted no further than to ten. */
    countInLine(tenantId: TenantId, conversationId: ConversationId): Promise<number>;
  };
}

/** How many more messages a channel's rule lets be said in a conversation, without those in line; infinity without a rule. */
export async function readRoomLeft(
  deps: RoomDeps,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
  rule: WindowRule | undefined,
  now: Date,
): Promise<number> {
  if (!rule) return Number.POSITIVE_INFINITY;
  const [{ window }, inLine] = await Promise.all([
    findWindow(deps, tenantId, id, rule, now),
    deps.outbox.countInLine(tenantId, id),
  ]);
  return window?.isOpen ? Math.max(0, window.remaining - inLine) : 0;
}
