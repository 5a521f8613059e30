import type { CountingJob, CountingProgress, CountStore, MessageFacts } from './ports.ts';
import { recountHour } from './recount-hour.ts';
import { HOUR_MS, tallyMessages } from './tally.ts';

const SLICE_MS = 10_000;
/** How far counting stays behind, so that a slice is whole when it is counted. */
const BEHIND_MS = 10_000;
/** How much longer it waits for what is about to be dealt with. */
const WAITS_FOR_MS = 60_000;
const SETTLES_AFTER_MS = 10 * 60_000;
const AGAIN_AFTER_MS = 15 * 60_000;
const LEASE_MS = 120_000;
const MOST_SLICES = 60;
const MOST_HOURS = 6;
const MOST_DUE = 20;

export interface CountDeps {
  readonly facts: MessageFacts;
  readonly counts: CountStore;
  readonly job: CountingJob;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}

/**
 * Counts what came since the last time, as far as it is whole, and settles hours that are over. One process at a time does
 * it; wherever it breaks off, the next call goes on and nothing is counted twice or left out. `more` says that there is more
 * to do at once.
 */
export async function countMessages(deps: CountDeps): Promise<{ readonly more: boolean }> {
  const claimed = await deps.job.claim({ owner: deps.owner, now: deps.now(), until: leaseEnd(deps) });
  if (!claimed) return { more: false };
  try {
    let progress = claimed.progress ?? (await beginning(deps));
    let steps = 0;
    let step: CountingProgress | undefined;
    do {
      step = (await countSlice(deps, progress)) ?? (await settleHour(deps, progress));
      if (step && !(await deps.job.advance(deps.owner, leaseEnd(deps), step))) return { more: false };
      progress = step ?? progress;
      steps += 1;
    } while (step && steps < MOST_SLICES + MOST_HOURS);
    await countDueAgain(deps);
    return { more: step !== undefined };
  } finally {
    await deps.job.release(deps.owner);
  }
}

/** Counts begin with the first message there is. */
async function beginning({ facts, now }: CountDeps): Promise<CountingProgress> {
  const first = (await facts.firstFrom(new Date(0))) ?? now();
  const hour = new Date(Math.floor(first.getTime() / HOUR_MS) * HOUR_MS);
  return { countedTo: hour, settledTo: hour };
}

async function countSlice(deps: CountDeps, progress: CountingProgress): Promise<CountingProgress | undefined> {
  const nowMs = deps.now().getTime();
  const limit = Math.floor((nowMs - BEHIND_MS) / SLICE_MS) * SLICE_MS;
  if (progress.countedTo.getTime() + SLICE_MS > limit) return undefined;
  const first = await deps.facts.firstFrom(progress.countedTo);
  if (!first || first.getTime() >= limit) return { ...progress, countedTo: new Date(limit) };
  const from = new Date(Math.floor(first.getTime() / SLICE_MS) * SLICE_MS);
  const to = new Date(from.getTime() + SLICE_MS);
  const isRecent = nowMs - to.getTime() < BEHIND_MS + WAITS_FOR_MS;
  if (isRecent && (await deps.facts.hasUnhandled(from, to))) return undefined;
  for (const hour of await tallyMessages(deps.facts.between(from, to))) {
    await deps.counts.add(hour.tenantId, hour, to);
  }
  return { ...progress, countedTo: to };
}

async function settleHour(deps: CountDeps, progress: CountingProgress): Promise<CountingProgress | undefined> {
  const nowMs = deps.now().getTime();
  const settled = new Date(Math.floor((nowMs - SETTLES_AFTER_MS) / HOUR_MS) * HOUR_MS);
  const known = Math.min(settled.getTime(), Math.floor(progress.countedTo.getTime() / HOUR_MS) * HOUR_MS);
  if (progress.settledTo.getTime() >= known) return undefined;
  const first = await deps.facts.firstFrom(progress.settledTo);
  if (!first || first.getTime() >= known) return { ...progress, settledTo: new Date(known) };
  const from = new Date(Math.floor(first.getTime() / HOUR_MS) * HOUR_MS);
  const to = new Date(from.getTime() + HOUR_MS);
  for (const hour of await tallyMessages(deps.facts.between(from, to))) {
    const againAt = hour.waiting > 0 ? new Date(nowMs + AGAIN_AFTER_MS) : undefined;
    await deps.counts.replace(hour.tenantId, hour, againAt);
  }
  return { ...progress, settledTo: to };
}

async function countDueAgain(deps: CountDeps): Promise<void> {
  for (const { tenantId, start } of await deps.counts.listDue(deps.now(), MOST_DUE)) {
    await recountHour(deps, tenantId, start, new Date(deps.now().getTime() + AGAIN_AFTER_MS));
  }
}

function leaseEnd({ now }: CountDeps): Date {
  return new Date(now().getTime() + LEASE_MS);
}
