import type { TenantId, UsageEvent, UserId } from '@answerdesk/domain';
import type { Seat } from '@answerdesk/tenants';

const EVERY_MS = 3_600_000;

export interface SeatDeps {
  /** Every member who may write in conversations, of whichever tenant. */
  readonly listSeats: () => AsyncIterable<Seat>;
  readonly record: (event: UsageEvent) => Promise<unknown>;
  readonly now: () => Date;
}

/**
 * Makes the job that counts each tenant's agents once a month (UTC): whoever may write in conversations at some time of it.
 * It looks once an hour; what this process has counted it does not count again.
 */
export function createSeatCounter({ listSeats, record, now }: SeatDeps): () => Promise<void> {
  let counted = { month: '', ids: new Set<string>() };
  let nextMs = 0;
  return async () => {
    const at = now();
    if (at.getTime() < nextMs) return;
    const month = at.toISOString().slice(0, 7);
    if (counted.month !== month) counted = { month, ids: new Set() };
    for await (const { tenantId, userId } of listSeats()) {
      const key = `${tenantId} ${userId}`;
      if (counted.ids.has(key)) continue;
      await record(seatOf(tenantId, userId, month, at));
      counted.ids.add(key);
    }
    nextMs = at.getTime() + EVERY_MS;
  };
}

function seatOf(tenantId: TenantId, userId: UserId, month: string, at: Date): UsageEvent {
  return { id: `seat:${month}:${userId}`, tenantId, kind: 'agent-seat', rule: 'used', quantity: 1, at };
}
