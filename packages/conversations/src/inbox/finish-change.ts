import {
  type Conversation,
  type ConversationEventBody,
  firstBotEpoch,
  type MessageId,
  messageIdSchema,
  type OutboxItem,
  type StatusChange,
} from '@answerdesk/domain';
import { noticeOf } from './notice-of.ts';
import type { FinishDeps } from './ports.ts';

/** Longer than a sender waits between looking who holds the pen and sending. */
const BEING_SENT_FOR_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Draws the consequences of a conversation's newest change of status: the bot's messages that are overtaken are cancelled,
 * what is being sent is waited for (5 s at most), the event is written, the customer told. When it resolves, no message of
 * an earlier epoch is being sent, and none will be; those of which nobody heard whether they arrived are returned. Safe to
 * repeat, and by two processes at once.
 */
export async function finishChange(deps: FinishDeps, conversation: Conversation): Promise<readonly MessageId[]> {
  const { id, tenantId, change } = conversation;
  if (!change) return [];
  const mayStillArrive = await silenceBot(deps, conversation);
  await deps.events.add(tenantId, {
    id: change.id,
    tenantId,
    conversationId: id,
    at: change.at,
    byId: change.byId,
    ...bodyOf(change, conversation, mayStillArrive.length),
  });
  await tellCustomer(deps, conversation, change);
  await deps.tellStaff?.(conversation, change);
  await deps.pens.finishChange(tenantId, id, change.id);
  return mayStillArrive;
}

async function silenceBot(
  { penOutbox, pause, now }: FinishDeps,
  conversation: Conversation,
): Promise<readonly MessageId[]> {
  const { tenantId, id } = conversation;
  const epoch = firstBotEpoch(conversation);
  const until = now().getTime() + BEING_SENT_FOR_MS;
  for (;;) {
    await penOutbox.cancelOvertaken(tenantId, id, epoch);
    const beingSent = await penOutbox.listBeingSent(tenantId, id, epoch);
    if (beingSent.length === 0) break;
    if (now().getTime() >= until) {
      await penOutbox.abandon(
        tenantId,
        beingSent.map((item) => item.id),
      );
      break;
    }
    await pause(LOOK_EVERY_MS);
  }
  await penOutbox.cancelOvertaken(tenantId, id, epoch);
  return penOutbox.listMayArrive(tenantId, id, {
    from: conversation.botSince ?? 0,
    before: epoch,
    at: now(),
  });
}

function bodyOf(change: StatusChange, conversation: Conversation, mayStillArrive: number): ConversationEventBody {
  switch (change.kind) {
    case 'taken': {
      const since = conversation.handover?.messageId && conversation.handover.since;
      return {
        kind: 'taken',
        ...(change.fromId !== undefined && { fromId: change.fromId }),
        ...(since && change.fromId === undefined && { waitedMs: change.at.getTime() - since.getTime() }),
        ...(mayStillArrive > 0 && { mayStillArrive }),
      };
    }
    case 'transferred':
      return { ...noteOf(change), kind: 'transferred', ...(change.toId !== undefined && { toId: change.toId }) };
    case 'handed-back':
      return { ...noteOf(change), kind: 'handed-back' };
    case 'closed':
      return { kind: 'closed' };
  }
}

function noteOf({ note }: StatusChange): { readonly note?: string } {
  return note === undefined ? {} : { note };
}

async function tellCustomer(deps: FinishDeps, conversation: Conversation, change: StatusChange): Promise<void> {
  const said = await noticeOf(deps, conversation, change);
  if (!said) return;
  const { id, tenantId, accountId, channel, contactId, chatKey, isGroup } = conversation;
  const { notice, content, agent, rating } = said;
  const noticeId = messageIdSchema.parse(`${change.id}.n`);
  const item: OutboxItem = {
    id: noticeId,
    tenantId,
    accountId,
    conversationId: id,
    contactId,
    channel,
    chatKey,
    isGroup,
    content,
    notice,
    // What an agent's coming is told with is no bot's to be silenced.
    ...(!agent && { botEpoch: change.epoch }),
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt: deps.now(),
  };
  // Before it is sent: whoever answers at once is understood.
  if (content.choices) {
    const asked = { offered: content.choices, ...(rating && { rating }) };
    await deps.pens.offer(tenantId, id, change.epoch, asked);
  }
  await deps.penOutbox.add(tenantId, item);
  await deps.messages.addReply(tenantId, {
    id: noticeId,
    tenantId,
    accountId,
    conversationId: id,
    channel,
    createdAt: deps.now(),
    direction: 'out',
    author: agent ? { kind: 'agent', agentId: agent.id, name: agent.name } : { kind: 'bot' },
    content,
    notice,
  });
  deps.wakeDelivery(tenantId, id);
}
