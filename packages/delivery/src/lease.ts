import type { DeliverDeps } from './ports.ts';

/** Longer than any one send may take, so that a lease that ran out means a process that died. */
const LEASE_MS = 20_000;

/** Of a lease, what must be left for a send to begin: more than any one send may take. */
export const LEAST_LEFT_MS = 15_000;

/** A lease of this process, from now. */
export function leaseOf({ owner, now }: Pick<DeliverDeps, 'owner' | 'now'>): { owner: string; until: Date } {
  return { owner, until: new Date(now().getTime() + LEASE_MS) };
}
