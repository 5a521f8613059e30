import { createHash, randomBytes } from 'node:crypto';
import {
  type Account,
  type AccountId,
  type Channel,
  DomainError,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { LinkedChatStore } from './ports.ts';

const CODE_BYTES = 16;
const CODE_LASTS_MS = 10 * 60_000;

/** What a chat begins with when it brings a code. */
export const LINK_ARGUMENT = 'link-';

export interface BeginLinkDeps {
  readonly accounts: { list(tenantId: TenantId): Promise<Account[]> };
  readonly channels: { readonly telegram: Pick<Channel, 'linkOf'> };
  readonly linkedChats: Pick<LinkedChatStore, 'keepCode'>;
  readonly now: () => Date;
}

/** What opens the chat that becomes the member's; it works once, until `expiresAt`. */
export interface BegunLink {
  readonly url: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Makes the address at which a member links their own Telegram chat: with the account named, else with the tenant's first.
 * A member's newest address counts alone. Throws DomainError `invalid` where no Telegram account is connected, and
 * `not-found` where the one named is not.
 */
export async function beginLink(
  deps: BeginLinkDeps,
  tenantId: TenantId,
  userId: UserId,
  accountId?: AccountId,
): Promise<BegunLink> {
  const accounts = await listLinkable(deps, tenantId);
  const account = accountId === undefined ? accounts[0] : accounts.find(({ id }) => id === accountId);
  if (!account && accountId !== undefined)
    throw new DomainError('not-found', 'This Telegram account is not connected.');
  const address = account && deps.channels.telegram.linkOf?.(account);
  if (!account || address === undefined) {
    throw new DomainError(
      'invalid',
      'Connect a Telegram account of the business first; then you can link your own chat with it.',
    );
  }
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const expiresAt = new Date(deps.now().getTime() + CODE_LASTS_MS);
  await deps.linkedChats.keepCode(tenantId, userId, { hash: hashOf(code), accountId: account.id, expiresAt });
  return { url: `${address}?start=${LINK_ARGUMENT}${code}`, code, expiresAt };
}

/** The accounts that a chat can be linked with: Telegram's, unless they are being disconnected. */
export async function listLinkable(
  { accounts }: Pick<BeginLinkDeps, 'accounts'>,
  tenantId: TenantId,
): Promise<readonly Account[]> {
  return (await accounts.list(tenantId)).filter(
    ({ channel, removeAt, webhookOpenedAt }) => channel === 'telegram' && !removeAt && webhookOpenedAt !== undefined,
  );
}

/** What is kept of a code. */
export function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
