import type { ConnectedAccount, OutboxItem } from '@answerdesk/domain';
import type { DeliverDeps } from './ports.ts';

/**
 * Cancels a claimed item of a bot's that must not be said any more: its account went into shadow, where a person is left
 * with it, or an agent took the pen since it was made. `firstEpoch` is the first whose messages may be said, read after the
 * claim was stored.
 */
export async function cancelIfOvertaken(
  { outbox, leaveToPeople, owner }: Pick<DeliverDeps, 'outbox' | 'leaveToPeople' | 'owner'>,
  account: ConnectedAccount,
  item: OutboxItem,
  firstEpoch: number | undefined,
): Promise<boolean> {
  if (item.botEpoch === undefined) return false;
  const isInShadow = account.stage === 'shadow';
  if (!isInShadow && firstEpoch !== undefined && item.botEpoch >= firstEpoch) return false;
  if (isInShadow) await leaveToPeople(item);
  await outbox.cancel(item.tenantId, item.id, owner);
  return true;
}
