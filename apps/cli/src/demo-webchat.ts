import { createChannels } from '@answerdesk/channels';
import type { AccountId, TenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import type { Desk } from './desk.ts';

/**
 * Gives the demo tenant the web widget for the server's own page, once for each address it is started at; undefined where
 * its address is none that a browser lets use it.
 */
export async function ensureDemoWebchat(
  desk: Desk,
  tenantId: TenantId,
  address: string,
): Promise<AccountId | undefined> {
  const { origin, hostname, protocol } = new URL(address);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return undefined;
  const known = (await desk.accounts.list(tenantId)).find(
    ({ channel, settings }) => channel === 'webchat' && settings['origin'] === origin,
  );
  if (known) return known.id;
  const { account } = await connectAccount(
    {
      tenants: desk.tenants,
      accounts: desk.accounts,
      accountsOf: desk.platformWide.listAccountsOf,
      secretBox: createSecretBox(desk.secretKey, desk.oldSecretKey),
      webhookUrlOf: (accountId) => `${origin}/widget/${accountId}`,
      now: () => new Date(),
    },
    tenantId,
    createChannels({}).webchat,
    { credentials: { origin } },
  );
  return account.id;
}
