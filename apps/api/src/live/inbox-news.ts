import type { Mention, watchChanges } from '@answerdesk/database';
import type { ConversationId, InboxRow, Presence, TenantId } from '@answerdesk/domain';

/** Who of the staff is there, as colleagues are told. */
export type PresentAgent = Pick<Presence, 'userId' | 'seenAt' | 'viewing' | 'isTyping' | 'isIdle'>;

/**
 * What open inboxes are told. `rows`: these conversations changed, and are like this now; whoever has one of them open reads its
 * messages on. `messages`: so does whoever has one of these open, whose row is as it was (something was delivered, a note was
 * written). `mentioned`: members were named in a note. `presence`: all who are there now. `canned`: replies are to be read again.
 * `all`: everything is.
 */
export type InboxNews =
  | { readonly kind: 'rows'; readonly rows: readonly InboxRow[] }
  | { readonly kind: 'messages'; readonly conversationIds: readonly ConversationId[] }
  | { readonly kind: 'presence'; readonly presences: readonly PresentAgent[] }
  | { readonly kind: 'canned' }
  | ({ readonly kind: 'mentioned' } & Mention)
  | { readonly kind: 'all' };

export interface LiveDeps {
  readonly watch: (listen: Parameters<typeof watchChanges>[1]) => ReturnType<typeof watchChanges>;
  readonly readRows: (tenantId: TenantId, ids: readonly ConversationId[]) => Promise<InboxRow[]>;
  readonly readPresent: (tenantId: TenantId) => Promise<PresentAgent[]>;
  readonly reportFailure: (what: string, error: unknown) => void;
}
