import { type Account, type AccountId, DomainError, type TenantId } from '@answerdesk/domain';
import { findAccount } from './find-account.ts';
import type { AccountChanges, AccountStore } from './ports.ts';

/** How long a disconnected account can still be had back. */
export const UNDO_DISCONNECT_MS = 10 * 60_000;

export interface ChangeAccountDeps {
  readonly accounts: Pick<AccountStore, 'find' | 'change'>;
  readonly now: () => Date;
}

/** Names an account as its owner calls it; an empty name gives it the platform's again. Throws `not-found`, `conflict`. */
export function renameAccount(
  deps: ChangeAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
  name: string,
): Promise<Account> {
  return change(deps, tenantId, accountId, { name: name.trim() || null });
}

/** Silences an account's bot, or lets it speak again. What customers write meanwhile is kept. Throws `not-found`, `conflict`. */
export function pauseAccount(
  deps: ChangeAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
  isPaused: boolean,
): Promise<Account> {
  return change(deps, tenantId, accountId, { isPaused });
}

/**
 * Chooses where people take over what the bot hands over: in this inbox, or inside WeCom, by its queue or one member's id.
 * Throws DomainError `not-found`, `conflict`, or `invalid` for a channel whose platform has no inbox of its own.
 */
export async function chooseInbox(
  deps: ChangeAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
  choice: { readonly inbox: 'here' | 'wecom'; readonly memberId?: string | undefined },
): Promise<Account> {
  const { channel, settings } = await findAccount(deps.accounts, tenantId, accountId);
  if (channel !== 'wecom') throw new DomainError('invalid', 'Only WeCom customer service has an inbox of its own.');
  const { handOver: _before, handOverTo: _member, ...others } = settings;
  const chosen = choice.inbox === 'here' ? {} : { handOver: choice.inbox, handOverTo: choice.memberId?.trim() ?? '' };
  return change(deps, tenantId, accountId, { settings: { ...others, ...chosen } });
}

/**
 * Takes an account out of service at once and has it forgotten after `UNDO_DISCONNECT_MS`; the platform is told only then.
 * Throws DomainError `not-found` or `conflict`.
 */
export async function disconnectAccount(
  deps: ChangeAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
): Promise<Account> {
  const removeAt = new Date(deps.now().getTime() + UNDO_DISCONNECT_MS);
  return change(deps, tenantId, accountId, { removeAt });
}

/** Takes a disconnected account back into service. Throws DomainError `not-found`, or `conflict` when it is too late. */
export function undoDisconnect(deps: ChangeAccountDeps, tenantId: TenantId, accountId: AccountId): Promise<Account> {
  return change(deps, tenantId, accountId, { removeAt: null });
}

async function change(
  { accounts }: ChangeAccountDeps,
  tenantId: TenantId,
  accountId: AccountId,
  changes: AccountChanges,
): Promise<Account> {
  const changed = await accounts.change(tenantId, accountId, changes);
  if (changed) return changed;
  throw (await accounts.find(tenantId, accountId))
    ? new DomainError('conflict', 'This channel is being removed; connect it again in a minute.')
    : new DomainError('not-found', 'This channel is not connected.');
}
