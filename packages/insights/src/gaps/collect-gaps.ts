import { type AddConfirmedDeps, addConfirmed } from '../confirmed/add-confirmed.ts';
import type { CountingJob, CountingProgress } from '../ports.ts';
import { type AddToGapsDeps, addToGaps } from './add-to-gaps.ts';
import { orderGaps } from './order-gaps.ts';
import type { TurnFacts } from './ports.ts';
import { readFailures } from './read-failures.ts';

export interface CollectGapsDeps extends AddToGapsDeps, AddConfirmedDeps {
  readonly facts: TurnFacts;
  /** Its progress: how far messages were read as they came, and how far once customers had had their time to choose. */
  readonly job: CountingJob;
  /** Names this process in leases. */
  readonly owner: string;
}

const SLICE_MS = 600_000;
/** How far reading stays behind, so that what was said has been dealt with. */
const BEHIND_MS = 5_000;
/** How much longer it waits for what is about to be dealt with. */
const WAITS_FOR_MS = 60_000;
/** After so long a customer has not chosen. */
const CHOOSES_WITHIN_MS = 3_600_000;
const BEGINS_MS = 30 * 86_400_000;
const LEASE_MS = 120_000;
const MOST_SLICES = 30;
const MOST_ORDERED = 5;

/**
 * Reads which questions were left unanswered since the last time, of all tenants, puts them into gaps, and puts the gaps in
 * order whose time has come. One process at a time does it; wherever it breaks off, the next call goes on and no question is
 * in a gap twice. `more` says that there is more to do at once.
 */
export async function collectGaps(deps: CollectGapsDeps): Promise<{ readonly more: boolean }> {
  const claimed = await deps.job.claim({ owner: deps.owner, now: deps.now(), until: leaseEnd(deps) });
  if (!claimed) return { more: false };
  try {
    // What is said meanwhile is the next call's: whoever runs after the present never gets there.
    const nowMs = deps.now().getTime();
    const begin = new Date(nowMs - BEGINS_MS);
    let progress = claimed.progress ?? { countedTo: begin, settledTo: begin };
    let step: CountingProgress | undefined;
    for (let slices = 0; slices < MOST_SLICES; slices += 1) {
      step = (await collectSlice(deps, progress, nowMs)) ?? (await settleSlice(deps, progress, nowMs));
      if (!step) break;
      if (!(await deps.job.advance(deps.owner, leaseEnd(deps), step))) return { more: false };
      progress = step;
    }
    const due = await deps.gaps.listToOrder(deps.now(), MOST_ORDERED);
    for (const tenantId of due) {
      if (!(await deps.job.advance(deps.owner, leaseEnd(deps), progress))) return { more: false };
      await orderGaps(deps, tenantId);
    }
    return { more: step !== undefined || due.length === MOST_ORDERED };
  } finally {
    await deps.job.release(deps.owner);
  }
}

async function collectSlice(
  deps: CollectGapsDeps,
  progress: CountingProgress,
  nowMs: number,
): Promise<CountingProgress | undefined> {
  const slice = await sliceFrom(deps, progress.countedTo, nowMs - BEHIND_MS);
  if (!slice) return undefined;
  const isRecent = nowMs - slice.to.getTime() < BEHIND_MS + WAITS_FOR_MS;
  if (isRecent && (await deps.facts.hasUnhandled(slice.from, slice.to))) return undefined;
  await addFailures(deps, slice, false);
  return { ...progress, countedTo: slice.to };
}

/** Looks once more: at what customers did not choose, what was dealt with late, and what was confirmed. */
async function settleSlice(
  deps: CollectGapsDeps,
  progress: CountingProgress,
  nowMs: number,
): Promise<CountingProgress | undefined> {
  const limit = Math.min(progress.countedTo.getTime(), nowMs - CHOOSES_WITHIN_MS);
  const slice = await sliceFrom(deps, progress.settledTo, limit);
  if (!slice) return undefined;
  await addFailures(deps, slice, true);
  await addConfirmed(deps, slice.from, slice.to);
  return { ...progress, settledTo: slice.to };
}

interface Slice {
  readonly from: Date;
  readonly to: Date;
}

/** From the first message on; where there is none, to the end at once. */
async function sliceFrom({ facts }: CollectGapsDeps, from: Date, limitMs: number): Promise<Slice | undefined> {
  if (from.getTime() >= limitMs) return undefined;
  const first = await facts.firstFrom(from);
  if (!first || first.getTime() >= limitMs) return { from: new Date(limitMs), to: new Date(limitMs) };
  return { from: first, to: new Date(Math.min(first.getTime() + SLICE_MS, limitMs)) };
}

async function addFailures(deps: CollectGapsDeps, { from, to }: Slice, isOver: boolean): Promise<void> {
  const failures = await readFailures(deps, from, to, isOver);
  for (const [tenantId, ofTenant] of Map.groupBy(failures, (failure) => failure.tenantId)) {
    await addToGaps(deps, tenantId, ofTenant);
  }
}

function leaseEnd({ now }: CollectGapsDeps): Date {
  return new Date(now().getTime() + LEASE_MS);
}
