import type { FaqImportStep, TenantId } from '@answerdesk/domain';
import type { FaqImportDeps } from './ports.ts';

/** A process that died may have written an FAQ and not noted it; what nobody noted was the import's. */
export async function isByImport(
  deps: Pick<FaqImportDeps, 'revisions'>,
  tenantId: TenantId,
  record: { readonly id: FaqImportStep['faqId']; readonly revision: number },
): Promise<boolean> {
  const noted = await deps.revisions.find(tenantId, record.id, record.revision);
  return noted === undefined || noted.action === 'imported';
}
