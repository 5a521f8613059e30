import {
  type Account,
  type AccountId,
  type Channel,
  DomainError,
  type IdentifiedAccount,
  newAccountId,
  type TenantId,
} from '@answerdesk/domain';
import { findAccount } from './find-account.ts';
import { openAccount } from './open-account.ts';
import type { AccountStore, TenantStore } from './ports.ts';
import type { SecretBox } from './secrets.ts';

export interface ConnectAccountDeps {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly accounts: Pick<AccountStore, 'add' | 'find' | 'change' | 'remove'>;
  /** Whose a platform's account is, of whichever tenant. */
  readonly accountsOf: (
    platformKey: string,
  ) => Promise<readonly { readonly tenantId: TenantId; readonly accountId: AccountId }[]>;
  readonly secretBox: SecretBox;
  readonly webhookUrlOf: (accountId: AccountId) => string;
  readonly now: () => Date;
}

export interface ConnectedResult {
  readonly account: Account;
  /** Whether the tenant had this account of the platform already: its credentials are these now. */
  readonly wasConnected: boolean;
  readonly webhookUrl: string;
  /** The webhook's secret: shown this once, to whoever connected the account. */
  readonly secret: string;
  readonly warning?: string;
}

const ELSEWHERE =
  'Another business on this Answerdesk has this account connected. It must be disconnected there first, or connect another one here.';

/**
 * Connects a channel for a tenant: credentials checked with the platform, sealed and stored, and only then the webhook
 * pointed here. Whatever breaks off in between is taken up by connecting the same account again, which never makes a second one.
 * Throws DomainError `not-found` (tenant), `already-exists` (another tenant has it), `conflict` (being connected right now),
 * `refused-by-platform`, `unavailable` or `invalid`.
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
  const identified = await channel.identify({ ...wanted, tenantId });
  const platformKey = platformKeyOf(channel, identified);
  const holders = await deps.accountsOf(platformKey);
  const own = holders.find((holder) => holder.tenantId === tenantId);
  if (!own && holders.length > 0) throw new DomainError('already-exists', ELSEWHERE);
  const account = own
    ? await renewCredentials(deps, tenantId, own.accountId, channel, identified, wanted.credentials)
    : await addAccount(deps, tenantId, channel, identified, wanted.apiRoot);
  return { ...(await finishConnecting(deps, account, channel)), wasConnected: own !== undefined };
}

/**
 * Gives a connected account new credentials of the same account of the platform.
 * Throws DomainError `not-found`, `invalid` (credentials of another account), `refused-by-platform` or `unavailable`.
 */
export async function reconnectAccount(
  deps: ConnectAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
  channel: Channel,
  credentials: Readonly<Record<string, string>>,
): Promise<ConnectedResult> {
  const { apiRoot, platformKey } = await findAccount(deps.accounts, tenantId, accountId);
  const identified = await channel.identify({ tenantId, credentials, ...(apiRoot !== undefined && { apiRoot }) });
  if (platformKey !== undefined && platformKey !== platformKeyOf(channel, identified)) {
    throw new DomainError(
      'invalid',
      `That belongs to ${identified.label}, another account. Connect it as a new channel instead.`,
    );
  }
  const account = await renewCredentials(deps, tenantId, accountId, channel, identified, credentials);
  return { ...(await finishConnecting(deps, account, channel)), wasConnected: true };
}

/**
 * Points the platform's webhook at a stored account, again where it already does.
 * Throws DomainError `not-found`, or `unavailable` when the credentials cannot be opened.
 */
export async function reopenWebhook(
  deps: Pick<ConnectAccountDeps, 'accounts' | 'secretBox' | 'webhookUrlOf' | 'now'>,
  tenantId: TenantId,
  accountId: AccountId,
  channel: Channel,
): Promise<Omit<ConnectedResult, 'secret'>> {
  const account = await findAccount(deps.accounts, tenantId, accountId);
  const { secret: _secret, ...result } = await finishConnecting(deps, account, channel);
  return { ...result, wasConnected: true };
}

