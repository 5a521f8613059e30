import type { TenantId } from '@answerdesk/domain';
import type { UsageEventDoc } from '../usage-schemas.ts';
import { addToCells, cellKeyOf } from './usage-cells.ts';

/** What a writer's events from after a number up to another come to, by cell; whoever took it says whether it was used. */
export interface Tally {
  readonly writer: string;
  readonly after: number;
  readonly upTo: number;
  readonly cells: ReadonlyMap<string, number>;
  end(wasUsed: boolean): void;
}

interface Kept {
  after: number;
  upTo: number;
  cells: Map<string, number>;
  isTaken: boolean;
}

/** Counts along what one writer has stored, so that its own process need not read it to sum it up. */
export function createTallies(writer: string) {
  const tenants = new Map<TenantId, Kept>();
  return {
    /** Each event that is stored, in the order of their numbers. */
    add(event: UsageEventDoc): void {
      const kept = tenants.get(event.tenantId) ?? { after: 0, upTo: 0, cells: new Map(), isTaken: false };
      tenants.set(event.tenantId, kept);
      kept.upTo = event.number;
      addToCells(kept.cells, cellKeyOf(event), event.quantity);
    },
    /** Takes a tenant's; undefined where there is none, and while somebody has it. */
    take(tenantId: TenantId): Tally | undefined {
      const kept = tenants.get(tenantId);
      if (!kept || kept.isTaken || kept.cells.size === 0) return undefined;
      const { after, upTo, cells } = kept;
      kept.isTaken = true;
      kept.after = upTo;
      kept.cells = new Map();
      return {
        writer,
        after,
        upTo,
        cells,
        end(wasUsed) {
          kept.isTaken = false;
          if (wasUsed) return;
          kept.after = after;
          for (const [key, quantity] of cells) addToCells(kept.cells, key, quantity);
        },
      };
    },
  };
}
