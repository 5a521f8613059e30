import type { Account, Tenant, TenantId } from '@answerdesk/domain';

export interface TenantStore {
  /** Throws DomainError `already-exists` when the id is taken. */
  add(tenant: Tenant): Promise<void>;
  find(tenantId: TenantId): Promise<Tenant | undefined>;
}

export interface AccountStore {
  add(tenantId: TenantId, account: Account): Promise<void>;
}
