import { createHash } from 'node:crypto';
import type { FaqId, FaqRecord, TenantId } from '@answerdesk/domain';
import { idsFrom, isScheduleHeld } from '@answerdesk/domain';
import type { WorkshopDeps } from '../workshop/ports.ts';
import { isDue, publishOnSchedule, type Scheduler } from '../workshop/schedule-faqs.ts';
import { findDoneBefore } from './find-done-before.ts';
import { isCovered } from './is-covered.ts';
import { effectOfChange, type GateWatch } from './pass-gate.ts';
import type { DueDecision, DueDecisionStore } from './ports.ts';

/** What became of a draft whose time had come. */
export interface PublishedDue extends Pick<DueDecision, 'outcome' | 'isUnforetold' | 'reason' | 'cost'> {
  /** The same whoever notes it and how often; sorts by time. */
  readonly id: string;
  readonly at: Date;
  readonly faqId: FaqId;
  readonly by: Scheduler;
}

export interface PublishDueDeps extends GateWatch {
  readonly decisions: Pick<DueDecisionStore, 'add' | 'listOpen' | 'markNoted'>;
}

export interface PublishDueOptions {
  /**
   * Awaited after each, so that what was done is noted also where a later one fails. Called for the same again where nobody
   * knows whether it was noted before.
   */
  readonly note?: (published: PublishedDue) => Promise<void>;
  /** Asked before drafts that were scheduled together are judged or gone on with, which takes long. */
  readonly mayGoOn?: () => Promise<boolean>;
}

/**
 * Publishes drafts whose time has come, all that were scheduled together as one change before the gate. Where they cost more than
 * the tenant tolerates, by the FAQs as they are now, and more than was accepted when they were scheduled (`isCovered`), they are
 * held. What is decided is kept before it is done, so that whoever goes on after a process died does the rest of it, judges nothing
 * again, and notes what was done and not noted. Returns what was done now. What is not due is left out. Where something fails the
 * others are gone on with; then it throws what failed, an AggregateError where that is more than one.
 */
export async function publishDueFaqs(
  deps: PublishDueDeps,
  tenantId: TenantId,
  faqIds: readonly FaqId[],
  { note = async () => undefined, mayGoOn = async () => true }: PublishDueOptions = {},
): Promise<PublishedDue[]> {
  const now = deps.workshop.now();
  const open = await deps.decisions.listOpen(tenantId);
  const records = await deps.workshop.faqs.findMany(tenantId, faqIds);
  const due = records.filter((record) => isDue(record, now));
  const dueKeys = new Set(due.map(keyOf));
  const begun = new Set(open.flatMap(({ faqs }) => faqs.map(keyOf)));
  const published: PublishedDue[] = [];
  const failures: unknown[] = [];
  const attempt = async (work: () => Promise<void>) => {
    await work().catch((failure: unknown) => failures.push(failure));
  };
  for (const decision of open) {
    if (!(await mayGoOn())) return published;
    const failed = failures.length;
    for (const faq of decision.faqs) {
      if (decision.isNoted !== false && !dueKeys.has(keyOf(faq))) continue;
      await attempt(async () => {
        published.push(...(await carryOut(deps, tenantId, decision, [faq], note)));
      });
    }
    if (decision.isNoted === false && failures.length === failed) {
      await attempt(() => deps.decisions.markNoted(tenantId, decision.id));
    }
  }
  const fresh = due.filter((record) => !begun.has(keyOf(record)));
  for (const together of Map.groupBy(fresh, batchOf).values()) {
    if (!(await mayGoOn())) break;
    await attempt(async () => {
      for (const { decision, drafts } of await decide(deps, tenantId, together)) {
        await deps.decisions.add(tenantId, decision);
        published.push(...(await carryOut(deps, tenantId, decision, drafts, note)));
        await deps.decisions.markNoted(tenantId, decision.id);
      }
    });
  }
  if (failures.length > 1) throw new AggregateError(failures, 'Some of what was due could not be published.');
  if (failures.length === 1) throw failures[0];
  return published;
}

