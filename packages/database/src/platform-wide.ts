import type { ConversationId, TenantId } from '@answerdesk/domain';
import type { Models } from './connect.ts';
import type { PlatformWideQuery } from './tenant-scope.ts';

/** A conversation with work left in it, of whichever tenant. */
export interface ConversationKey {
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
}

/** The few questions that are asked across all tenants: what a sweep must find when the process that knew is gone. */
export interface PlatformWide {
  /** Conversations with a message accepted before `before` that nobody has dealt with, longest waiting first. */
  listUnhandled(before: Date, limit: number): Promise<ConversationKey[]>;
  /** Conversations with an outbox item that somebody should look at by `now`, longest due first. */
  listDue(now: Date, limit: number): Promise<ConversationKey[]>;
}

/** Builds the platform-wide questions; each names itself to the tenant guard. */
export function createPlatformWide({ messages, outbox }: Pick<Models, 'messages' | 'outbox'>): PlatformWide {
  const across = (platformWide: PlatformWideQuery) => ({ platformWide });
  return {
    async listUnhandled(before, limit) {
      const docs = await messages
        .find({ unhandledSince: { $lte: before } }, { tenantId: 1, conversationId: 1 })
        .setOptions(across('messages left unhandled'))
        .sort({ unhandledSince: 1 })
        .limit(limit)
        .lean();
      return distinct(docs);
    },
    async listDue(now, limit) {
      const docs = await outbox
        .find({ dueAt: { $lte: now } }, { tenantId: 1, conversationId: 1 })
        .setOptions(across('outbox items due'))
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return distinct(docs);
    },
  };
}

function distinct(docs: readonly ConversationKey[]): ConversationKey[] {
  const byId = new Map(
    docs.map(({ tenantId, conversationId }) => [`${tenantId}/${conversationId}`, { tenantId, conversationId }]),
  );
  return [...byId.values()];
}
