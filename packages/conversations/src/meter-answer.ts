import { botReplyUsageId, type OutboxItem, type StoredInboundMessage } from '@answerdesk/domain';
import type { HandleDeps } from './ports.ts';

/** Counts the bot's answer to a message, as what was queued first was made. Safe to repeat. */
export function meterAnswer(
  deps: Pick<HandleDeps, 'meter' | 'now'>,
  { id, tenantId, conversationId, channel }: StoredInboundMessage,
  { turn }: Pick<OutboxItem, 'turn'>,
): Promise<void> {
  return deps.meter.record({
    id: botReplyUsageId(id),
    tenantId,
    kind: 'bot-reply',
    rule: turn?.rule ?? 'faq-exact',
    quantity: 1,
    causeId: id,
    conversationId,
    channel,
    at: deps.now(),
  });
}
