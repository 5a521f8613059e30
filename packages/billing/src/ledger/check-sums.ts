import type { TenantId } from '@answerdesk/domain';
import type { LedgerStore, UsageCell, UsageSums } from './ports.ts';

export interface SumsDifference extends Omit<UsageCell, 'quantity'> {
  /** What the events come to. */
  readonly events: number;
  /** What the sums say. */
  readonly sums: number;
}

/**
 * Counts a tenant's events of the hours from `from` (inclusive) to `to` (exclusive) again and compares the sums: resolves to
 * where they differ. What is written meanwhile may show as a difference; one that stays is a fault.
 */
export async function checkSums(
  deps: { readonly ledger: Pick<LedgerStore, 'recount'>; readonly sums: Pick<UsageSums, 'read'> },
  tenantId: TenantId,
  from: Date,
  to: Date,
): Promise<readonly SumsDifference[]> {
  const differences = new Map<string, SumsDifference>();
  const add = (cells: readonly UsageCell[], side: 'events' | 'sums') => {
    for (const { quantity, ...cell } of cells) {
      const key = [cell.hour.getTime(), cell.plan, cell.kind, cell.rule, cell.channel].join('|');
      const known = differences.get(key) ?? { ...cell, events: 0, sums: 0 };
      differences.set(key, { ...known, [side]: known[side] + quantity });
    }
  };
  add(await deps.ledger.recount(tenantId, from, to), 'events');
  add(await deps.sums.read(tenantId, from, to), 'sums');
  return [...differences.values()].filter(({ events, sums }) => events !== sums);
}
