import type { ChannelName, TenantId, UsageEvent, UsageKind, UsageRule } from '@answerdesk/domain';
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
  readonly reason?: string;
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
  /** Events that count from an hour on and before another, newest first, after `before` (an event's place in that order). */
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

/** The running sums of a tenant's events: what was written is in them at once, each event exactly once. */
export interface UsageSums {
  /** The cells of the hours from `from` (inclusive) to `to` (exclusive). Counts what is not summed up yet as well. */
  read(tenantId: TenantId, from: Date, to: Date): Promise<readonly UsageCell[]>;
  /** Carries events that are not summed up yet into the sums; safe by several processes at once, and after a crash. */
  sumUp(tenantId: TenantId): Promise<void>;
}
