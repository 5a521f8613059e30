import { type AccountId, type Channel, type ChannelName, DomainError, type TenantId } from '@answerdesk/domain';
import { openAccount } from './open-account.ts';
import type { AccountStore } from './ports.ts';
import type { SecretBox } from './secrets.ts';

const LEASE_MS = 60_000;

export interface RemoveAccountDeps {
  readonly accounts: Pick<AccountStore, 'claimRemoval' | 'remove'>;
  readonly channels: Readonly<Record<ChannelName, Pick<Channel, 'closeWebhook'>>>;
  readonly secretBox: Pick<SecretBox, 'open'>;
  readonly webhookUrlOf: (channel: ChannelName, accountId: AccountId) => string;
  readonly now: () => Date;
}

/**
 * Removes a disconnected account whose time has come: the platform's webhook first, then the account. While the platform is
 * not heard it stays, silent, and is tried again a minute later. Resolves to whether it is gone.
 */
export async function removeAccount(
  deps: RemoveAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
): Promise<boolean> {
  const now = deps.now();
  const lease = { now, until: new Date(now.getTime() + LEASE_MS) };
  const account = await deps.accounts.claimRemoval(tenantId, accountId, lease);
  if (!account) return false;
  try {
    const opened = openAccount(account, deps.secretBox);
    const url = deps.webhookUrlOf(account.channel, accountId);
    if (!(await deps.channels[account.channel].closeWebhook(opened, url))) return false;
  } catch (error) {
    // Without its credentials nothing can be said to the platform any more.
    if (!(error instanceof DomainError)) throw error;
  }
  await deps.accounts.remove(tenantId, accountId);
  return true;
}
