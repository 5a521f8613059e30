import {
  type AccountHealth,
  type AccountId,
  type Channel,
  type ChannelName,
  DomainError,
  type TenantId,
} from '@answerdesk/domain';
import { findAccount } from './find-account.ts';
import { openAccount } from './open-account.ts';
import type { AccountStore } from './ports.ts';
import type { SecretBox } from './secrets.ts';

export interface CheckAccountDeps {
  readonly accounts: Pick<AccountStore, 'find'>;
  readonly channels: Readonly<Record<ChannelName, Pick<Channel, 'check'>>>;
  readonly secretBox: Pick<SecretBox, 'open'>;
  readonly webhookUrlOf: (channel: ChannelName, accountId: AccountId) => string;
}

/** Asks the platform how an account is right now. Throws DomainError `not-found`. */
export async function checkAccount(
  deps: CheckAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
): Promise<AccountHealth> {
  const account = await findAccount(deps.accounts, tenantId, accountId);
  try {
    const opened = openAccount(account, deps.secretBox);
    return await deps.channels[account.channel].check(opened, deps.webhookUrlOf(account.channel, accountId));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unavailable') return { kind: 'credentials-refused' };
    throw error;
  }
}
