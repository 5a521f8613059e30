import type { ConnectedAccount, OutboxItem } from '@answerdesk/domain';
import { type DeliveryStep, deliverNext, heldForCallMs, readEpoch, sendClaimed } from './deliver-next.ts';
import { LEAST_LEFT_MS, leaseOf } from './lease.ts';
import type { DeliverDeps } from './ports.ts';

/** An item that this process claimed as it queued it, and must send or put back in line. */
export interface ClaimedAtOnce {
  readonly item: OutboxItem;
  readonly account: ConnectedAccount;
  readonly until: Date;
}

/**
 * Puts an item in its conversation's line and returns what is stored under its id. Where the platform's limits leave room
 * now it is claimed with the same write, so that sending it costs no more; `sendClaimedAtOnce` looks whether it may go.
 * Where the caller knows of another one before it, that is no use.
 */
export async function queueItem(
  deps: Pick<DeliverDeps, 'outbox' | 'pacer' | 'channels' | 'findAccount' | 'now' | 'owner'>,
  item: OutboxItem,
  isBehindAnother: boolean,
): Promise<{ readonly item: OutboxItem; readonly claimed?: ClaimedAtOnce }> {
  const account = isBehindAnother ? undefined : await deps.findAccount(item.tenantId, item.accountId);
  const isHeld = account !== undefined && heldForCallMs(deps, account, item) > 0;
  const hasRoom =
    account && !isHeld && deps.pacer.reserve(account, item, deps.channels[account.channel].capabilities) === 0;
  if (!hasRoom) return { item: (await deps.outbox.add(item.tenantId, item)).item };
  const lease = leaseOf(deps);
  const added = await deps.outbox.add(item.tenantId, item, lease);
  if (!added.isNew) return { item: added.item };
  return { item: added.item, claimed: { item: added.item, account, until: lease.until } };
}

/**
 * Sends an item that was claimed as it was queued. Behind another one, or when too little is left of its lease, it goes
 * back in line and the step is that of whichever stands first.
 */
export async function sendClaimedAtOnce(deps: DeliverDeps, claimed: ClaimedAtOnce): Promise<DeliveryStep> {
  const { item, account, until } = claimed;
  const { tenantId, conversationId } = item;
  const [inLine, seen] = await Promise.all([deps.outbox.head(tenantId, conversationId), readEpoch(deps, item)]);
  const isOurs = inLine?.item.id === item.id && inLine.notBefore.getTime() === until.getTime();
  if (isOurs && until.getTime() - deps.now().getTime() >= LEAST_LEFT_MS) {
    return sendClaimed(deps, account, { ...inLine, item }, seen, until);
  }
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
