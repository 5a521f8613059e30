import type { EventStore } from '@answerdesk/conversations';
import type { ConversationEvent, ConversationId, MessageId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ConversationEventDoc } from '../inbox-schemas.ts';
import { groupedInserts } from '../tenant-writes.ts';
import { fromDb, toDb } from './mapping.ts';

export interface EventReader {
  /** A conversation's newest events between two ids (`from` included), oldest first. */
  list(
    tenantId: TenantId,
    conversationId: ConversationId,
    between: { readonly from?: MessageId; readonly before?: MessageId; readonly limit: number },
  ): Promise<ConversationEvent[]>;
}

/** Fills the port of conversations' events. */
export function createEventStore({ conversationevents }: Pick<Models, 'conversationevents'>): EventStore & EventReader {
  const insert = groupedInserts(conversationevents);
  return {
    async add(tenantId, event, key = event.id) {
      const outcome = await insert({ ...toDb(event), tenantId, key });
      if (outcome === 'stored') return event;
      const { conversationId } = event;
      const there = await conversationevents.findOne({ tenantId, conversationId, key }).lean();
      if (!there) throw new Error(`Another event has the id ${event.id}`);
      return fromEventDoc(there);
    },
    async list(tenantId, conversationId, { from, before, limit }) {
      const docs = await conversationevents
        .find({
          tenantId,
          conversationId,
          ...((from !== undefined || before !== undefined) && {
            _id: { ...(from !== undefined && { $gte: from }), ...(before !== undefined && { $lt: before }) },
          }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return docs.map(fromEventDoc).reverse();
    },
  };
}

function fromEventDoc({ key: _key, ...doc }: ConversationEventDoc): ConversationEvent {
  return fromDb(doc) as ConversationEvent;
}
