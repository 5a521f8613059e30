import type { TenantId, UsageRefund } from '@answerdesk/domain';
import type { LedgerEvent, LedgerStore } from './ports.ts';

export interface RefundDeps {
  readonly ledger: Pick<LedgerStore, 'add' | 'find'>;
  /** Has a tenant's new events summed up soon; must not throw. */
  readonly wakeSumming: (tenantId: TenantId) => void;
}

/**
 * Takes back what was counted under `of`: by an event of its own, with the quantity below 0, that counts in the hour, plan,
 * rule and channel of what it takes back. `already` when it was taken back before, for whatever reason; `nothing` when
 * nothing was counted under that id.
 */
export async function refundUsage(deps: RefundDeps, refund: UsageRefund): Promise<'refunded' | 'already' | 'nothing'> {
  const { tenantId, of } = refund;
  const original = await deps.ledger.find(tenantId, of);
  if (!original || original.of !== undefined) return 'nothing';
  if (!(await deps.ledger.add(tenantId, refundEventOf(original, refund)))) return 'already';
  deps.wakeSumming(tenantId);
  return 'refunded';
}

/** The event that takes one back; its id is the same whatever the reason, so that it is taken back once. */
export function refundEventOf(
  original: LedgerEvent,
  { reason, causeId, at }: Pick<UsageRefund, 'reason' | 'causeId' | 'at'>,
): LedgerEvent {
  const { causeId: _caused, id: of, ...same } = original;
  return {
    ...same,
    id: refundIdOf(of),
    quantity: -original.quantity,
    of,
    reason,
    ...(causeId !== undefined && { causeId }),
    at,
  };
}

/** The id under which something is taken back. */
export function refundIdOf(id: string): string {
  return `refund:${id}`;
}
