import type { TenantId } from '@answerdesk/domain';
import type { HourOfCounts } from '../ports.ts';
import { HOUR_MS } from '../tally.ts';
import { type CountResolutionsDeps, countResolutions, hourOf } from './count-resolutions.ts';
import type { EnquiryKey, EnquiryStore, ResolutionJob, TranscriptReader } from './ports.ts';
import { createPostponed, type PostponedEnquiries } from './postponed.ts';
import { type DueEnquiry, type SettleConversationDeps, settleConversation } from './settle-conversation.ts';

interface SettleSomeDeps extends SettleConversationDeps, CountResolutionsDeps {
  readonly enquiries: EnquiryStore;
}

export interface SettleResolutionsDeps extends SettleSomeDeps {
  readonly transcripts: TranscriptReader;
  readonly job: ResolutionJob;
  /** Told of a conversation that could not be looked at; must not throw. */
  readonly reportFailure: (what: string, error: unknown) => void;
  /** Told which conversations were looked at, once what is kept of them is in line; told again where work breaks off. */
  readonly onSettled?: (keys: readonly EnquiryKey[]) => Promise<void>;
  /** Names this process in leases. */
  readonly owner: string;
}

/** Looked at together, so that a lively conversation is looked at once in so long. */
const SLICE_MS = 2 * 60_000;
/** How far reading stays behind, so that what was said has been dealt with. */
const BEHIND_MS = 5_000;
/** How much longer it waits for what is about to be dealt with. */
const WAITS_FOR_MS = 60_000;
const LEASE_MS = 120_000;
const LONGEST_SLICE_MS = 10 * 60_000;
const MOST_SLICES = 30;
const MOST_CONVERSATIONS = 500;
const MOST_DUE = 200;
const TOGETHER = 8;

/**
 * Looks at the conversations in which something was said since the last time and at those whose time to be quiet is over, of
 * all tenants: what is resolved, and what no longer is. One process at a time does it; wherever it breaks off, the next call
 * goes on, and nothing is counted twice or left out. A conversation that cannot be looked at is reported and tried again later,
 * ever more seldom, and keeps no other waiting. `more` says that there is more to do at once.
 */
export async function settleResolutions(deps: SettleResolutionsDeps): Promise<{ readonly more: boolean }> {
  const claimed = await deps.job.claim({ owner: deps.owner, now: deps.now(), until: leaseEnd(deps) });
  if (!claimed) return { more: false };
  try {
    let readTo = claimed.readTo ?? (await deps.transcripts.firstFrom(new Date(0))) ?? deps.now();
    const postponed = createPostponed(claimed.postponed);
    let slice: Slice | undefined;
    let looked = 0;
    for (let slices = 0; slices < MOST_SLICES && looked < MOST_CONVERSATIONS; slices += 1) {
      slice = await sliceFrom(deps, readTo);
      if (!slice) break;
      const keys = slice.from < slice.to ? await deps.transcripts.listActive(slice.from, slice.to) : [];
      if (!(await settleAll(deps, keys, readTo, postponed))) return { more: false };
      const progress = { readTo: slice.to, postponed: postponed.list() };
      if (!(await deps.job.advance(deps.owner, leaseEnd(deps), progress))) return { more: false };
      readTo = slice.to;
      looked += keys.length;
    }
    const now = deps.now();
    const listed = await deps.enquiries.listDue(now, MOST_DUE + postponed.list().length);
    const due = listed.filter((key) => !postponed.has(key));
    if (!(await settleAll(deps, [...due, ...postponed.listDue(now)], readTo, postponed))) return { more: false };
    return { more: slice !== undefined || due.length >= MOST_DUE };
  } finally {
    await deps.job.release(deps.owner);
  }
}

/**
 * Reads every conversation of a tenant with messages in an hour anew, whole, from what is stored of it, and counts the hour
 * anew from that. Resolves to the count.
 */
