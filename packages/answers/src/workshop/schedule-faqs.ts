import {
  DomainError,
  type FaqId,
  type FaqRecord,
  type FaqSchedule,
  isScheduleHeld,
  markOfDraft,
  newId,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import { type BulkResult, changeFaqs, type FaqChange, notFound, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

/** Who wants drafts published by themselves. */
export interface Scheduler {
  readonly userId: UserId;
  readonly email: string;
}

/** An FAQ, at the revision that somebody saw it at where they saw one. */
export interface FaqToSchedule {
  readonly id: FaqId;
  readonly revision?: number | undefined;
}

export interface FaqsToSchedule {
  readonly faqs: readonly FaqToSchedule[];
  readonly at: Date;
  readonly accepted?: FaqSchedule['accepted'];
}

/**
 * Has drafts published by themselves at a time, in place of any time before; FAQs without a draft, in the archive, or changed
 * since they were seen stay. Throws DomainError `invalid` for a time that has passed, and `not-found`.
 */
export async function scheduleFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: Scheduler,
  { faqs, at, accepted }: FaqsToSchedule,
): Promise<BulkResult> {
  if (at <= deps.now()) throw new DomainError('invalid', 'This time has passed.');
  const same = { at, by: by.email, byId: by.userId, batch: newId(), ...(accepted && { accepted }) };
  return changeEach(deps, tenantId, by, faqs, 'scheduled', ({ draft }) =>
    draft ? { ...same, mark: markOfDraft(draft) } : undefined,
  );
}

/** Takes the time of drafts away; they stay drafts. Throws DomainError `not-found`. */
export function unscheduleFaqs(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: Scheduler,
  faqIds: readonly FaqId[],
): Promise<BulkResult> {
  const faqs = faqIds.map((id) => ({ id }));
  return changeEach(deps, tenantId, by, faqs, 'unscheduled', ({ schedule }) => (schedule ? null : undefined));
}

/**
 * Publishes a draft whose time has come, as whoever wanted it so; once, whoever calls and how often. `held`: the draft was
 * changed since, or is `isLosing`, which is noted for somebody to decide; `not-due`: there is nothing to do.
 */
export async function publishOnSchedule(
  deps: WorkshopDeps,
  tenantId: TenantId,
  faqId: FaqId,
  { isLosing = false }: { readonly isLosing?: boolean } = {},
): Promise<
  | { readonly outcome: 'published' | 'held'; readonly by: Scheduler; readonly at: Date }
  | { readonly outcome: 'not-due' }
> {
  const before = await deps.faqs.find(tenantId, faqId);
  const { schedule, draft } = before ?? {};
  if (!before || !draft || !schedule || !isDue(before, deps.now())) return { outcome: 'not-due' };
  const by = { userId: schedule.byId, email: schedule.by };
  const isHeld = isLosing || isScheduleHeld(before);
  const change: FaqChange = isHeld
    ? {
        id: faqId,
        before,
        state: stateOf(before.published, draft, undefined),
        schedule: { ...schedule, isMissed: true, ...(!isScheduleHeld(before) && { isLosing: true }) },
      }
    : { id: faqId, before, state: { published: draft } };
  const action = isHeld ? 'saved' : 'published-on-schedule';
  const [written] = await changeFaqs(deps, tenantId, [change], { action, by: schedule.by });
  // Somebody changed it meanwhile: what it is then is looked at next.
  if (!written) return { outcome: 'not-due' };
  return { outcome: isHeld ? 'held' : 'published', by, at: written.updatedAt };
}

/** Whether a draft's time has come and nobody has dealt with it. */
export function isDue({ draft, schedule }: Pick<FaqRecord, 'draft' | 'schedule'>, now: Date): boolean {
  return draft !== undefined && schedule !== undefined && !schedule.isMissed && schedule.at <= now;
}

async function changeEach(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: Scheduler,
  wanted: readonly FaqToSchedule[],
  action: 'scheduled' | 'unscheduled',
  next: (record: Parameters<typeof isScheduleHeld>[0]) => FaqChange['schedule'],
): Promise<BulkResult> {
  const seen = new Map(wanted.map(({ id, revision }) => [id, revision]));
  const records = await deps.faqs.findMany(tenantId, [...seen.keys()]);
  if (records.length === 0) throw notFound();
  const changes = records.flatMap((before): FaqChange[] => {
    const schedule = next(before);
    const isSeen = (seen.get(before.id) ?? before.revision) === before.revision;
    if (schedule === undefined || before.archivedAt || !isSeen) return [];
    return [{ id: before.id, before, state: stateOf(before.published, before.draft, undefined), schedule }];
  });
  const written = await changeFaqs(deps, tenantId, changes, { action, by: by.email });
  const changed = written.flatMap((record) => (record ? [{ id: record.id, revision: record.revision }] : []));
  const done = new Set(changed.map(({ id }) => id));
  const found = new Set(records.map(({ id }) => id));
  return {
    changed,
    unchanged: [...found].filter((id) => !done.has(id)),
    missing: [...seen.keys()].filter((id) => !found.has(id)),
  };
}
