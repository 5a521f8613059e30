import type { MessageId, ReplyFate, TenantId } from '@answerdesk/domain';
import { DAY_MS, HOUR_MS } from './hours.ts';
import type { LedgerEvent, LedgerStore, TenantHour, UsageHours } from './ports.ts';
import { refundEventOf } from './refund-usage.ts';

const LEASE_MS = 60_000;
const AT_ONCE = 200;
/** What an hour's last reply may take to arrive, or not: it is tried for a day. */
const LOOKED_AT_AGAIN_AFTER_MS = DAY_MS + HOUR_MS;

export interface SettleDeps {
  readonly ledger: Pick<LedgerStore, 'list' | 'add'>;
  readonly hours: Pick<UsageHours, 'claim' | 'advance' | 'finish'>;
  /** What became of the answers to messages; of what is not known any more it says nothing. */
  readonly fatesOf: (tenantId: TenantId, causeIds: readonly MessageId[]) => Promise<ReadonlyMap<MessageId, ReplyFate>>;
  /** Has a tenant's new events summed up soon; must not throw. */
  readonly wakeSumming: (tenantId: TenantId) => void;
  readonly now: () => Date;
}

/**
 * Takes back what an hour's answers cost that never reached their customer, and settles the hour. A day later it is looked
 * at once more, for what was still on its way or turned out not to have arrived. One process at a time does it; where one dies
 * the next goes on, and what is taken back twice is taken back once. `not-due` when nothing is due in the hour, or somebody
 * is at it.
 */
export async function settleHour(
  deps: SettleDeps,
  { tenantId, hour }: TenantHour,
): Promise<'settled' | 'not-due' | 'lease-lost'> {
  const end = new Date(hour.getTime() + HOUR_MS);
  let look = await deps.hours.claim(tenantId, hour, { now: deps.now(), until: leaseEnd(deps) });
  if (!look) return 'not-due';
  for (;;) {
    const { events, nextBefore } = await deps.ledger.list(tenantId, {
      from: hour,
      to: end,
      kinds: ['bot-reply'],
      limit: AT_ONCE,
      ...(look.checkedTo !== undefined && { before: look.checkedTo }),
    });
    await takeBackLost(deps, tenantId, events);
    if (nextBefore === undefined) break;
    look = await deps.hours.advance(tenantId, hour, look.token, { checkedTo: nextBefore, until: leaseEnd(deps) });
    if (!look) return 'lease-lost';
  }
  const at = deps.now();
  const againAt = new Date(end.getTime() + LOOKED_AT_AGAIN_AFTER_MS);
  await deps.hours.finish(tenantId, hour, look.token, { at, ...(at < againAt && { againAt }) });
  return 'settled';
}

async function takeBackLost(deps: SettleDeps, tenantId: TenantId, events: readonly LedgerEvent[]): Promise<void> {
  const replies = new Map(
    events.flatMap((event) => (event.of === undefined && event.causeId ? [[event.causeId, event] as const] : [])),
  );
  if (replies.size === 0) return;
  const fates = await deps.fatesOf(tenantId, [...replies.keys()]);
  const lost = [...replies].flatMap(([causeId, event]) => (fates.get(causeId) === 'lost' ? [event] : []));
  await Promise.all(
    lost.map((event) => deps.ledger.add(tenantId, refundEventOf(event, { reason: 'never-delivered', at: deps.now() }))),
  );
  if (lost.length > 0) deps.wakeSumming(tenantId);
}

function leaseEnd({ now }: SettleDeps): Date {
  return new Date(now().getTime() + LEASE_MS);
}
