import type { Account, AccountId, AccountStage, Tenant, TenantId, Thresholds } from '@answerdesk/domain';

export interface TenantStore {
  /** Throws DomainError `already-exists` when the id is taken. */
  add(tenant: Tenant): Promise<void>;
  find(tenantId: TenantId): Promise<Tenant | undefined>;
  /** Sets where the tenant's dial stands; without thresholds the engine's own count again. */
  setThresholds(tenantId: TenantId, thresholds: Thresholds | undefined): Promise<void>;
}

export interface AccountStore {
  add(tenantId: TenantId, account: Account): Promise<void>;
  find(tenantId: TenantId, accountId: AccountId): Promise<Account | undefined>;
  /** A tenant's accounts, in the order of their ids. */
  list(tenantId: TenantId): Promise<Account[]>;
  /** Resolves to whether there is such an account. */
  setStage(tenantId: TenantId, accountId: AccountId, stage: AccountStage): Promise<boolean>;
  /** Forgets an account; its webhook is unknown from then on. */
  remove(tenantId: TenantId, accountId: AccountId): Promise<void>;
}
