import type { TenantId } from '@answerdesk/domain';
import type { CountStore, HourOfCounts, MessageFacts } from './ports.ts';
import { HOUR_MS, tallyMessages } from './tally.ts';

/**
 * Counts an hour that is over from its messages alone and puts that in place of what was counted before. `againAt` is when to do it
 * again should a message in it still wait. Resolves to the count.
 */
export async function recountHour(
  deps: { readonly facts: Pick<MessageFacts, 'ofTenant'>; readonly counts: Pick<CountStore, 'replace'> },
  tenantId: TenantId,
  start: Date,
  againAt: Date,
): Promise<HourOfCounts> {
  const messages = deps.facts.ofTenant(tenantId, start, new Date(start.getTime() + HOUR_MS));
  const [hour = { start, cells: [], waiting: 0 }] = await tallyMessages(messages);
  await deps.counts.replace(tenantId, hour, hour.waiting > 0 ? againAt : undefined);
  return hour;
}
