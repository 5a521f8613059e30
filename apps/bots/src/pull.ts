import type { PullStore } from '@answerdesk/database';
import type { AccountId, Channel, ChannelName, ConnectedAccount, ParsedMessages, TenantId } from '@answerdesk/domain';
import type { FindAccount } from './accounts.ts';

/** Enough for a page, which leases on: what a dead process was fetching must not wait long for another one. */
const LEASE_MS = 20_000;
/** A long line is left after this long, so that other accounts have their turn. */
const READ_ON_FOR_MS = 30_000;
/** What was not told of is found by looking again after this long. */
const LOOK_AGAIN_MS = 5 * 60_000;
const RETRY_MS = 5_000;
const REFUSED_AGAIN_MS = 10 * 60_000;
/** What was written while the owner was connecting the account counts. */
const GRACE_MS = 5 * 60_000;

export interface PullDeps {
  readonly pulls: PullStore;
  readonly channels: Readonly<Record<ChannelName, Pick<Channel, 'pull'>>>;
  readonly findAccount: FindAccount;
  /** Stores what a page held; resolves when all of it is stored. */
  readonly storeAll: (account: NonNullable<Awaited<ReturnType<FindAccount>>>, page: ParsedMessages) => Promise<void>;
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
  readonly now: () => Date;
  readonly owner: string;
}

/**
 * Fetches an account's messages page by page from where it was last read to, each page stored before its cursor, so that a
 * process that dies in between reads the page again. Resolves to the ms after which to look again; to nothing when another
 * process is at it or nothing is due.
 */
export async function pullMessages(
  deps: PullDeps,
  tenantId: TenantId,
  accountId: AccountId,
): Promise<number | undefined> {
  const { pulls, now, owner } = deps;
  const startedAt = now();
  const claimed = await pulls.claim(tenantId, accountId, { owner, now: startedAt, until: leaseFrom(startedAt) });
  if (!claimed) return undefined;
  let againInMs = RETRY_MS;
  try {
    againInMs = await readPages(deps, tenantId, accountId, claimed);
  } finally {
    const again = new Date(now().getTime() + againInMs);
    await pulls.release(tenantId, accountId, owner, { requests: claimed.requests, again });
  }
  return againInMs === LOOK_AGAIN_MS ? undefined : againInMs;
}

/** A platform keeps days of messages, and hands all of them to an account that has read none yet. */
function sinceConnected({ connectedAt }: ConnectedAccount, page: ParsedMessages): ParsedMessages {
  if (!connectedAt) return page;
  const from = connectedAt.getTime() - GRACE_MS;
  const messages = page.messages.filter(({ sentAt }) => !sentAt || sentAt.getTime() >= from);
  const before = page.messages.length - messages.length;
  if (before === 0) return page;
  return { ...page, messages, ignored: [...page.ignored, `${before} messages from before the account was connected`] };
}

async function readPages(
  deps: PullDeps,
  tenantId: TenantId,
  accountId: AccountId,
  claimed: { readonly cursor?: string; readonly token?: string },
): Promise<number> {
  const { token } = claimed;
  let { cursor } = claimed;
  const until = deps.now().getTime() + READ_ON_FOR_MS;
  while (deps.now().getTime() < until) {
    const account = await deps.findAccount(tenantId, accountId);
    if (!account) return REFUSED_AGAIN_MS;
    const channel = deps.channels[account.channel];
    if (!channel.pull) return REFUSED_AGAIN_MS;
    const page = await channel.pull(account, {
      ...(cursor !== undefined && { cursor }),
      ...(token !== undefined && { token }),
    });
    if (page.kind !== 'page') {
      deps.note({ accountId, detail: page.detail }, 'fetching messages failed');
      return page.kind === 'refused' ? REFUSED_AGAIN_MS : (page.retryAfterMs ?? RETRY_MS);
    }
    await deps.storeAll(account, sinceConnected(account, page));
    if (page.cursor !== cursor && page.cursor !== '') {
      await deps.pulls.advance(tenantId, accountId, { owner: deps.owner, until: leaseFrom(deps.now()) }, page.cursor);
    } else if (page.hasMore) {
      deps.note({ accountId }, 'a page that says there is more leads nowhere');
      return RETRY_MS;
    }
    cursor = page.cursor;
    if (!page.hasMore) return LOOK_AGAIN_MS;
  }
  return 0;
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
