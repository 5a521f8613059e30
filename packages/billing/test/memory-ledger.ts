import type { TenantId } from '@answerdesk/domain';
import type { LedgerEvent, LedgerStore, UsageCell, UsageSums } from '../src/ledger/ports.ts';

/** A ledger in memory, whose sums are what its events come to. */
export function createMemoryLedger(): LedgerStore & Pick<UsageSums, 'read'> & { readonly all: readonly LedgerEvent[] } {
  const all: LedgerEvent[] = [];
  const of = (tenantId: TenantId) => all.filter((event) => event.tenantId === tenantId);
  const within = (tenantId: TenantId, from: Date, to: Date) =>
    of(tenantId).filter(({ hour }) => hour >= from && hour < to);
  const cells = async (tenantId: TenantId, from: Date, to: Date): Promise<readonly UsageCell[]> =>
    within(tenantId, from, to).map(({ hour, plan, kind, rule, channel, quantity }) => ({
      hour,
      plan,
      kind,
      rule,
      ...(channel && { channel }),
      quantity,
    }));
  return {
    all,
    async add(tenantId, event) {
      if (of(tenantId).some(({ id }) => id === event.id)) return false;
      all.push(event);
      return true;
    },
    find: async (tenantId, id) => of(tenantId).find((event) => event.id === id),
    async list(tenantId, { from, to, kinds, before, limit }) {
      const newest = within(tenantId, from, to)
        .filter(({ kind }) => !kinds || kinds.includes(kind))
        .reverse();
      const start = before === undefined ? 0 : newest.findIndex(({ id }) => id === before) + 1;
      const events = newest.slice(start, start + limit);
      const last = events.at(-1);
      return { events, ...(events.length === limit && last && { nextBefore: last.id }) };
    },
    recount: cells,
    read: cells,
  };
}
