import type {
  CannedReply,
  ContactId,
  Conversation,
  ConversationEvent,
  ConversationId,
  MessageId,
  Presence,
  Priority,
  QueueName,
  StaffProfile,
  StoredOutboundMessage,
  TenantId,
  UserId,
} from '@answerdesk/domain';

/** Where in a queue somebody stopped reading: what the queue is sorted by, then the id. */
export interface QueuePlace {
  readonly at: Date;
  readonly id: string;
  readonly priority?: Priority;
}

/** For whom a queue is read, and when. */
export interface QueueOf {
  readonly queue: QueueName;
  readonly userId: UserId;
  readonly now: Date;
}

/** The queues that are worked from. */
export type CountedQueue = 'mine' | 'unassigned' | 'waiting' | 'snoozed';

/** Reads the queues. */
export interface QueueList {
  /** A queue in its order, from a place on (those at that very moment once more); they are read `batch` at a time. */
  walk(
    tenantId: TenantId,
    of: QueueOf,
    page: { readonly from?: QueuePlace; readonly batch: number },
  ): AsyncIterable<Conversation>;
  /** How many are in each queue that is worked from; `most` when there are that many or more. */
  count(tenantId: TenantId, of: Omit<QueueOf, 'queue'>, most: number): Promise<Record<CountedQueue, number>>;
  /** Those of these that there are, in no particular order. */
  findMany(tenantId: TenantId, conversationIds: readonly ConversationId[]): Promise<Conversation[]>;
  /** How many conversations each of these members has to deal with, in their hands or given to them. */
  countAssigned(tenantId: TenantId, userIds: readonly UserId[]): Promise<Map<UserId, number>>;
}

/** Who of the staff is there, one entry for each open tab. */
export interface PresenceStore {
  /**
   * Notes a sign of life of a tab. Only what changes by it (where somebody is, that they type, that they come) is told to
   * those who listen. Forgets tabs that have been silent for long when a new one comes.
   */
  beat(tenantId: TenantId, presence: Omit<Presence, 'tenantId'>): Promise<void>;
  /** The tab was closed. */
  leave(tenantId: TenantId, presence: Pick<Presence, 'id' | 'userId' | 'seenAt'>): Promise<void>;
  /** Those who gave a sign of life at `since` or later. */
  list(tenantId: TenantId, since: Date): Promise<Presence[]>;
}

export interface CannedReplyStore {
  list(tenantId: TenantId): Promise<CannedReply[]>;
  /** Stores it over the one of its id; `taken` when another one has the shortcut, whatever its case. */
  save(tenantId: TenantId, reply: CannedReply): Promise<'saved' | 'taken'>;
  /** Resolves to whether there was one. */
  remove(tenantId: TenantId, id: string): Promise<boolean>;
}

/** What somebody has begun to write in a conversation. */
export interface ReplyDraft {
  readonly conversationId: ConversationId;
  readonly text: string;
  /** Whether it is to be a note to colleagues. */
  readonly isNote: boolean;
  readonly updatedAt: Date;
}

export interface ReplyDraftStore {
  list(tenantId: TenantId, userId: UserId): Promise<ReplyDraft[]>;
  find(tenantId: TenantId, userId: UserId, conversationId: ConversationId): Promise<ReplyDraft | undefined>;
  /** Stores a draft over the one before. */
  save(tenantId: TenantId, userId: UserId, draft: ReplyDraft): Promise<void>;
  remove(tenantId: TenantId, userId: UserId, conversationId: ConversationId): Promise<void>;
}

/** What a member may say of themselves. */
export type StaffWishes = Pick<StaffProfile, 'capacity' | 'languages' | 'categories' | 'notify'> &
  Partial<Pick<StaffProfile, 'publicName' | 'awayUntil'>>;

export interface StaffStore {
  /** The profiles of those who said something; the others have the defaults. */
  list(tenantId: TenantId): Promise<StaffProfile[]>;
  find(tenantId: TenantId, userId: UserId): Promise<StaffProfile | undefined>;
  /** Stores what a member says of themselves; what they leave out is taken away. */
  saveWishes(tenantId: TenantId, userId: UserId, wishes: StaffWishes): Promise<void>;
}

/** What staff wrote down of a contact. */
export interface ContactNote {
  readonly contactId: ContactId;
  readonly text: string;
  readonly updatedAt: Date;
  readonly updatedById: UserId;
}

export interface ContactNoteStore {
  find(tenantId: TenantId, contactId: ContactId): Promise<ContactNote | undefined>;
  /** Stores a note over the one before; an empty one takes it away. */
  save(tenantId: TenantId, note: ContactNote): Promise<void>;
}

/** A file that an agent attached; its id carries its tenant and cannot be guessed. */
export interface KeptFile {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly createdAt: Date;
  readonly createdById: UserId;
}

export interface FileStore {
  /** Stores a file, counted among the tenant's; `full` when they would be more than `mostBytes` together. */
  add(tenantId: TenantId, file: KeptFile, mostBytes: number): Promise<'stored' | 'full'>;
  find(tenantId: TenantId, id: string): Promise<KeptFile | undefined>;
  /** Forgets the files of a conversation, or these of them, and gives their room back. */
  removeOf(tenantId: TenantId, conversationId: ConversationId, ids?: readonly string[]): Promise<void>;
}

/** What happened in conversations besides messages. */
export interface EventList {
  /** A conversation's newest events between two ids (`from` included), oldest first. */
  list(
    tenantId: TenantId,
    conversationId: ConversationId,
    between: { readonly from?: MessageId; readonly before?: MessageId; readonly limit: number },
  ): Promise<ConversationEvent[]>;
}

export interface ReplyReader {
  /** The bot's reply to a message, the one made last where it was made more than once. */
  findReplyTo(tenantId: TenantId, messageId: MessageId): Promise<StoredOutboundMessage | undefined>;
}
