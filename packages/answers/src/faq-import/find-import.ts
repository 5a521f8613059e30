import { DomainError, type FaqImport, type FaqImportId, type TenantId } from '@answerdesk/domain';
import type { FaqImportDeps } from './ports.ts';

/** An import by its id. Throws DomainError `not-found`. */
export async function findImport(
  deps: Pick<FaqImportDeps, 'imports'>,
  tenantId: TenantId,
  importId: FaqImportId,
): Promise<FaqImport> {
  const job = await deps.imports.find(tenantId, importId);
  if (!job) throw new DomainError('not-found', 'There is no such import.');
  return job;
}