/** Whether some of what was decided is still to be done, by the FAQs as they are now. */
export function isLeftToDo({ faqs }: Pick<DueDecision, 'faqs'>, records: readonly FaqRecord[], now: Date): boolean {
  const decided = new Set(faqs.map(keyOf));
  return records.some((record) => decided.has(keyOf(record)) && isDue(record, now));
}

interface Decided {
  readonly decision: DueDecision;
  readonly drafts: readonly FaqRecord[];
}

/** What is to become of drafts that were scheduled together: of those that are what was meant, and of the others. */
async function decide(deps: PublishDueDeps, tenantId: TenantId, together: readonly FaqRecord[]): Promise<Decided[]> {
  const changed = together.filter(isScheduleHeld);
  const meant = together.filter((record) => !isScheduleHeld(record));
  const accepted = together[0]?.schedule?.accepted;
  const effect = await effectOfChange(deps, tenantId, async (workshop) => {
    for (const { id } of meant) await publishOnSchedule(workshop, tenantId, id);
  });
  const needsReason = effect.kind === 'foretold' && effect.needsReason;
  const isLosing = needsReason && !isCovered(effect, accepted);
  const why = needsReason && !isLosing && accepted;
  const given = why && { reason: why.reason, cost: { loss: why.loss, lostPinned: why.lostPinned } };
  const isUnforetold = effect.kind === 'unknown';
  const outcome = isLosing ? 'losing' : 'published';
  const at = deps.workshop.now();
  return [
    ...decisionOf(tenantId, changed, { outcome: 'changed', isUnforetold: false, at }),
    ...decisionOf(tenantId, meant, { outcome, isUnforetold, at, ...given }),
  ];
}

/** The same decision has the same id, whoever makes it and how often. */
function decisionOf(
  tenantId: TenantId,
  drafts: readonly FaqRecord[],
  made: Pick<DueDecision, 'outcome' | 'isUnforetold' | 'reason' | 'cost' | 'at'>,
): Decided[] {
  const schedule = drafts[0]?.schedule;
  if (!schedule) return [];
  const faqs = drafts.map(({ id, revision }) => ({ id, revision }));
  const id = createHash('sha256')
    .update([tenantId, made.outcome, ...faqs.map(keyOf).sort()].join())
    .digest('base64url');
  return [
    {
      decision: { ...made, id, scheduledAt: schedule.at, byId: schedule.byId, faqs, isNoted: false, told: [] },
      drafts,
    },
  ];
}

async function carryOut(
  { workshop }: PublishDueDeps,
  tenantId: TenantId,
  decision: DueDecision,
  faqs: DueDecision['faqs'],
  note: NonNullable<PublishDueOptions['note']>,
): Promise<PublishedDue[]> {
  const { outcome, isUnforetold, reason, cost } = decision;
  const why = reason !== undefined && { reason };
  const published: PublishedDue[] = [];
  for (const { id, revision } of faqs) {
    const deps = onlyAt({ ...workshop, ...why }, id, revision);
    const done = await publishOnSchedule(deps, tenantId, id, { isLosing: outcome === 'losing' });
    const known =
      done.outcome === 'not-due' ? await findDoneBefore(workshop, tenantId, decision, { id, revision }) : done;
    if (!known) continue;
    const { at, by } = known;
    const digest = createHash('sha256').update(`${decision.id} ${id}`).digest('hex');
    const one: PublishedDue = {
      ...{ id: idsFrom(at) + digest.slice(0, 15), at, faqId: id, by, outcome, isUnforetold },
      ...why,
      ...(cost && { cost }),
    };
    await note(one);
    if (known === done) published.push(one);
  }
  return published;
}

/** What was changed since it was judged is looked at next time. */
function onlyAt(deps: WorkshopDeps, faqId: FaqId, revision: number): WorkshopDeps {
  const write: WorkshopDeps['faqs']['write'] = async (tenantId, record, expected) =>
    (record.id !== faqId || expected === revision) && deps.faqs.write(tenantId, record, expected);
  return { ...deps, faqs: { ...deps.faqs, write } };
}

function keyOf({ id, revision }: Pick<FaqRecord, 'id' | 'revision'>): string {
  return `${id} ${revision}`;
}

function batchOf({ schedule }: FaqRecord): string {
  return schedule?.batch ?? JSON.stringify([schedule?.at, schedule?.byId, schedule?.accepted]);
}
