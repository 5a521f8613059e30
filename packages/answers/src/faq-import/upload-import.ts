import { type FaqImport, faqImportIdSchema, newId, type TenantId } from '@answerdesk/domain';
import { readCells } from '../faq-files/read-cells.ts';
import type { FaqImportDeps } from './ports.ts';
import { proposeMapping } from './propose-mapping.ts';

/** Rows in one chunk: what a killed process may have to look at again. */
const CHUNK_ROWS = 200;
const MOST_KEPT = 20;
const LONGEST_NAME = 200;

/**
 * Takes a file in for an import and proposes what its columns hold; nothing is changed until it is started. The oldest of
 * more than twenty imports is forgotten, and can be undone no more. Throws DomainError `invalid` as `readCells` does.
 */
export async function uploadImport(
  deps: FaqImportDeps,
  tenantId: TenantId,
  by: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<FaqImport> {
  const { headings, rows } = await readCells(file);
  const now = deps.now();
  const chunkCount = Math.ceil(rows.length / CHUNK_ROWS);
  const job: FaqImport = {
    id: faqImportIdSchema.parse(newId(now.getTime())),
    tenantId,
    fileName: file.name.slice(0, LONGEST_NAME),
    by,
    createdAt: now,
    state: 'uploaded',
    headings,
    mapping: proposeMapping(headings),
    rowCount: rows.length,
    chunkCount,
    nextChunk: 0,
    isCancelWanted: false,
    isPublishing: false,
    counts: { created: 0, updated: 0, skipped: 0, failed: 0 },
    rowErrors: [],
    undone: { restored: 0, kept: 0 },
  };
  const chunks = Array.from({ length: chunkCount }, (_, number) => ({
    number,
    rows: rows.slice(number * CHUNK_ROWS, (number + 1) * CHUNK_ROWS),
  }));
  await deps.imports.add(tenantId, job, chunks);
  const kept = await deps.imports.list(tenantId, 2 * MOST_KEPT);
  const old = kept.slice(MOST_KEPT).filter(({ state }) => state !== 'running' && state !== 'undoing');
  for (const { id } of old) await deps.imports.forget(tenantId, id);
  return job;
}
