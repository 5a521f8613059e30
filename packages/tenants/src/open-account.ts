import type { Account, ConnectedAccount } from '@answerdesk/domain';
import type { SecretBox } from './secrets.ts';

/** Opens a stored account's credentials, in memory only. Throws DomainError `unavailable` when the key is another. */
export function openAccount(account: Account, secretBox: Pick<SecretBox, 'open'>): ConnectedAccount {
  return {
    id: account.id,
    tenantId: account.tenantId,
    channel: account.channel,
    label: account.label,
    credentials: secretBox.open(account.sealedCredentials, account.id),
    settings: account.settings,
    connectedAt: account.createdAt,
    isSilent: account.isPaused === true || account.removeAt !== undefined,
    stage: account.stage ?? 'live',
    ...(account.webhookOpenedAt && { webhookOpenedAt: account.webhookOpenedAt }),
    ...(account.apiRoot !== undefined && { apiRoot: account.apiRoot }),
  };
}
