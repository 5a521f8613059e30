import { isDeepStrictEqual } from 'node:util';
import { DomainError, type GlossaryChange, type TenantId } from '@answerdesk/domain';
import { applyChange, type ChangedGlossary } from './apply-change.ts';
import type { GlossaryDeps } from './ports.ts';

/**
 * Changes a tenant's glossary as whoever changes it saw it, and has the change heeded by answers at once. Throws DomainError
 * `conflict` when somebody changed it since that revision, and what `applyChange` throws.
 */
export async function changeGlossary(
  { glossaries }: GlossaryDeps,
  tenantId: TenantId,
  revision: number,
  change: GlossaryChange,
): Promise<ChangedGlossary> {
  const before = await glossaries.find(tenantId);
  if (before.revision !== revision) throw conflict();
  const changed = applyChange(before, change);
  const isServedChanged = !isDeepStrictEqual(before.terms, changed.glossary.terms);
  // Before and after: whoever reads in between, or after a crash in between, reads again.
  if (isServedChanged) await glossaries.raiseVersion(tenantId);
  if (!(await glossaries.write(tenantId, changed.glossary, revision))) throw conflict();
  if (isServedChanged) await glossaries.raiseVersion(tenantId);
  return changed;
}

function conflict(): DomainError {
  return new DomainError('conflict', 'Somebody else has changed the glossary meanwhile.');
}
