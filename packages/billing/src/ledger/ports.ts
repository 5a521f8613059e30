import type { ChannelName, RefundReason, TenantId, UsageEvent, UsageKind, UsageRule } from '@answerdesk/domain';
import type { PlanName } from '../plans.ts';

/**
 * An event as the ledger keeps it; no fact of it changes any more. A correction has `of`, a negative quantity, and counts in
 * the hour, plan and rule of what it takes back.
 */
export interface LedgerEvent extends UsageEvent {
  /** The plan in force when it was written. */
  readonly plan: PlanName;
  /** The start of the hour (UTC) it counts in. */
  readonly hour: Date;
  readonly of?: string;
  readonly reason?: RefundReason;
}

/** What events of one hour, plan, kind, rule and channel come to. `quantity` may be below 0. */
export interface UsageCell {
  readonly hour: Date;
  readonly plan: PlanName;
  readonly kind: UsageKind;
  readonly rule: UsageRule;
  readonly channel?: ChannelName;
  readonly quantity: number;
}

export interface LedgerStore {
  /** Writes an event unless one with its id is there; resolves to whether it was new. */
  add(tenantId: TenantId, event: LedgerEvent): Promise<boolean>;
  find(tenantId: TenantId, id: string): Promise<LedgerEvent | undefined>;
  /**
   * Events that count from an hour on and before another: newest hour first, in it the newest first; those after `before`
   * (an event's place in that order). Throws DomainError `invalid` for a place that is none.
   */
  list(
    tenantId: TenantId,
    range: {
      readonly from: Date;
      readonly to: Date;
      readonly kinds?: readonly UsageKind[];
      readonly before?: string;
      readonly limit: number;
    },
  ): Promise<{ readonly events: readonly LedgerEvent[]; readonly nextBefore?: string }>;
  /** What the events themselves come to, whatever was summed of them: the check of the sums. */
  recount(tenantId: TenantId, from: Date, to: Date): Promise<readonly UsageCell[]>;
}

/** A tenant's hour that something is due in. */
export interface TenantHour {
  readonly tenantId: TenantId;
  /** Its start (UTC). */
  readonly hour: Date;
}

/** Where a look at an hour's answers goes on; without `checkedTo` at the beginning. `token` is the lease's. */
export interface HourLook {
  readonly token: string;
  readonly checkedTo?: string;
}

/** The hours of a tenant in which something counts; one is there once its first event is summed up. */
export interface UsageHours {
  /** Leases an hour whose look is due; undefined when none is, or another process is at it. */
  claim(
    tenantId: TenantId,
    hour: Date,
    lease: { readonly now: Date; readonly until: Date },
  ): Promise<HourLook | undefined>;
  /** Notes how far a look is; resolves to whether the lease still holds. */
  advance(
    tenantId: TenantId,
    hour: Date,
    token: string,
    progress: { readonly checkedTo: string; readonly until: Date },
  ): Promise<HourLook | undefined>;
  /** Ends a look under its lease: the hour is settled, and looked at again at `againAt`, if ever. */
  finish(
    tenantId: TenantId,
    hour: Date,
    token: string,
    end: { readonly at: Date; readonly againAt?: Date },
  ): Promise<void>;
  /** Which of the hours from `from` (inclusive) to `to` (exclusive) are settled, oldest first. */
  listSettled(tenantId: TenantId, from: Date, to: Date): Promise<readonly Date[]>;
}

/** The running sums of a tenant's events: what was written is in them at once, each event exactly once. */
export interface UsageSums {
  /** The cells of the hours from `from` (inclusive) to `to` (exclusive). Counts what is not summed up yet as well. */
  read(tenantId: TenantId, from: Date, to: Date): Promise<readonly UsageCell[]>;
  /**
   * Carries events that are not summed up yet into the sums, or those alone that this process wrote; safe by several processes
   * at once, and after a crash. What somebody else is at is left to them.
   */
  sumUp(tenantId: TenantId, which?: 'own'): Promise<void>;
}

/** What is due across all tenants. */
export interface UsageOfAll {
  /** Tenants whose events somebody should sum up by `now`, as a process may have left some; longest due first. */
  listUnsummed(now: Date, limit: number): Promise<readonly TenantId[]>;
  /** Hours that somebody should look at by `now`, longest due first. */
  listHoursDue(now: Date, limit: number): Promise<readonly TenantHour[]>;
}
