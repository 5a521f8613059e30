import type { OutboxItem, StoredInboundMessage } from '@answerdesk/domain';
import { replyIdOf } from './draft-reply.ts';
import type { HandleDeps } from './ports.ts';

/** The newest reply that was queued for a message: the one made in the stead of the first where that was never said. */
export async function saidTo(
  { outbox }: Pick<HandleDeps, 'outbox'>,
  message: Pick<StoredInboundMessage, 'id' | 'tenantId'>,
): Promise<OutboxItem | undefined> {
  const first = await outbox.find(message.tenantId, replyIdOf(message));
  if (first?.redoneIn === undefined) return first;
  return (await outbox.find(message.tenantId, replyIdOf(message, first.redoneIn))) ?? first;
}
