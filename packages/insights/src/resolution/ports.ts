import type {
  ChannelName,
  ConversationId,
  Enquiry,
  FaqId,
  HandledAs,
  Intent,
  Locale,
  MessageId,
  Score,
  TenantId,
} from '@answerdesk/domain';
import type { HourOfCounts } from '../ports.ts';

/** Of a stored message what tells whether somebody was helped. */
export interface SaidMessage {
  readonly id: MessageId;
  readonly at: Date;
  readonly author: 'contact' | 'bot' | 'agent';
  /** Of a customer's: what it says in words, if anything. */
  readonly text?: string;
  readonly isSticker?: boolean;
  readonly handledAs?: HandledAs;
  readonly language?: Locale;
  /** Of a reply: what it answers, and how. */
  readonly causeId?: MessageId;
  readonly faqId?: FaqId;
  /** What the message that it replies to meant, where that asked nothing. */
  readonly intent?: Intent;
  /** A person was called with it, or had been; `isWished`: by the customer. */
  readonly callsPerson?: { readonly isWished: boolean };
}

/** What was said and done in a conversation, oldest first; answers that never arrived and notices are left out. */
export interface Transcript {
  readonly channel: ChannelName;
  readonly messages: readonly SaidMessage[];
  readonly events: readonly { readonly id: MessageId; readonly at: Date; readonly kind: 'closed' | 'handed-back' }[];
  readonly ratings: readonly { readonly id: MessageId; readonly at: Date; readonly score: Score }[];
}

export interface EnquiryKey {
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
}

/** Reads conversations as they are stored. */
export interface TranscriptReader {
  /** When the first message of anybody was accepted, from `from` on. */
  firstFrom(from: Date): Promise<Date | undefined>;
  /** Whether a message of anybody accepted from `from` on, before `to`, waits to be dealt with. */
  hasUnhandled(from: Date, to: Date): Promise<boolean>;
  /** Of all tenants: conversations with messages accepted from `from` on, before `to`, each once. */
  listActive(from: Date, to: Date): Promise<EnquiryKey[]>;
  listActiveOf(tenantId: TenantId, from: Date, to: Date): Promise<EnquiryKey[]>;
  /** A conversation from a message on, or whole; undefined for one that is forgotten or a member's own. */
  read(tenantId: TenantId, conversationId: ConversationId, from?: MessageId): Promise<Transcript | undefined>;
}

/**
 * An enquiry as it is kept. `isCounted`: it was written into the ledger as the bot's resolution. `dueAt` is when somebody
 * should look at it: at once where something has still to follow from it, else when it settles.
 */
export interface KeptEnquiry extends Enquiry {
  readonly conversationId: ConversationId;
  readonly channel: ChannelName;
  readonly language?: Locale;
  readonly isCounted?: true;
  readonly dueAt?: Date;
}

/** Keeps enquiries. What is known of one says nothing that anybody wrote. */
export interface EnquiryStore {
  /** A conversation's newest, newest first. */
  newest(tenantId: TenantId, conversationId: ConversationId, limit: number): Promise<KeptEnquiry[]>;
  /** Puts one in place of what was kept of it. */
  keep(tenantId: TenantId, enquiry: KeptEnquiry): Promise<void>;
  /** Takes away one that is none any more. */
  remove(tenantId: TenantId, id: MessageId): Promise<void>;
  /** Notes that everything followed from it as it was kept with `keptDueAt`; `dueAt` is when it settles, if it is to. */
  noteFollowed(tenantId: TenantId, id: MessageId, keptDueAt: Date, dueAt: Date | undefined): Promise<void>;
  /** Of all tenants: conversations with an enquiry due by `now`, longest due first. */
  listDue(now: Date, limit: number): Promise<EnquiryKey[]>;
  /** Those that began from `from` on, before `to`. */
  begunBetween(
    tenantId: TenantId,
    from: Date,
    to: Date,
  ): AsyncIterable<Pick<KeptEnquiry, 'startedAt' | 'state' | 'by' | 'channel' | 'language'>>;
}

/** Keeps how enquiries ended, by the hour in which they began. */
export interface ResolutionCountStore {
  /** Puts a count of the whole hour in place of what was there. */
  replace(tenantId: TenantId, hour: HourOfCounts): Promise<void>;
  /** The hours that begin from `from` on, before `to`, oldest first. */
  list(tenantId: TenantId, from: Date, to: Date): Promise<HourOfCounts[]>;
}

/** A conversation that could not be looked at so many times in a row, and when it is tried again. */
export interface Postponed extends EnquiryKey {
  readonly failures: number;
  readonly dueAt: Date;
}

/** How far messages were looked through, and what is to be looked at later. */
export interface ResolutionProgress {
  readonly readTo: Date;
  readonly postponed: readonly Postponed[];
}

/** Work that one process at a time does for all. */
export interface ResolutionJob {
  /** Takes the work for a time, and tells how far it is; undefined when another process has it. */
  claim(lease: {
    readonly owner: string;
    readonly now: Date;
    readonly until: Date;
  }): Promise<Partial<ResolutionProgress> | undefined>;
  /** Notes progress and holds on to the work; false when another process has taken it meanwhile. */
  advance(owner: string, until: Date, progress: ResolutionProgress): Promise<boolean>;
  release(owner: string): Promise<void>;
}
