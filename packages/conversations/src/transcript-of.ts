import { isDeepStrictEqual } from 'node:util';
import type { OutboxItem, StoredInboundMessage, StoredOutboundMessage } from '@answerdesk/domain';
import type { ComposedReply } from './composing/turn.ts';

/** A bot's reply as the transcript keeps it; a reason given now for something else that was promised then is no reason. */
export function transcriptOf(
  message: StoredInboundMessage,
  queued: OutboxItem,
  composed: ComposedReply | undefined,
  now: Date,
): StoredOutboundMessage {
  const known = composed && isDeepStrictEqual(queued.content, composed.content) ? composed.trace : undefined;
  const models = queued.turn?.models;
  const trace = models ? { ...known, models } : known;
  return {
    id: queued.id,
    tenantId: message.tenantId,
    accountId: message.accountId,
    conversationId: message.conversationId,
    channel: message.channel,
    createdAt: now,
    direction: 'out',
    author: { kind: 'bot' },
    content: queued.content,
    causeId: message.id,
    ...(queued.turn && { turn: queued.turn }),
    ...(trace && { trace: { ...trace } }),
  };
}
