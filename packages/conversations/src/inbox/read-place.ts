import { isOpenAt, type Priority, settingsOf, type Tenant } from '@answerdesk/domain';
import type { HandleDeps } from '../ports.ts';

const LATELY_MS = 7 * 24 * 60 * 60_000;
const FEWEST_WAITS = 5;
const MOST_WAITS = 25;
/** Whoever is further back is not told so: a number says nothing any more. */
const FURTHEST_PLACE = 20;
/** Longer than this is no usual wait, but one over a night. */
const LONGEST_USUAL_MINUTES = 120;

/** Where in the line of those who wait somebody is who joins it now, and how long that usually takes. */
export interface Place {
  /** 1 is next. */
  readonly number?: number;
  readonly usualMinutes?: number;
}

/**
 * Tells a customer's place in line as far as it can be told truthfully: nothing while the business is closed, no usual wait
 * before five people were taken in a week. Never rejects: without a place there is still a person to come.
 */
export async function readPlace(
  { queue, reportFailure, now }: Pick<HandleDeps, 'queue' | 'reportFailure' | 'now'>,
  tenant: Tenant,
  priority: Priority,
): Promise<Place> {
  const at = now();
  if (!isOpenAt(settingsOf(tenant).hours, at)) return {};
  try {
    const [ahead, waits] = await Promise.all([
      queue.countWaiting(tenant.id, priority, FURTHEST_PLACE),
      queue.listWaits(tenant.id, new Date(at.getTime() - LATELY_MS), MOST_WAITS),
    ]);
    const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;
    const usualMinutes = Math.max(1, Math.ceil(median / 60_000));
    const isUsual = waits.length >= FEWEST_WAITS && usualMinutes <= LONGEST_USUAL_MINUTES;
    return { ...(ahead < FURTHEST_PLACE && { number: ahead + 1 }), ...(isUsual && { usualMinutes }) };
  } catch (error) {
    reportFailure('reading the line of those who wait', error);
    return {};
  }
}
