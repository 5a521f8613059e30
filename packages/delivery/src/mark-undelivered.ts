import type { TenantId, Undelivered } from '@answerdesk/domain';
import { itemOfKey } from './part-key.ts';
import type { DeliverDeps, Outbox } from './ports.ts';

/**
 * Records that a platform took a message and told afterwards that it never reached the customer. Safe to repeat; what is
 * told of a message that is not ours changes nothing.
 */
export async function markUndelivered(
  deps: { readonly outbox: Pick<Outbox, 'failSent'>; readonly markUnreachable: DeliverDeps['markUnreachable'] },
  tenantId: TenantId,
  { idempotencyKey, reason, detail }: Undelivered,
): Promise<void> {
  const itemId = itemOfKey(idempotencyKey);
  const item = itemId && (await deps.outbox.failSent(tenantId, itemId, { reason, detail: detail.slice(0, 500) }));
  if (item && reason === 'blocked-by-contact') await deps.markUnreachable(tenantId, item.contactId);
}
