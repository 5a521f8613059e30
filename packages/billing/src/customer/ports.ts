import type { TenantId } from '@answerdesk/domain';
import type { BillingAccountStore } from '../billing-account.ts';
import type { Leases } from '../report/ports.ts';
import type { StripeClient } from '../stripe.ts';

/** That a tenant's customer is being made at Stripe. */
export interface CustomerClaim {
  /** When it was last tried. */
  readonly at: Date;
  /** Rises when an answer under the key before can never be heard any more. */
  readonly attempt: number;
}

export interface CustomerClaims {
  /** Makes the claim unless there is one; `isNew` when nobody has tried before. */
  claim(tenantId: TenantId, at: Date): Promise<CustomerClaim & { readonly isNew: boolean }>;
  /** Begins the next attempt, unless somebody did. */
  tryAnew(tenantId: TenantId, attempt: number): Promise<void>;
  /** Notes that it is tried once more. */
  noteTry(tenantId: TenantId, at: Date): Promise<void>;
  find(tenantId: TenantId): Promise<CustomerClaim | undefined>;
}

/** What everything about one tenant and Stripe needs. */
export interface CustomerDeps {
  readonly stripe: StripeClient;
  readonly accounts: BillingAccountStore;
  readonly claims: CustomerClaims;
  readonly leases: Leases;
  /** Something that somebody must look at. */
  readonly alarm: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly now: () => Date;
}
