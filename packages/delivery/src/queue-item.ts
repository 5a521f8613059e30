import type { ConnectedAccount, OutboxItem } from '@answerdesk/domain';
import { leaseOf } from './lease.ts';
import type { DeliverDeps } from './ports.ts';

/** What is queued; with `claimedFor` this process has it already, and must send it or put it back in line. */
export interface Queued {
  readonly item: OutboxItem;
  readonly claimedFor?: ConnectedAccount;
}

/**
 * Puts an item in its conversation's line. Where the line is empty and the platform's limits leave room now, it is claimed
 * with the same write, so that sending it costs no more. Nobody else may add to the conversation meanwhile; the caller's
 * lease of the conversation sees to that.
 */
export async function queueItem(
  deps: Pick<DeliverDeps, 'outbox' | 'pacer' | 'channels' | 'findAccount' | 'now' | 'owner'>,
  item: OutboxItem,
): Promise<Queued> {
  const { tenantId, conversationId } = item;
  const [account, inLine] = await Promise.all([
    deps.findAccount(tenantId, item.accountId),
    deps.outbox.head(tenantId, conversationId),
  ]);
  const hasRoom =
    account && !inLine && deps.pacer.reserve(account, item, deps.channels[account.channel].capabilities) === 0;
  if (!hasRoom) return { item: (await deps.outbox.add(tenantId, item)).item };
  const added = await deps.outbox.add(tenantId, item, leaseOf(deps));
  return added.isNew ? { item: added.item, claimedFor: account } : { item: added.item };
}
