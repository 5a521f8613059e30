import type { Conversation, TenantId, UserId } from '@answerdesk/domain';
import type { InboxDeps } from '../inbox/ports.ts';
import type { StaffStore } from '../inbox-side/ports.ts';
import type { unlinkChat } from '../linked-chat/unlink-chat.ts';

/** What is kept of a member, and which conversations are theirs. */
export interface LeaverStore {
  /** Has everything that is theirs looked at by `at`, for what must not be left to one process alone. */
  attendTheirs(tenantId: TenantId, userId: UserId, at: Date): Promise<void>;
  /** The conversations that they hold or that were given to them. */
  listTheirs(tenantId: TenantId, userId: UserId, limit: number): Promise<Conversation[]>;
  /** Forgets their browsers, drafts, wishes, presence and chats. */
  forget(tenantId: TenantId, userId: UserId): Promise<void>;
}

export interface LeavingDeps {
  readonly inbox: Omit<InboxDeps, 'agentNameOf'>;
  readonly leavers: LeaverStore;
  readonly linkedChats: Parameters<typeof unlinkChat>[0]['linkedChats'];
  readonly staffConversations: Parameters<typeof unlinkChat>[0]['staffConversations'];
  readonly staff: Pick<StaffStore, 'find'>;
  /** What somebody calls themselves, member or not. */
  readonly findName: (userId: UserId) => Promise<string | undefined>;
}
