import type { TenantId } from '@answerdesk/domain';
import type { BillingAccountStore } from '../billing-account.ts';
import type { StripeClient } from '../stripe.ts';

/** That a tenant's customer is being made at Stripe, and what else must outlive whoever began it. */
export interface CustomerClaim {
  /** When it was first tried. */
  readonly at: Date;
  /** Rises when an answer under the key before can never be heard any more. */
  readonly attempt: number;
  /** From when on the plan that was chosen for later is in force. */
  readonly nextPlanFrom?: Date;
}

export interface CustomerClaims {
  /** Makes the claim unless there is one; `isNew` when nobody has tried before. */
  claim(tenantId: TenantId, at: Date): Promise<CustomerClaim & { readonly isNew: boolean }>;
  /** Begins the next attempt, unless somebody did. */
  tryAnew(tenantId: TenantId, attempt: number): Promise<void>;
  noteNextPlan(tenantId: TenantId, from: Date): Promise<void>;
  find(tenantId: TenantId): Promise<CustomerClaim | undefined>;
}

/** What everything about one tenant and Stripe needs. */
export interface CustomerDeps {
  readonly stripe: StripeClient;
  readonly accounts: BillingAccountStore;
  readonly claims: CustomerClaims;
  /** Something that somebody must look at. */
  readonly alarm: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly now: () => Date;
}