export async function recountResolutions(
  deps: SettleSomeDeps & { readonly transcripts: Pick<TranscriptReader, 'listActiveOf'> },
  tenantId: TenantId,
  start: Date,
): Promise<HourOfCounts> {
  const keys = await deps.transcripts.listActiveOf(tenantId, start, new Date(start.getTime() + HOUR_MS));
  const [failure] = await settleSome(deps, keys, { isWhole: true });
  if (failure) throw failure.error;
  return countResolutions(deps, tenantId, start);
}

/** False when another process has taken the work meanwhile. */
async function settleAll(
  deps: SettleResolutionsDeps,
  keys: readonly EnquiryKey[],
  readTo: Date,
  postponed: PostponedEnquiries,
): Promise<boolean> {
  const together = TOGETHER * TOGETHER;
  for (let first = 0; first < keys.length; first += together) {
    const some = keys.slice(first, first + together);
    const failures = await settleSome(deps, some);
    const errors = new Set(failures.map(({ error }) => error));
    for (const error of errors) deps.reportFailure('settling what a conversation came to', error);
    await deps.onSettled?.(some);
    postponed.note(some, failures, deps.now());
    const progress = { readTo, postponed: postponed.list() };
    if (!(await deps.job.advance(deps.owner, leaseEnd(deps), progress))) return false;
  }
  return true;
}

interface Failure {
  readonly key: EnquiryKey;
  readonly error: unknown;
}

interface Changed {
  readonly key: EnquiryKey;
  readonly enquiry: DueEnquiry;
}

/** Resolves to what failed: the rest is done, and what failed stays due. */
async function settleSome(
  deps: SettleSomeDeps,
  keys: readonly EnquiryKey[],
  options: { readonly isWhole?: boolean } = {},
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  const changed: Changed[] = [];
  for (let first = 0; first < keys.length; first += TOGETHER) {
    const some = keys.slice(first, first + TOGETHER).map(async (key) => {
      try {
        const enquiries = await settleConversation(deps, key.tenantId, key.conversationId, options);
        changed.push(...enquiries.map((enquiry) => ({ key, enquiry })));
      } catch (error) {
        failures.push({ key, error });
      }
    });
    await Promise.all(some);
  }
  const hours = Map.groupBy(changed, ({ key, enquiry }) => `${key.tenantId}/${hourOf(enquiry).getTime()}`);
  for (const ofHour of hours.values()) {
    try {
      await countHour(deps, ofHour);
    } catch (error) {
      failures.push(...ofHour.map(({ key }) => ({ key, error })));
    }
  }
  return failures;
}

/** Counts an hour in which enquiries changed, and notes that nothing has to follow from them any more. */
async function countHour(deps: SettleSomeDeps, changed: readonly Changed[]): Promise<void> {
  const [first] = changed;
  if (!first) return;
  await countResolutions(deps, first.key.tenantId, hourOf(first.enquiry));
  const noted = changed.map(({ key: { tenantId }, enquiry: { id, dueAt, settlesAt } }) =>
    deps.enquiries.noteFollowed(tenantId, id, dueAt, settlesAt),
  );
  await Promise.all(noted);
}

interface Slice {
  readonly from: Date;
  readonly to: Date;
}

/** From the first message on; where there is none, to the end at once. */
async function sliceFrom({ transcripts, now }: SettleResolutionsDeps, readTo: Date): Promise<Slice | undefined> {
  const nowMs = now().getTime();
  const limitMs = Math.floor((nowMs - BEHIND_MS) / SLICE_MS) * SLICE_MS;
  if (readTo.getTime() >= limitMs) return undefined;
  const first = await transcripts.firstFrom(readTo);
  if (!first || first.getTime() >= limitMs) return { from: new Date(limitMs), to: new Date(limitMs) };
  const to = new Date(Math.min(first.getTime() + LONGEST_SLICE_MS, limitMs));
  const isRecent = nowMs - to.getTime() < BEHIND_MS + WAITS_FOR_MS;
  if (isRecent && (await transcripts.hasUnhandled(first, to))) return undefined;
  return { from: first, to };
}

function leaseEnd({ now }: Pick<SettleResolutionsDeps, 'now'>): Date {
  return new Date(now().getTime() + LEASE_MS);
}
