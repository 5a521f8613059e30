import {
  type Account,
  type AccountId,
  type Channel,
  DomainError,
  newAccountId,
  type TenantId,
} from '@answerdesk/domain';
import type { AccountStore, TenantStore } from './ports.ts';
import type { SecretBox } from './secrets.ts';

export interface ConnectAccountDeps {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly accounts: Pick<AccountStore, 'add'>;
  readonly secretBox: SecretBox;
  readonly webhookUrlOf: (accountId: AccountId) => string;
  readonly now: () => Date;
}

export interface ConnectedResult {
  readonly account: Account;
  readonly webhookUrl: string;
  /** The webhook's secret: shown this once, to whoever connected the account. */
  readonly secret: string;
  readonly warning?: string;
}

/**
 * Connects a channel for a tenant: credentials checked with the platform first, sealed, then stored.
 * Throws DomainError `not-found` (tenant), `refused-by-platform`, `unavailable` or `invalid`.
 */
export async function connectAccount(
  deps: ConnectAccountDeps,
  tenantId: TenantId,
  channel: Channel,
  wanted: { readonly credentials: Readonly<Record<string, string>>; readonly apiRoot?: string },
): Promise<ConnectedResult> {
  if (!(await deps.tenants.find(tenantId))) throw new DomainError('not-found', `There is no tenant ${tenantId}.`);
  if (wanted.apiRoot !== undefined && !isLoopback(wanted.apiRoot)) {
    throw new DomainError('invalid', "An account's own platform address must be on this machine.");
  }
  const id = newAccountId(tenantId);
  const webhookUrl = deps.webhookUrlOf(id);
  const platform = await channel.connect({
    credentials: wanted.credentials,
    webhookUrl,
    ...(wanted.apiRoot !== undefined && { apiRoot: wanted.apiRoot }),
  });
  const account: Account = {
    id,
    tenantId,
    channel: channel.name,
    label: platform.label,
    sealedCredentials: deps.secretBox.seal(platform.credentials, id),
    settings: { ...platform.settings },
    ...(wanted.apiRoot !== undefined && { apiRoot: wanted.apiRoot }),
    createdAt: deps.now(),
  };
  await deps.accounts.add(tenantId, account);
  return {
    account,
    webhookUrl,
    secret: platform.credentials['webhookSecret'] ?? '',
    ...(platform.warning !== undefined && { warning: platform.warning }),
  };
}

function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
}
