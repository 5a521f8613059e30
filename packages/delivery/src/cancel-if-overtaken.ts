import type { ConnectedAccount, OutboxItem } from '@answerdesk/domain';
import type { DeliverDeps } from './ports.ts';

/**
 * Cancels a claimed item of a bot's that must not be said any more: its account went into shadow, where a person is left
 * with it, or the conversation changed hands since it was made. `epoch` is the conversation's, read after the claim was stored.
 */
export async function cancelIfOvertaken(
  { outbox, leaveToPeople, owner }: Pick<DeliverDeps, 'outbox' | 'leaveToPeople' | 'owner'>,
  account: ConnectedAccount,
  item: OutboxItem,
  epoch: number | undefined,
): Promise<boolean> {
  if (item.botEpoch === undefined) return false;
  const isInShadow = account.stage === 'shadow';
  if (!isInShadow && item.botEpoch === epoch) return false;
  if (isInShadow) await leaveToPeople(item);
  await outbox.cancel(item.tenantId, item.id, owner);
  return true;
}
