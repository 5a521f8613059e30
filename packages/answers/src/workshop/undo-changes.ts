import type { TenantId } from '@answerdesk/domain';
import { type BulkResult, type ChangedFaq, changeFaqs, type FaqChange, notFound, stateOf } from './change-faqs.ts';
import type { WorkshopDeps } from './ports.ts';

/**
 * Puts FAQs back to what they were before the changes named, each only if nobody changed it since; one that the change
 * made goes into the archive. Throws DomainError `not-found` when none of them is there.
 */
export async function undoChanges(
  deps: WorkshopDeps,
  tenantId: TenantId,
  by: string,
  undone: readonly ChangedFaq[],
): Promise<BulkResult> {
  const revisionOf = new Map(undone.map(({ id, revision }) => [id, revision]));
  const records = await deps.faqs.findMany(tenantId, [...revisionOf.keys()]);
  if (records.length === 0) throw notFound();
  const changes: FaqChange[] = [];
  for (const record of records) {
    if (record.revision !== revisionOf.get(record.id)) continue;
    const earlier = await deps.revisions.find(tenantId, record.id, record.revision - 1);
    const made = stateOf(record.published, record.draft, deps.now());
    if (earlier) {
      const { schedule = null, ...state } = earlier.state;
      // A time that has passed meanwhile is none.
      const isStanding = schedule && schedule.at > deps.now();
      const standing = { schedule: isStanding ? schedule : null, isUnreviewed: true };
      changes.push({ id: record.id, before: record, state, ...standing });
    } else if (record.revision === 1 && !record.archivedAt)
      changes.push({ id: record.id, before: record, state: made });
  }
  const written = await changeFaqs(deps, tenantId, changes, { action: 'undone', by });
  const changed = written.flatMap((record) => (record ? [{ id: record.id, revision: record.revision }] : []));
  const done = new Set(changed.map(({ id }) => id));
  const found = new Set(records.map(({ id }) => id));
  return {
    changed,
    unchanged: [...found].filter((id) => !done.has(id)),
    missing: [...revisionOf.keys()].filter((id) => !found.has(id)),
  };
}
