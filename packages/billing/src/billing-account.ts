import type { TenantId } from '@answerdesk/domain';
import type { Currency, Micros, PlanName } from './plans.ts';

/** How a subscription stands with Stripe, as far as it matters here. */
export type Standing = 'none' | 'active' | 'past-due' | 'ended';

/** What a tenant pays, how, and how much at most. A tenant without one is on the free plan. */
export interface BillingAccount {
  readonly tenantId: TenantId;
  readonly plan: PlanName;
  readonly currency: Currency;
  /** Most that a calendar month (UTC) may cost; without it there is no limit. */
  readonly monthlyCap?: Micros;
  readonly standing: Standing;
  /** When a payment first failed; gone once all is paid. */
  readonly pastDueSince?: Date;
  /** Since when it has which plan, oldest first, up to the one in force; before the first it was on the free plan. */
  readonly planChanges?: readonly PlanChange[];
  /** The plan that begins with the next month, when a cheaper one was chosen. */
  readonly nextPlan?: PlanName;
  /** From when on it is in force, whatever is written of it later. */
  readonly nextPlanFrom?: Date;
  readonly customerId?: string;
  readonly subscriptionId?: string;
  /** Rises with every change. */
  readonly revision: number;
  readonly changedAt: Date;
}

export interface PlanChange {
  readonly plan: PlanName;
  readonly at: Date;
}

export type BillingAccountChange = Partial<Omit<BillingAccount, 'tenantId' | 'planChanges' | 'revision' | 'changedAt'>>;

export interface BillingAccountStore {
  find(tenantId: TenantId): Promise<BillingAccount | undefined>;
  /**
   * Changes an account, or makes it (free, in US dollars, without a subscription, as far as nothing else is said), by one
   * write; `null` takes a field away. Another plan is noted in `planChanges`. With `revision` only as long as it has that one
   * (0: as long as there is none). Undefined when somebody was faster. Throws DomainError `already-exists` for another tenant's customer.
   */
  change(
    tenantId: TenantId,
    change: {
      readonly [Key in keyof BillingAccountChange]:
        | BillingAccountChange[Key]
        | (Key extends 'plan' | 'currency' | 'standing' ? never : null);
    },
    options: { readonly at: Date; readonly revision?: number },
  ): Promise<BillingAccount | undefined>;
}

/** Accounts of all tenants: what Stripe says names a customer, not a tenant, and what is due is due for all. */
export interface BillingAccountsOfAll {
  findByCustomer(customerId: string): Promise<BillingAccount | undefined>;
  /** Those with a Stripe customer, sorted by tenant, after `afterTenantId`. */
  listPaying(options: {
    readonly afterTenantId?: TenantId;
    readonly limit: number;
  }): Promise<readonly BillingAccount[]>;
}
