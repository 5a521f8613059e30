import type { MessageId, TenantId, TopicId, UserId } from '@answerdesk/domain';

/** An hour of a tenant's (UTC): how many conversations there were, and in how many of them each topic came up. */
export interface TopicHour {
  readonly start: Date;
  readonly conversations: number;
  readonly topics: readonly TopicCount[];
}

export interface TopicCount {
  readonly topic: TopicId;
  /** Conversations, however often it came up in each. */
  readonly count: number;
}

export interface TopicCountStore {
  /** Puts a count of a whole hour in place of what was there; with `againAt` it is to be counted again then. */
  replace(tenantId: TenantId, hour: TopicHour, againAt?: Date): Promise<void>;
  /** The hours that begin from `from` on, before `to`, oldest first; those in which nothing happened are not there. */
  list(tenantId: TenantId, from: Date, to: Date): Promise<TopicHour[]>;
  /** Of all tenants: hours that are to be counted again by `now`. */
  listDue(now: Date, limit: number): Promise<{ readonly tenantId: TenantId; readonly start: Date }[]>;
  /** Forgets the hours that began before a moment. */
  forget(tenantId: TenantId, before: Date): Promise<void>;
}

/** Every hour before `countedTo` is counted; bursts were looked for in all before `lookedTo`. */
export interface TopicProgress {
  readonly countedTo: Date;
  readonly lookedTo: Date;
}

/** Work that one process at a time does for all tenants. */
export interface TopicJob {
  /** Takes the work for a time, and tells how far it is; undefined when another process has it. */
  claim(lease: {
    readonly owner: string;
    readonly now: Date;
    readonly until: Date;
  }): Promise<{ readonly progress?: TopicProgress } | undefined>;
  /** Notes progress and holds on to the work; false when another process has taken it meanwhile. */
  advance(owner: string, until: Date, progress: TopicProgress): Promise<boolean>;
  release(owner: string): Promise<void>;
}

/** `muted`: neither it nor what comes up of its topic later is told of. `resolved`: somebody has seen to it. */
export const alertStates = ['open', 'muted', 'resolved'] as const;
export type AlertState = (typeof alertStates)[number];

export const alertRatings = ['useful', 'not-useful'] as const;
export type AlertRating = (typeof alertRatings)[number];

/** A question as it was asked, without what looks like somebody's own. */
export interface TopicExample {
  readonly messageId: MessageId;
  readonly text: string;
}

/** A topic came up far more often than is usual: one for as long as it does. */
export interface TopicAlert {
  /** The topic with `:` and a number that rises with each of its alerts. */
  readonly id: string;
  readonly topic: TopicId;
  readonly serial: number;
  /** What the topic was called then. */
  readonly title: string;
  readonly since: Date;
  /** When it was noticed, from what had been counted by then. */
  readonly noticedAt: Date;
  /** In how many conversations it had come up since by then. */
  readonly count: number;
  /** In how many it comes up in as long usually. */
  readonly expected: number;
  /** How likely chance alone brings as many. */
  readonly chance: number;
  /** In how many conversations it has come up since, up to the last time it was found. */
  readonly total: number;
  /** Until then it is not over; each time it is found that is moved on. */
  readonly lastsUntil: Date;
  readonly examples: readonly TopicExample[];
  readonly state: AlertState;
  readonly rating?: AlertRating;
  /** The ways and people told: `mail:<user>`. */
  readonly told: readonly string[];
}

export interface TopicAlertStore {
  /** Keeps a new alert; false when there is one of its topic with that number already. */
  open(tenantId: TenantId, alert: TopicAlert): Promise<boolean>;
  /** The newest alert of a topic. */
  findNewest(tenantId: TenantId, topic: TopicId): Promise<TopicAlert | undefined>;
  /** Notes that it goes on; of two that say so the later holds. */
  prolong(tenantId: TenantId, id: string, seen: { readonly total: number; readonly lastsUntil: Date }): Promise<void>;
  /** Alerts that are not over at a moment, newest first. */
  listLasting(tenantId: TenantId, at: Date): Promise<TopicAlert[]>;
  /** The newest alerts, over or not. */
  listNewest(tenantId: TenantId, limit: number): Promise<TopicAlert[]>;
  /** False when there is no such alert. */
  change(
    tenantId: TenantId,
    id: string,
    change: { readonly state?: AlertState; readonly rating?: AlertRating | null },
  ): Promise<boolean>;
  /** Whether the caller is the one to tell; everybody else is refused from then on. */
  claim(tenantId: TenantId, id: string, told: string): Promise<boolean>;
  /** Gives a claim back whose telling failed, so that it is tried again. */
  release(tenantId: TenantId, id: string, told: string): Promise<void>;
}

/** Reads what customers asked that came under a topic, newest first; texts as they were written. */
export interface TopicQuestionReader {
  list(
    tenantId: TenantId,
    topic: TopicId,
    range: { readonly from: Date; readonly to: Date },
    limit: number,
  ): Promise<readonly { readonly messageId: MessageId; readonly text: string }[]>;
}

/** A member of the staff who may be told. */
export interface ToldOfTopic {
  readonly userId: UserId;
  readonly email: string;
  readonly locale: string;
  readonly isManager: boolean;
  readonly notify: { readonly push: boolean; readonly email: boolean };
}
