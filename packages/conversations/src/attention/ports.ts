import type {
  Conversation,
  ConversationEvent,
  ConversationId,
  NotificationStep,
  ReplyTimer,
  Tenant,
  TenantId,
  UserId,
} from '@answerdesk/domain';
import type { Agent } from '../routing/choose-agent.ts';

/** A member of staff, and how to reach them. */
export interface StaffAtWork extends Agent {
  readonly email: string;
  /** The language they are written to in. */
  readonly locale: string;
  /** Whether they manage the others. */
  readonly isManager: boolean;
}

export interface StaffReader {
  /** All members of a tenant: what they take, whether they are there, how many open conversations are theirs. */
  list(tenantId: TenantId): Promise<StaffAtWork[]>;
  /** Notes when routing last gave somebody a conversation. */
  noteAssigned(tenantId: TenantId, userId: UserId, at: Date): Promise<void>;
}

/** Since when staff are being told of a wait, and how far they were. */
export interface Ladder {
  readonly since: Date;
  readonly told: readonly NotificationStep[];
  /** Whom a colleague gave the conversation to at `since`, who is told of that. */
  readonly toId?: UserId;
}

/** To whom routing gave a wait, when, and who did not come. */
export interface Given {
  readonly toId?: UserId;
  readonly at?: Date;
  readonly passedIds: readonly UserId[];
}

/** A conversation with what is kept of it for telling staff of it and giving it to them. */
export interface Attended {
  readonly conversation: Conversation;
  readonly ladder?: Ladder;
  readonly given?: Given;
  /** Rises whenever something happens that asks for attention anew. */
  readonly attendings: number;
}

/** Keeps when each conversation next needs something that nobody does by hand. Each call is one atomic write. */
export interface AttentionStore {
  /** Leases a conversation that needs attention by `now`; undefined when it does not, or another process has it. */
  claim(
    tenantId: TenantId,
    conversationId: ConversationId,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<Attended | undefined>;
  /** Keeps how far staff were told, while the lease is this owner's, and returns the conversation as it stands then. */
  keepLadder(
    tenantId: TenantId,
    conversationId: ConversationId,
    owner: string,
    ladder: Ladder,
  ): Promise<Conversation | undefined>;
  /** Ends a lease; it needs attention again at `nextAt`, or at once when something happened since `attendings`. */
  release(
    tenantId: TenantId,
    conversationId: ConversationId,
    owner: string,
    after: { readonly attendings: number; readonly nextAt?: Date },
  ): Promise<void>;
  /** Ends a snooze that is still this one. */
  wake(tenantId: TenantId, conversationId: ConversationId, snoozedUntil: Date): Promise<boolean>;
  /** Starts a timer where none runs, nobody replied meanwhile and the pen is where it was. */
  startTimer(
    tenantId: TenantId,
    conversation: Pick<Conversation, 'id' | 'epoch' | 'lastAgentAt'>,
    timer: ReplyTimer,
  ): Promise<boolean>;
  /** Moves a timer on, if it is still that one in that state. */
  markTimer(
    tenantId: TenantId,
    conversationId: ConversationId,
    timer: ReplyTimer,
    state: 'warned' | 'breached',
  ): Promise<boolean>;
  /** Takes away a timer whose reply nobody waits for any more. */
  stopTimer(tenantId: TenantId, conversation: Pick<Conversation, 'id' | 'epoch'>, timer: ReplyTimer): Promise<void>;
  /**
   * Gives a waiting conversation to `given.toId`, or to nobody, if it still waits in that epoch and is still `fromId`'s, or
   * nobody's: of several who try, one succeeds.
   */
  give(
    tenantId: TenantId,
    conversation: Pick<Conversation, 'id' | 'epoch'>,
    fromId: UserId | undefined,
    given: Given,
  ): Promise<boolean>;
  /** Those that wait, are nobody's and are not snoozed: the most pressing first, then the longest waiting. */
  listUnassigned(tenantId: TenantId, limit: number): Promise<Attended[]>;
}

/** Which tenants have conversations to be given to somebody; one process at a time is at a tenant's. */
export interface RoutingQueue {
  /** Has a tenant's waiting conversations looked at, at once. */
  request(tenantId: TenantId, at: Date): Promise<void>;
  /** Leases a tenant's; resolves to how often it was requested so far, or undefined when there is nothing to do. */
  claim(
    tenantId: TenantId,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<number | undefined>;
  /** Ends a lease; they are looked at again at `nextAt`, or at once when that was requested meanwhile. */
  release(
    tenantId: TenantId,
    owner: string,
    after: { readonly requests: number; readonly nextAt?: Date },
  ): Promise<void>;
}

/** What staff are to hear: that somebody waits since `at`, is theirs since `at`, or that a reply is or was due at `at`. */
export interface StaffNotice {
  readonly kind: 'conversation-waiting' | 'conversation-given' | 'reply-due' | 'reply-overdue';
  readonly tenant: Tenant;
  readonly conversation: Conversation;
  readonly at: Date;
}

/** Whom it reached, and why not everybody. */
export interface ToldStaff {
  readonly toIds: readonly UserId[];
  readonly failed?: string;
}

/** The ways staff are told. None rejects. */
export interface TellStaff {
  push(to: readonly StaffAtWork[], notice: StaffNotice): Promise<ToldStaff>;
  mail(to: readonly StaffAtWork[], notice: StaffNotice): Promise<ToldStaff>;
  /** In the chat that they linked. */
  chat(to: readonly StaffAtWork[], notice: StaffNotice): Promise<ToldStaff>;
}

export interface AttendDeps {
  readonly attention: AttentionStore;
  readonly routing: Pick<RoutingQueue, 'request'>;
  /** Gives a tenant's waiting conversations to agents, as far as there are any with room. */
  readonly assignWaiting: (tenantId: TenantId) => Promise<unknown>;
  readonly staff: Pick<StaffReader, 'list'>;
  readonly events: { add(tenantId: TenantId, event: ConversationEvent, key?: string): Promise<unknown> };
  readonly tell: TellStaff;
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  /** Whether the people of an account answer on the platform itself and not in the inbox. */
  readonly isAnsweredElsewhere: (tenantId: TenantId, accountId: Conversation['accountId']) => Promise<boolean>;
  readonly isMember: (tenantId: TenantId, userId: UserId) => Promise<boolean>;
  /** Takes from somebody who is no member what was theirs. */
  readonly releaseMember: (tenantId: TenantId, userId: UserId) => Promise<void>;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}
