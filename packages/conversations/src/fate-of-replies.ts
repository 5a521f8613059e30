import type { MessageId, OutboxItem, ReplyFate, TenantId } from '@answerdesk/domain';
import { replyIdOf } from './draft-reply.ts';

/**
 * What became of the bot's answers to messages. What was cut off by an agent's coming after part of it was said has arrived; an
 * answer in whose stead something else was said is lost. Messages whose reply is forgotten are missing.
 */
export async function fateOfReplies(
  { outbox }: { readonly outbox: { findMany(tenantId: TenantId, ids: readonly MessageId[]): Promise<OutboxItem[]> } },
  tenantId: TenantId,
  messageIds: readonly MessageId[],
): Promise<ReadonlyMap<MessageId, ReplyFate>> {
  const first = await find(messageIds.map((id) => replyIdOf({ id })));
  const redone = await find(
    messageIds.flatMap((id) => {
      const epoch = first.get(replyIdOf({ id }))?.redoneIn;
      return epoch === undefined ? [] : [replyIdOf({ id }, epoch)];
    }),
  );
  return new Map(
    messageIds.flatMap((id) => {
      const item = first.get(replyIdOf({ id }));
      if (!item) return [];
      const newest = item.redoneIn === undefined ? item : (redone.get(replyIdOf({ id }, item.redoneIn)) ?? item);
      return [[id, fateOf(newest)] as const];
    }),
  );

  async function find(ids: readonly MessageId[]): Promise<ReadonlyMap<MessageId, OutboxItem>> {
    const items = ids.length > 0 ? await outbox.findMany(tenantId, ids) : [];
    return new Map(items.map((item) => [item.id, item]));
  }
}

function fateOf({ state, sentParts, turn }: OutboxItem): ReplyFate {
  if (turn && turn.handledAs !== 'answered') return 'lost';
  switch (state) {
    case 'pending':
    case 'sending':
      return 'on-its-way';
    case 'sent':
      return 'arrived';
    case 'cancelled':
      return sentParts.length > 0 ? 'arrived' : 'lost';
    case 'failed':
      return 'lost';
  }
}
