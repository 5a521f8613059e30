import type { Account, AccountId, Tenant, TenantId } from '@answerdesk/domain';

export interface TenantStore {
  /** Throws DomainError `already-exists` when the id is taken. */
  add(tenant: Tenant): Promise<void>;
  find(tenantId: TenantId): Promise<Tenant | undefined>;
}

export interface AccountStore {
  add(tenantId: TenantId, account: Account): Promise<void>;
  find(tenantId: TenantId, accountId: AccountId): Promise<Account | undefined>;
  /** Forgets an account; its webhook is unknown from then on. */
  remove(tenantId: TenantId, accountId: AccountId): Promise<void>;
}