async function addAccount(
  deps: ConnectAccountDeps,
  tenantId: TenantId,
  channel: Channel,
  identified: IdentifiedAccount,
  apiRoot: string | undefined,
): Promise<Account> {
  const id = newAccountId(tenantId);
  const platformKey = platformKeyOf(channel, identified);
  const account: Account = {
    id,
    tenantId,
    channel: channel.name,
    label: identified.label,
    sealedCredentials: deps.secretBox.seal(identified.credentials, id),
    settings: { ...identified.settings },
    ...(apiRoot !== undefined && { apiRoot }),
    platformKey,
    createdAt: deps.now(),
  };
  await deps.accounts.add(tenantId, account);
  // Who stored it at the same time sees this one too: of two, at most one goes on, and never both.
  const others = (await deps.accountsOf(platformKey)).filter(({ accountId }) => accountId !== id);
  if (others.length === 0) return account;
  await deps.accounts.remove(tenantId, id);
  throw others.some((other) => other.tenantId === tenantId)
    ? new DomainError('conflict', 'This account is being connected right now. Look at it in a moment.')
    : new DomainError('already-exists', ELSEWHERE);
}

/** Stores new credentials; the secrets we made stay, unless others are asked for, so that calls under way and visitors are still known. */
async function renewCredentials(
  deps: ConnectAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
  channel: Channel,
  identified: IdentifiedAccount,
  wanted: Readonly<Record<string, string>>,
): Promise<Account> {
  const before = await findAccount(deps.accounts, tenantId, accountId);
  const credentials = { ...identified.credentials, ...keptSecret(deps, before, wanted) };
  const account = await deps.accounts.change(tenantId, accountId, {
    label: identified.label,
    sealedCredentials: deps.secretBox.seal(credentials, accountId),
    settings: { ...chosenBefore(before), ...identified.settings },
    platformKey: platformKeyOf(channel, identified),
    removeAt: null,
  });
  if (!account)
    throw new DomainError('conflict', 'This account is being disconnected right now. Try again in a minute.');
  return account;
}

/** What the tenant chose, which no platform tells. */
function chosenBefore({ settings }: Account): Account['settings'] {
  const { handOver, handOverTo } = settings;
  return { ...(handOver !== undefined && { handOver }), ...(handOverTo !== undefined && { handOverTo }) };
}

function keptSecret(
  { secretBox }: Pick<ConnectAccountDeps, 'secretBox'>,
  before: Account,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  try {
    const { webhookSecret, sessionKey } = secretBox.open(before.sealedCredentials, before.id);
    return {
      ...(webhookSecret !== undefined && wanted['webhookSecret'] === undefined && { webhookSecret }),
      ...(sessionKey !== undefined && wanted['sessionKey'] === undefined && { sessionKey }),
    };
  } catch (error) {
    // Sealed under a key that is gone: the new secret takes its place.
    if (error instanceof DomainError) return {};
    throw error;
  }
}

async function finishConnecting(
  deps: Pick<ConnectAccountDeps, 'accounts' | 'secretBox' | 'webhookUrlOf' | 'now'>,
  account: Account,
  channel: Channel,
): Promise<Omit<ConnectedResult, 'wasConnected'>> {
  const { id, tenantId } = account;
  const webhookUrl = deps.webhookUrlOf(id);
  const opened = openAccount(account, deps.secretBox);
  const outcome = await channel.openWebhook(opened, webhookUrl);
  // Where the owner sets the webhook by hand, one that has been called stays open.
  const stored =
    outcome.kind === 'by-hand'
      ? undefined
      : await deps.accounts.change(tenantId, id, { webhookOpenedAt: outcome.kind === 'open' ? deps.now() : null });
  return {
    account: stored ?? account,
    webhookUrl,
    secret: opened.credentials['webhookSecret'] ?? '',
    ...(outcome.kind !== 'by-hand' && outcome.warning !== undefined && { warning: outcome.warning }),
  };
}

function platformKeyOf({ name }: Channel, { platformId }: IdentifiedAccount): string {
  return `${name}:${platformId}`;
}

function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
}
