import type { TenantId } from '@answerdesk/domain';
import type { MessageFacts } from '../ports.ts';
import { HOUR_MS } from '../tally.ts';
import { type FindAlertsDeps, findAlerts, KEPT_MS } from './find-alerts.ts';
import type { TopicJob, TopicProgress } from './ports.ts';
import { tallyTopics } from './tally-topics.ts';
import { type TellOfTopicsDeps, tellOfTopics } from './tell-of-topics.ts';

/** How far counting stays behind an hour's end, and how much longer it waits for what is about to be dealt with. */
const BEHIND_MS = 60_000;
const WAITS_FOR_MS = 10 * 60_000;
const AGAIN_AFTER_MS = 15 * 60_000;
const LEASE_MS = 120_000;
const MOST_HOURS = 200;
const MOST_DUE = 20;
const TENANTS_AT_ONCE = 20;

export interface WatchTopicsDeps extends FindAlertsDeps, TellOfTopicsDeps {
  readonly facts: MessageFacts;
  readonly job: TopicJob;
  readonly listTenants: (after: TenantId | undefined, limit: number) => Promise<readonly TenantId[]>;
  /** Whether a tenant wants to be told what comes up unusually often. */
  readonly isWatched: (tenantId: TenantId) => Promise<boolean>;
  /** Names this process in leases. */
  readonly owner: string;
}

/**
 * Counts topics of the hours that are over, and looks once an hour at every tenant for topics that come up far more often than
 * is usual: opens alerts and tells staff. One process at a time does it; wherever it breaks off the next call goes on, and
 * nobody is told twice. What fails for a tenant keeps nobody else from being told, and is tried again by the next call.
 * `more` says that there is more to do at once.
 */
export async function watchTopics(deps: WatchTopicsDeps): Promise<{ readonly more: boolean }> {
  const claimed = await deps.job.claim({ owner: deps.owner, now: deps.now(), until: leaseEnd(deps) });
  if (!claimed) return { more: false };
  try {
    let progress = claimed.progress ?? (await beginning(deps));
    for (let hours = 0; hours < MOST_HOURS; hours += 1) {
      const next = await countHour(deps, progress);
      if (!next) {
        await countDueAgain(deps);
        await lookAtAll(deps, progress);
        return { more: false };
      }
      progress = next;
      if (!(await deps.job.advance(deps.owner, leaseEnd(deps), progress))) return { more: false };
    }
    return { more: true };
  } finally {
    await deps.job.release(deps.owner);
  }
}

/**
 * Counts the topics of an hour that is over from its messages alone, and puts that in place of what was counted before.
 * `againAt` is when to do it again should a message in it still wait.
 */
export async function recountTopics(
  { facts, counts }: Pick<WatchTopicsDeps, 'counts'> & { readonly facts: Pick<MessageFacts, 'ofTenant'> },
  tenantId: TenantId,
  start: Date,
  againAt: Date,
): Promise<void> {
  const [hour] = await tallyTopics(facts.ofTenant(tenantId, start, hourAfter(start)));
  const { waiting, ...counted } = hour ?? { start, conversations: 0, topics: [], waiting: 0 };
  await counts.replace(tenantId, counted, waiting > 0 ? againAt : undefined);
}

/** Of what is older than what is kept nothing is counted. */
async function beginning({ facts, now }: WatchTopicsDeps): Promise<TopicProgress> {
  const first = (await facts.firstFrom(new Date(now().getTime() - KEPT_MS))) ?? now();
  const hour = new Date(Math.floor(first.getTime() / HOUR_MS) * HOUR_MS);
  return { countedTo: hour, lookedTo: hour };
}

/** Counts the next hour that had messages; undefined when none is over, or what is in it is about to be dealt with. */
async function countHour(deps: WatchTopicsDeps, progress: TopicProgress): Promise<TopicProgress | undefined> {
  const nowMs = deps.now().getTime();
  const over = Math.floor((nowMs - BEHIND_MS) / HOUR_MS) * HOUR_MS;
  if (progress.countedTo.getTime() >= over) return undefined;
  const first = await deps.facts.firstFrom(progress.countedTo);
  if (!first || first.getTime() >= over) return { ...progress, countedTo: new Date(over) };
  const from = new Date(Math.floor(first.getTime() / HOUR_MS) * HOUR_MS);
  const to = hourAfter(from);
  const isRecent = nowMs - to.getTime() < WAITS_FOR_MS;
  if (isRecent && (await deps.facts.hasUnhandled(from, to))) return undefined;
  for (const { tenantId, waiting, ...hour } of await tallyTopics(deps.facts.between(from, to))) {
    await deps.counts.replace(tenantId, hour, waiting > 0 ? new Date(nowMs + AGAIN_AFTER_MS) : undefined);
  }
  return { ...progress, countedTo: to };
}

async function countDueAgain(deps: WatchTopicsDeps): Promise<void> {
  for (const { tenantId, start } of await deps.counts.listDue(deps.now(), MOST_DUE)) {
    await recountTopics(deps, tenantId, start, new Date(deps.now().getTime() + AGAIN_AFTER_MS));
  }
}

/** Looks at every tenant unless that was done since the last hour was counted. */
async function lookAtAll(deps: WatchTopicsDeps, progress: TopicProgress): Promise<void> {
  const { countedTo, lookedTo } = progress;
  if (lookedTo >= countedTo) return;
  let isWhole = true;
  let after: TenantId | undefined;
  do {
    const tenantIds = await deps.listTenants(after, TENANTS_AT_ONCE);
    for (const tenantId of tenantIds) isWhole = (await lookAtOne(deps, tenantId, countedTo)) && isWhole;
    after = tenantIds.length === TENANTS_AT_ONCE ? tenantIds.at(-1) : undefined;
    if (!(await deps.job.advance(deps.owner, leaseEnd(deps), progress))) return;
  } while (after !== undefined);
  if (isWhole) await deps.job.advance(deps.owner, leaseEnd(deps), { countedTo, lookedTo: countedTo });
}

/** Whether all went well. */
async function lookAtOne(deps: WatchTopicsDeps, tenantId: TenantId, countedTo: Date): Promise<boolean> {
  try {
    await deps.counts.forget(tenantId, new Date(countedTo.getTime() - KEPT_MS));
    if (!(await deps.isWatched(tenantId))) return true;
    await findAlerts(deps, tenantId, countedTo);
    return await tellOfTopics(deps, tenantId);
  } catch (error) {
    deps.reportFailure('looking for topics that come up unusually often', error);
    return false;
  }
}

function hourAfter(start: Date): Date {
  return new Date(start.getTime() + HOUR_MS);
}

function leaseEnd({ now }: WatchTopicsDeps): Date {
  return new Date(now().getTime() + LEASE_MS);
}
