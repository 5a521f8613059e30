import type { FaqContent, FaqImportCounts, FaqImportId, FaqMapping, FaqRowError, TenantId } from '@answerdesk/domain';
import { findImport } from './find-import.ts';
import { planChunk, readKnownKeys } from './plan-chunk.ts';
import type { FaqImportDeps } from './ports.ts';
import { readImport } from './read-import.ts';

/** What an import would do. */
export interface ImportCheck {
  readonly counts: FaqImportCounts;
  /** The first hundred. */
  readonly errors: readonly FaqRowError[];
  /** The first few rows as FAQs. */
  readonly sample: readonly FaqContent[];
}

const MOST_ERRORS = 100;
const SAMPLE = 5;

/** Reads a file by a mapping and says what an import would do; nothing is stored. Throws DomainError `not-found`, `invalid`. */
export async function checkImport(
  deps: FaqImportDeps,
  tenantId: TenantId,
  wanted: { readonly id: FaqImportId; readonly mapping: FaqMapping; readonly isPublishing: boolean },
): Promise<ImportCheck> {
  const job = { ...(await findImport(deps, tenantId, wanted.id)), isPublishing: wanted.isPublishing };
  const known = await readKnownKeys(deps, tenantId);
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 };
  const errors: FaqRowError[] = [];
  const sample: FaqContent[] = [];
  for await (const chunk of readImport(deps, tenantId, job, wanted.mapping)) {
    const { steps } = await planChunk(deps, tenantId, job, chunk.rows, known);
    const created = steps.filter(({ before }) => before === null).length;
    counts.created += created;
    counts.updated += steps.length - created;
    counts.skipped += chunk.rows.length - steps.length;
    counts.failed += chunk.errors.length;
    errors.push(...chunk.errors.slice(0, MOST_ERRORS - errors.length));
    sample.push(...chunk.rows.slice(0, SAMPLE - sample.length).map(({ content }) => content));
  }
  return { counts, errors, sample };
}
