import type {
  AccountId,
  Channel,
  ChannelCapabilities,
  ChannelName,
  ConnectedAccount,
  ContactId,
  ConversationId,
  DeliveryFailureReason,
  MessageId,
  MessageWindow,
  OutboxItem,
  SendTarget,
  TenantId,
  WindowRule,
} from '@answerdesk/domain';

/** Why something was not, and will not be, delivered. `detail` holds no secret. */
export interface Refusal {
  readonly reason: DeliveryFailureReason;
  readonly detail: string;
}

/** An item in line, and when it may be tried: `notBefore` is a retry's time, or the end of another process's lease. */
export interface ItemInLine {
  readonly item: OutboxItem;
  readonly notBefore: Date;
  /** Whether another item stood behind it. */
  readonly hasMore: boolean;
}

export interface Outbox {
  /**
   * Puts an item in line unless one with its id is there, and returns the one that is there. With a lease it is claimed
   * from the start, so nothing may stand before it: only whoever adds to the conversation can know.
   */
  add(
    tenantId: TenantId,
    item: OutboxItem,
    lease?: { readonly owner: string; readonly until: Date },
  ): Promise<{ readonly item: OutboxItem; readonly isNew: boolean }>;
  /** The oldest item of a conversation that is not done: nothing behind it may be sent before it. */
  head(tenantId: TenantId, conversationId: ConversationId): Promise<ItemInLine | undefined>;
  /**
   * Leases an item for sending; undefined when it changed since it was read. An item found in `sending` (its process
   * died, or took too long) is claimed with `uncertainSends` one higher. Whatever is written to an item afterwards names
   * the owner of the lease, and changes nothing when another process has claimed it since.
   */
  claim(
    tenantId: TenantId,
    inLine: ItemInLine,
    lease: { readonly owner: string; readonly until: Date },
  ): Promise<OutboxItem | undefined>;
  /** Adds the platform's id of a part that arrived; with `isLast` the item is done, else it is in line again at once. */
  markPartSent(
    tenantId: TenantId,
    itemId: MessageId,
    owner: string,
    part: { readonly platformMessageId: string; readonly isLast: boolean; readonly now: Date },
  ): Promise<void>;
  /** Puts an item back in line. */
  postpone(
    tenantId: TenantId,
    itemId: MessageId,
    owner: string,
    retry: {
      readonly notBefore: Date;
      readonly isAttempt: boolean;
      readonly isUncertain: boolean;
      readonly chatKey?: string;
    },
  ): Promise<void>;
  /** Ends an item with a reason: the dead letter. */
  fail(tenantId: TenantId, itemId: MessageId, owner: string, failure: Refusal): Promise<void>;
  cancel(tenantId: TenantId, itemId: MessageId, owner: string): Promise<void>;
  /** Ends a sent item as failed after all, and returns it; undefined when there is no such item, or it is not sent. */
  failSent(tenantId: TenantId, itemId: MessageId, failure: Refusal): Promise<OutboxItem | undefined>;
}

/** Spaces sends out so that a platform's limits are kept, for each account and each chat. */
export interface Pacer {
  /** Takes a slot and returns 0, or takes none and returns the ms after which to ask again. */
  reserve(account: ConnectedAccount, target: SendTarget, capabilities: ChannelCapabilities): number;
  /** Stops sending for a time, because the platform said so. */
  hold(account: ConnectedAccount, target: SendTarget, scope: 'chat' | 'account', forMs: number): void;
}

export interface DeliverDeps {
  readonly outbox: Outbox;
  readonly pacer: Pacer;
  readonly channels: Readonly<
    Record<ChannelName, Pick<Channel, 'capabilities' | 'render' | 'send' | 'answerInCall' | 'handOver'>>
  >;
  readonly findAccount: (tenantId: TenantId, accountId: AccountId) => Promise<ConnectedAccount | undefined>;
  /** The first epoch whose bot messages may be said now: a bot's message made in an earlier one is cancelled. */
  readonly findFirstBotEpoch: (tenantId: TenantId, conversationId: ConversationId) => Promise<number | undefined>;
  /** Has a person look at what was not sent because its account is in shadow. */
  readonly leaveToPeople: (item: OutboxItem) => Promise<void>;
  /** What may still be sent in a conversation by its channel's rule, and whether a person is waited for there. */
  readonly findWindow: (
    tenantId: TenantId,
    conversationId: ConversationId,
    rule: WindowRule,
    now: Date,
  ) => Promise<{ readonly window?: MessageWindow; readonly isWaitingForPerson: boolean }>;
  /** Remembers that an account may not send by itself, only answer in the customer's own call. */
  readonly learnNoPush: (account: ConnectedAccount) => Promise<void>;
  /** Told of what failed and was got round. */
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly markUnreachable: (tenantId: TenantId, contactId: ContactId) => Promise<void>;
  readonly now: () => Date;
  /** 0 ≤ random() < 1; spreads retries. */
  readonly random: () => number;
  /** Names this process in leases. */
  readonly owner: string;
}
