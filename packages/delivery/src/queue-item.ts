import type { ConnectedAccount, OutboxItem } from '@answerdesk/domain';
import { type DeliveryStep, deliverNext, sendClaimed } from './deliver-next.ts';
import { leaseOf } from './lease.ts';
import type { DeliverDeps } from './ports.ts';

/** What is queued; with `claimedFor` this process has it already, and must send it or put it back in line. */
export interface Queued {
  readonly item: OutboxItem;
  readonly claimedFor?: ConnectedAccount;
}

/**
 * Puts an item in its conversation's line. Where the platform's limits leave room now it is claimed with the same write,
 * so that sending it costs no more; `sendQueued` looks whether it may go. Where the caller knows of another one before it,
 * that is no use.
 */
export async function queueItem(
  deps: Pick<DeliverDeps, 'outbox' | 'pacer' | 'channels' | 'findAccount' | 'now' | 'owner'>,
  item: OutboxItem,
  isBehindAnother: boolean,
): Promise<Queued> {
  const account = isBehindAnother ? undefined : await deps.findAccount(item.tenantId, item.accountId);
  const hasRoom = account && deps.pacer.reserve(account, item, deps.channels[account.channel].capabilities) === 0;
  if (!hasRoom) return { item: (await deps.outbox.add(item.tenantId, item)).item };
  const added = await deps.outbox.add(item.tenantId, item, leaseOf(deps));
  return added.isNew ? { item: added.item, claimedFor: account } : { item: added.item };
}

/** Sends an item that was claimed as it was queued; behind another one it goes back in line, and the step is that one's. */
export async function sendQueued(
  deps: DeliverDeps,
  item: OutboxItem,
  account: ConnectedAccount,
): Promise<DeliveryStep> {
  const { tenantId, conversationId } = item;
  const [inLine, epoch] = await Promise.all([
    deps.outbox.head(tenantId, conversationId),
    deps.findEpoch(tenantId, conversationId),
  ]);
  if (inLine?.item.id === item.id) return sendClaimed(deps, account, { ...inLine, item }, epoch);
  await unqueueItem(deps, item);
  return deliverNext(deps, tenantId, conversationId);
}

/** Puts an item that was claimed as it was queued back in line, untried. */
export async function unqueueItem(
  deps: Pick<DeliverDeps, 'outbox' | 'now' | 'owner'>,
  item: OutboxItem,
): Promise<void> {
  const untried = { notBefore: deps.now(), isAttempt: false, isUncertain: false };
  await deps.outbox.postpone(item.tenantId, item.id, deps.owner, untried);
}
