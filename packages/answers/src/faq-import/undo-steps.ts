import type { FaqImportStep, TenantId } from '@answerdesk/domain';
import { changeFaqs, type FaqChange } from '../workshop/change-faqs.ts';
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
  const changes: FaqChange[] = [];
  let restored = 0;
  for (const { faqId, before } of steps) {
    const record = records.get(faqId);
    if (!record || record.revision !== (before ?? 0) + 1) {
      if (!record && before === null) restored += 1;
      continue;
    }
    if (before === null) {
      if (!(await deps.faqs.remove(tenantId, faqId, record.revision))) continue;
      await deps.revisions.forget(tenantId, faqId);
      restored += 1;
      continue;
    }
    const earlier = await deps.revisions.find(tenantId, faqId, before);
    if (earlier) changes.push({ id: faqId, before: record, state: earlier.state });
  }
  const written = await changeFaqs(deps, tenantId, changes, { action: 'undone', by, isVersionRaisedElsewhere: true });
  restored += written.filter((record) => record !== undefined).length;
  return { restored, kept: steps.length - restored };
}
