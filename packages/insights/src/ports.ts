import type {
  ChannelName,
  ConversationId,
  FaqId,
  HandledAs,
  HandoverReason,
  Locale,
  MessageId,
  TenantId,
} from '@answerdesk/domain';
import type { Counts } from './counts.ts';

/** Of a stored message what is counted. */
export interface CountedMessage {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly channel: ChannelName;
  readonly createdAt: Date;
  readonly author: 'contact' | 'bot' | 'agent';
  /** Of a customer's: how it was dealt with, once it was. */
  readonly handledAs?: HandledAs;
  readonly language?: Locale;
  /** Of a reply: what it answers, and why a person was called. */
  readonly causeId?: MessageId;
  readonly openedAt?: Date;
  readonly reason?: HandoverReason;
  /** Of a bot's reply: which FAQ it was about. */
  readonly faqId?: FaqId;
}

/** Reads stored messages in the order of their ids, which is that of time. */
export interface MessageFacts {
  /** Of all tenants, from `from` on, before `to`. */
  between(from: Date, to: Date): AsyncIterable<CountedMessage>;
  ofTenant(tenantId: TenantId, from: Date, to: Date): AsyncIterable<CountedMessage>;
  /** When the first message of anybody was accepted, from `from` on. */
  firstFrom(from: Date): Promise<Date | undefined>;
  /** Whether a message of anybody accepted from `from` on, before `to`, waits to be dealt with. */
  hasUnhandled(from: Date, to: Date): Promise<boolean>;
}

/** A cell of an hour: a quarter of it (0–3), a channel and a language (`und` where none is known). */
export interface Cell {
  readonly quarter: number;
  readonly channel: ChannelName;
  readonly language: string;
  /** What is not named is nothing. */
  readonly counts: Partial<Counts>;
}

export interface HourOfCounts {
  readonly start: Date;
  readonly cells: readonly Cell[];
}

export interface CountStore {
  /** Adds a slice of an hour that ends at `countedTo`, unless the hour has been counted so far already. */
  add(tenantId: TenantId, hour: HourOfCounts, countedTo: Date): Promise<void>;
  /** Puts a count of the whole hour in place of what was there; with `againAt` it is to be counted again then. */
  replace(tenantId: TenantId, hour: HourOfCounts, againAt?: Date): Promise<void>;
  /** The hours that begin from `from` on, before `to`, oldest first. */
  list(tenantId: TenantId, from: Date, to: Date): Promise<HourOfCounts[]>;
  /** Of all tenants: hours that are to be counted again by `now`. */
  listDue(now: Date, limit: number): Promise<{ readonly tenantId: TenantId; readonly start: Date }[]>;
}

/** How far messages have been counted: first while they come, then hour by hour for good. */
export interface CountingProgress {
  readonly countedTo: Date;
  readonly settledTo: Date;
}

/** Work that one process at a time does for all. */
export interface CountingJob {
  /** Takes the work for a time, and tells how far it is; undefined when another process has it. */
  claim(lease: {
    readonly owner: string;
    readonly now: Date;
    readonly until: Date;
  }): Promise<{ readonly progress?: CountingProgress } | undefined>;
  /** Notes progress and holds on to the work; false when another process has taken it meanwhile. */
  advance(owner: string, until: Date, progress: CountingProgress): Promise<boolean>;
  release(owner: string): Promise<void>;
  /** How far it is, for whoever reads counts. */
  progress(): Promise<CountingProgress | undefined>;
}
