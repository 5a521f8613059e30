import type {
  Account,
  AccountId,
  AccountStage,
  Tenant,
  TenantId,
  TenantSettings,
  Thresholds,
} from '@answerdesk/domain';

export interface TenantStore {
  /** Throws DomainError `already-exists` when the id is taken. */
  add(tenant: Tenant): Promise<void>;
  find(tenantId: TenantId): Promise<Tenant | undefined>;
  /**
   * Stores settings as revision `revision + 1`, and `previous` beside them; false, and nothing changed, when the tenant is
   * not at `revision` (0: nothing was ever set) any more.
   */
  saveSettings(
    tenantId: TenantId,
    change: {
      readonly settings: TenantSettings;
      readonly previous: TenantSettings;
      readonly revision: number;
      readonly now: Date;
    },
  ): Promise<boolean>;
  /** The settings before those of `revision`, while that is the newest. */
  findPreviousSettings(tenantId: TenantId, revision: number): Promise<TenantSettings | undefined>;
  /** Sets where the tenant's dial stands; without thresholds the engine's own count again. */
  setThresholds(tenantId: TenantId, thresholds: Thresholds | undefined): Promise<void>;
}

/** What of a stored account may change; `null` takes a value away. */
export interface AccountChanges extends Partial<Pick<Account, 'label' | 'sealedCredentials' | 'settings' | 'platformKey'>> {
  readonly name?: string | null;
  readonly webhookOpenedAt?: Date | null;
  readonly isPaused?: boolean;
  readonly removeAt?: Date | null;
}

export interface AccountStore {
  add(tenantId: TenantId, account: Account): Promise<void>;
  find(tenantId: TenantId, accountId: AccountId): Promise<Account | undefined>;
  /** A tenant's accounts, the first connected first. */
  list(tenantId: TenantId): Promise<Account[]>;
  /** Changes an account and returns it as it is then; undefined when it is not there, or its removal has begun. */
  change(tenantId: TenantId, accountId: AccountId, changes: AccountChanges): Promise<Account | undefined>;
  /**
   * Begins the removal of an account whose `removeAt` has come, and keeps other processes from it until `until`;
   * undefined when there is nothing to remove, or another process is at it.
   */
  claimRemoval(
    tenantId: TenantId,
    accountId: AccountId,
    lease: { readonly now: Date; readonly until: Date },
  ): Promise<Account | undefined>;
  /** Resolves to whether there is such an account. */
  setStage(tenantId: TenantId, accountId: AccountId, stage: AccountStage): Promise<boolean>;
  /** Forgets an account; its webhook is unknown from then on. */
  remove(tenantId: TenantId, accountId: AccountId): Promise<void>;
}
