import type { TenantId } from '@answerdesk/domain';
import type { BillingAccountsOfAll } from '../billing-account.ts';
import type { UsageHours, UsageSums } from '../ledger/ports.ts';
import type { StripeClient } from '../stripe.ts';
import type { Pace } from './pace.ts';

/**
 * `pending`: stored, and perhaps heard by Stripe. `sent`: Stripe has it. `cancelling`: an adjustment takes it back, and
 * perhaps did. `cancelled`: it counts no more. `credited`: paid back. `late`: too old for Stripe, or its
 * month's invoice was final before; never sent, never billed.
 */
export type ReportState = 'pending' | 'sent' | 'cancelling' | 'cancelled' | 'credited' | 'late';

/** What Stripe is told of one meter and hour of a tenant beyond what earlier reports say; their sum is the truth of the hour. */
export interface MeterReport {
  /** Stripe's `identifier`, of at most 100 characters, from tenant, meter, hour and number. */
  readonly id: string;
  readonly tenantId: TenantId;
  /** The meter's event name. */
  readonly meter: string;
  readonly hour: Date;
  /** Counts the reports of its meter and hour, from 1. */
  readonly number: number;
  readonly customerId: string;
  /** Below 0, or 0: a credit. */
  readonly quantity: number;
  readonly state: ReportState;
  /** When Stripe can have heard of it first. */
  readonly firstTriedAt: Date;
  readonly triedAt: Date;
  readonly tries: number;
  readonly nextTryAt: Date;
  /** What a credit comes to, in hundredths of its currency's unit. */
  readonly creditCents?: number;
  readonly currency?: string;
  /** Stripe will not take it back any more. */
  readonly isFinal?: boolean;
}

export interface MeterReportStore {
  /** Stores a report unless one with its id is there; resolves to whether it was new. */
  add(tenantId: TenantId, report: MeterReport): Promise<boolean>;
  /** Reports of the hours from `from` (inclusive) to `to` (exclusive), by hour, meter and number. */
  list(tenantId: TenantId, from: Date, to: Date): Promise<readonly MeterReport[]>;
  /** Those that are `pending` or `cancelling`, oldest hour and lowest number first. */
  listOpen(tenantId: TenantId): Promise<readonly MeterReport[]>;
  /** Changes a report as long as it is in a state; resolves to whether it was. */
  change(
    tenantId: TenantId,
    id: string,
    state: ReportState,
    change: Partial<Pick<MeterReport, 'state' | 'firstTriedAt' | 'triedAt' | 'tries' | 'nextTryAt' | 'isFinal'>>,
  ): Promise<boolean>;
}

/** Has one process at a time do a piece of a tenant's work. */
export interface Leases {
  /** Takes a lease that is free, over, or the owner's own. */
  claim(
    tenantId: TenantId,
    name: string,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean>;
  release(tenantId: TenantId, name: string, owner: string): Promise<void>;
}

/** Has one process at a time do a piece of everybody's work. */
export interface JobLeases {
  claimJob(name: string, lease: { readonly owner: string; readonly now: Date; readonly until: Date }): Promise<boolean>;
}

export interface ReportDeps {
  readonly stripe: StripeClient;
  readonly accountsOfAll: BillingAccountsOfAll;
  readonly sums: UsageSums;
  /** Hours that are over, with what never arrived taken back: no others are reported. */
  readonly hours: Pick<UsageHours, 'listSettled'>;
  readonly reports: MeterReportStore;
  readonly leases: Leases;
  readonly pace: Pace;
  readonly alarm: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly now: () => Date;
  readonly random: () => number;
  readonly owner: string;
}
