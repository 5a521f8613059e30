import type {
  AccountId,
  Contact,
  Conversation,
  ConversationId,
  ConversationStatus,
  Holder,
  MessageId,
  OutboxItem,
  Priority,
  StatusChange,
  StoredOutboundMessage,
  Tenant,
  TenantId,
  UserId,
} from '@answerdesk/domain';
import type { Sentences } from '@answerdesk/locales';
import type { EventStore } from '../ports.ts';
import type { AskRatingDeps } from '../rating/ask-rating.ts';

/** Who does something in the inbox. A manager may do it to what another agent holds. */
export interface InboxActor {
  readonly userId: UserId;
  readonly isManager: boolean;
}

/** What a change of status makes of a conversation; what is not named stays, what is `null` is taken away. */
export interface NewStatus {
  readonly status: ConversationStatus;
  readonly holder: Holder;
  readonly change: StatusChange;
  readonly waiting?: Conversation['waiting'] | null;
  readonly handover?: Conversation['handover'] | null;
  readonly handedBack?: Conversation['handedBack'] | null;
  readonly assigneeId?: UserId | null;
  readonly lastAgentId?: UserId;
  readonly botSince?: number;
  readonly takenAt?: Date;
  readonly closedAt?: Date | null;
  readonly timer?: null;
}

/** Changes conversations for agents; each call is one write that happens whole or not at all. */
export interface PenStore {
  find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  /**
   * Gives a conversation its new status, the epoch of `change`, and wakes it, if its epoch is still `epoch` and no change
   * is unfinished; undefined when that is not so.
   */
  changeStatus(
    tenantId: TenantId,
    conversationId: ConversationId,
    epoch: number,
    to: NewStatus,
  ): Promise<Conversation | undefined>;
  /** Forgets a change whose consequences are drawn. */
  finishChange(tenantId: TenantId, conversationId: ConversationId, changeId: MessageId): Promise<void>;
  /** Has the choices of a notice chosen by their number or words, and the rating it asks for waited for. */
  offer(
    tenantId: TenantId,
    conversationId: ConversationId,
    epoch: number,
    asked: { readonly offered: NonNullable<Conversation['offered']> } & Pick<Conversation, 'rating'>,
  ): Promise<void>;
  /** Notes that the holder replied; `false` when they do not hold the pen. */
  noteReply(
    tenantId: TenantId,
    conversationId: ConversationId,
    agentId: UserId,
    reply: { readonly at: Date; readonly excerpt: string },
  ): Promise<boolean>;
  /** Changes what is no matter of holding, in a conversation that is as `expected` says; `null` takes away. */
  edit(
    tenantId: TenantId,
    conversationId: ConversationId,
    expected: { readonly epoch?: number; readonly assigneeId?: UserId },
    changes: {
      readonly assigneeId?: UserId | null;
      readonly snoozedUntil?: Date | null;
      readonly tags?: readonly string[];
      readonly priority?: Priority;
      /** Has whoever has it then told of it, all over again: the new assignee, or everybody. */
      readonly toldFrom?: Date;
    },
  ): Promise<Conversation | undefined>;
}

/** What agents' verbs need of the outbox. */
export interface PenOutbox {
  add(tenantId: TenantId, item: OutboxItem): Promise<OutboxItem>;
  /** Ends the bot's messages of earlier epochs that nobody is sending. */
  cancelOvertaken(tenantId: TenantId, conversationId: ConversationId, epoch: number): Promise<void>;
  /** The bot's messages of earlier epochs that somebody is sending now. */
  listBeingSent(tenantId: TenantId, conversationId: ConversationId, epoch: number): Promise<OutboxItem[]>;
  /** Ends messages whose sender is not heard of: they may have arrived. */
  abandon(tenantId: TenantId, itemIds: readonly MessageId[]): Promise<void>;
  /**
   * The bot's messages of the epochs from `from` on and before `before` of which a try was never heard of again: those not
   * sent, refused at another try, or sent by another try within a minute.
   */
  listMayArrive(
    tenantId: TenantId,
    conversationId: ConversationId,
    epochs: { readonly from: number; readonly before: number; readonly at: Date },
  ): Promise<MessageId[]>;
}

/** What drawing the consequences of a change of status needs from outside. */
export interface FinishDeps extends Pick<AskRatingDeps, 'ratings' | 'roomLeft'> {
  readonly pens: PenStore;
  readonly penOutbox: PenOutbox & AskRatingDeps['penOutbox'];
  readonly messages: {
    addReply(tenantId: TenantId, reply: StoredOutboundMessage): Promise<StoredOutboundMessage>;
  };
  readonly events: EventStore;
  readonly contacts: { find(tenantId: TenantId, contactId: Contact['id']): Promise<Contact | undefined> };
  readonly sentences: Sentences;
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  /** Who may speak on an account: nobody once it is gone, agents alone where the bot is paused or only drafts. */
  readonly findVoice: (tenantId: TenantId, accountId: AccountId) => Promise<'nobody' | 'agents' | 'everybody'>;
  /** Whether each message to a customer of that channel is dear, so that a notice must go along with a reply. */
  readonly isScarce: (channel: Conversation['channel']) => boolean;
  /** Has what was queued sent at once where the senders are at hand; a sweep finds it otherwise. */
  readonly wakeDelivery: (tenantId: TenantId, conversationId: ConversationId) => void;
  /** Tells members in chats of their own of what another one did. Best effort; never rejects. */
  readonly tellStaff?: (conversation: Conversation, change: StatusChange) => Promise<void>;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly now: () => Date;
}

/** What agents' verbs need from outside. */
export interface InboxDeps extends FinishDeps {
  readonly messages: FinishDeps['messages'] & {
    /**
     * Stores an agent's message unless they have one under that key, and returns the one that is stored: to be put in line
     * by a sweep until `markQueued`.
     */
    addAgentMessage(tenantId: TenantId, message: StoredOutboundMessage, key: string): Promise<StoredOutboundMessage>;
    /** The agent's message under that key. */
    findAgentMessage(tenantId: TenantId, accountId: AccountId, key: string): Promise<StoredOutboundMessage | undefined>;
    markQueued(tenantId: TenantId, messageId: MessageId): Promise<void>;
  };
  /** Tells members who are not there that a note names them. Best effort: it neither throws nor holds anything up. */
  readonly tellMentioned?: (conversation: Conversation, memberIds: readonly UserId[]) => void;
  /** How customers know an agent. */
  readonly agentNameOf: (tenantId: TenantId, userId: UserId) => Promise<string>;
}

/** What came of a verb. `held`: another agent has the pen. `unchanged`: there was nothing to do, or it stands otherwise by now. */
export type InboxOutcome = { readonly outcome: 'done'; readonly conversation: Conversation } | NotDone;

export type NotDone =
  | { readonly outcome: 'held'; readonly byId: UserId }
  | { readonly outcome: 'unchanged'; readonly conversation: Conversation };
