import { type FaqId, type FaqRecord, type FaqRevision, markOfDraft, type TenantId } from '@answerdesk/domain';
import type { WorkshopDeps } from '../workshop/ports.ts';
import type { Scheduler } from '../workshop/schedule-faqs.ts';
import type { DueDecision } from './ports.ts';

type After = Omit<FaqRevision, 'faqId' | 'tenantId' | 'revision'>;

/**
 * When what was decided about an FAQ was done, and for whom, by whoever did it; undefined where it was not, because somebody
 * else changed the FAQ first. The process that did it may have died before it noted anything.
 */
export async function findDoneBefore(
  { faqs, revisions }: Pick<WorkshopDeps, 'faqs' | 'revisions'>,
  tenantId: TenantId,
  decision: Pick<DueDecision, 'outcome' | 'byId' | 'scheduledAt'>,
  { id, revision }: { readonly id: FaqId; readonly revision: number },
): Promise<{ readonly at: Date; readonly by: Scheduler } | undefined> {
  const before = await revisions.find(tenantId, id, revision);
  // Read before the history, which whoever changes it once more fills up first.
  const record = await faqs.find(tenantId, id);
  const after = (await revisions.find(tenantId, id, revision + 1)) ?? stateOf(record, revision + 1);
  if (!before || after?.by === undefined || !isDone(decision, before, after)) return undefined;
  return { at: after.at, by: { userId: decision.byId, email: after.by } };
}

/** The history has a gap where a process died between the write and its note there. */
function stateOf(record: FaqRecord | undefined, revision: number): After | undefined {
  if (record?.revision !== revision) return undefined;
  const { updatedAt: at, updatedBy: by } = record;
  return { action: 'found', at, ...(by !== undefined && { by }), state: record };
}

function isDone(
  { outcome, scheduledAt }: Pick<DueDecision, 'outcome' | 'scheduledAt'>,
  { state: { schedule } }: Pick<FaqRevision, 'state'>,
  { action, by, state }: Pick<FaqRevision, 'action' | 'by' | 'state'>,
): boolean {
  if (by !== schedule?.by) return false;
  if (outcome !== 'published') {
    const isMarked = state.schedule?.isMissed === true && state.schedule.at.getTime() === scheduledAt.getTime();
    return isMarked && (action === 'saved' || action === 'found');
  }
  if (action === 'published-on-schedule') return true;
  const isMeant = state.published !== undefined && markOfDraft(state.published) === schedule?.mark;
  return action === 'found' && isMeant && !state.draft && !state.archivedAt;
}
