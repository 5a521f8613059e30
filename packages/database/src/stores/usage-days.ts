import type { UsageCell } from '@answerdesk/billing';
import type { TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { cellsOf } from './usage-cells.ts';

const MOST_CELLS = 300_000;

/** A day's sums as of a batch. */
export interface UsageDay {
  readonly day: string;
  readonly batch: number;
  readonly sums: Readonly<Record<string, number>>;
  readonly cells: readonly UsageCell[];
}

/**
 * Reads days' documents, from `from` (inclusive) to `to` (exclusive), and keeps them: what a day came to as of a batch never
 * changes, so that of a month only the days with a newer one are fetched again.
 */
export function createUsageDays({ usagedays }: Pick<Models, 'usagedays'>) {
  const kept = new Map<TenantId, Map<string, UsageDay>>();

  function forgetOldest(): void {
    const sizes = [...kept].map(([tenantId, days]) => ({ tenantId, size: sizeOf(days) }));
    let sum = sizes.reduce((all, { size }) => all + size, 0);
    for (const { tenantId, size } of sizes.slice(0, -1)) {
      if (sum <= MOST_CELLS) return;
      kept.delete(tenantId);
      sum -= size;
    }
  }

  return async (tenantId: TenantId, from: string, to: string): Promise<readonly UsageDay[]> => {
    const known = kept.get(tenantId) ?? new Map<string, UsageDay>();
    const inRange = () => [...known.values()].filter(({ day }) => day >= from && day < to);
    const asKnown = inRange().map(({ day, batch }) => ({ day, batch }));
    const docs = await usagedays
      .find({ tenantId, day: { $gte: from, $lt: to }, ...(asKnown.length > 0 && { $nor: asKnown }) })
      .lean();
    kept.delete(tenantId);
    kept.set(tenantId, known);
    for (const { day, batch, cells: sums } of docs) {
      // A slower reading of before must not undo a newer one's.
      if ((known.get(day)?.batch ?? -1) >= batch) continue;
      const cells = cellsOf(Object.entries(sums).filter(([, quantity]) => quantity !== 0));
      known.set(day, { day, batch, sums, cells });
    }
    forgetOldest();
    return inRange();
  };
}

function sizeOf(days: ReadonlyMap<string, UsageDay>): number {
  return [...days.values()].reduce((sum, { cells }) => sum + cells.length, 0);
}
