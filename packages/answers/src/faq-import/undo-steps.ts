import type { FaqImportStep, TenantId } from '@answerdesk/domain';
import { changeFaqs, type FaqChange } from '../workshop/change-faqs.ts';
import { isByImport } from './is-by-import.ts';
import type { FaqImportDeps } from './ports.ts';

/**
 * Puts FAQs back to what they were before an import's steps; those that it made are gone. One that somebody changed since
 * stays as it is. Doing it again changes nothing more.
 */
export async function undoSteps(
  deps: FaqImportDeps,
  tenantId: TenantId,
  by: string,
  steps: readonly FaqImportStep[],
): Promise<{ readonly restored: number; readonly kept: number }> {
  const ids = steps.map(({ faqId }) => faqId);
  const records = new Map((await deps.faqs.findMany(tenantId, ids)).map((record) => [record.id, record]));
  const candidates = steps.flatMap(({ faqId, before }) => {
    const record = records.get(faqId);
    return record?.revision === (before ?? 0) + 1 ? [{ record, before }] : [];
  });
  // A step is noted before it is done: the revision after it may be that of somebody who was quicker.
  const isMine = await Promise.all(candidates.map(({ record }) => isByImport(deps, tenantId, record)));
  const mine = candidates.filter((_, at) => isMine[at]);
  const made = mine.flatMap(({ record, before }) => (before === null ? [record] : []));
  const removed = made.length > 0 ? await deps.faqs.remove(tenantId, made) : [];
  if (removed.length > 0) await deps.revisions.forget(tenantId, removed);
  const changes = await Promise.all(
    mine.map(async ({ record, before }): Promise<FaqChange[]> => {
      const earlier = before === null ? undefined : await deps.revisions.find(tenantId, record.id, before);
      return earlier ? [{ id: record.id, before: record, state: earlier.state }] : [];
    }),
  );
  const context = { action: 'undone', by, isVersionRaisedElsewhere: true } as const;
  const written = await changeFaqs(deps, tenantId, changes.flat(), context);
  const goneBefore = steps.filter(({ faqId, before }) => before === null && !records.has(faqId)).length;
  const restored = goneBefore + removed.length + written.filter((record) => record !== undefined).length;
  return { restored, kept: steps.length - restored };
}
