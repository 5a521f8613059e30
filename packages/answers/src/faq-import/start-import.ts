import { DomainError, type FaqImport, type FaqImportId, type FaqMapping, type TenantId } from '@answerdesk/domain';
import { findImport } from './find-import.ts';
import type { FaqImportDeps } from './ports.ts';
import { readImport } from './read-import.ts';

/**
 * Starts an import; whoever runs imports must be woken. Throws DomainError `not-found`, `invalid` for a mapping that
 * cannot be, `conflict` when it was started before.
 */
export async function startImport(
  deps: FaqImportDeps,
  tenantId: TenantId,
  wanted: { readonly id: FaqImportId; readonly mapping: FaqMapping; readonly isPublishing: boolean },
): Promise<FaqImport> {
  const job = await findImport(deps, tenantId, wanted.id);
  await readImport(deps, tenantId, job, wanted.mapping).next();
  const { mapping, isPublishing } = wanted;
  return changed(deps, tenantId, wanted.id, ['uploaded'], { state: 'running', mapping, isPublishing });
}

/** Goes on with an import that a failure of ours ended. Throws DomainError `not-found`, `conflict`. */
export async function retryImport(deps: FaqImportDeps, tenantId: TenantId, id: FaqImportId): Promise<FaqImport> {
  return changed(deps, tenantId, id, ['failed'], { state: 'running' });
}

/** Stops an import at the next chunk; what it did stays and can be undone. Throws DomainError `not-found`, `conflict`. */
export async function cancelImport(deps: FaqImportDeps, tenantId: TenantId, id: FaqImportId): Promise<FaqImport> {
  return changed(deps, tenantId, id, ['running'], { isCancelWanted: true });
}

/**
 * Begins to put back what an import changed, where nobody changed it since; whoever runs imports must be woken. Throws
 * DomainError `not-found`, `conflict` while it runs or when it is undone.
 */
export async function undoImport(deps: FaqImportDeps, tenantId: TenantId, id: FaqImportId): Promise<FaqImport> {
  return changed(deps, tenantId, id, ['done', 'cancelled', 'failed'], { state: 'undoing', isCancelWanted: false });
}

async function changed(
  deps: FaqImportDeps,
  tenantId: TenantId,
  id: FaqImportId,
  from: readonly FaqImport['state'][],
  changes: Parameters<FaqImportDeps['imports']['change']>[3],
): Promise<FaqImport> {
  const job = await deps.imports.change(tenantId, id, from, changes);
  if (job) return job;
  const { state } = await findImport(deps, tenantId, id);
  throw new DomainError('conflict', `This import is ${state} already.`);
}
