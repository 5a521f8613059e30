import {
  DomainError,
  type FaqContent,
  type FaqImport,
  type FaqImportRow,
  type FaqImportStep,
  type FaqMapping,
  type FaqRowError,
  type TenantId,
} from '@answerdesk/domain';
import type { RawRow } from '../faq-files/columns.ts';
import { linesOf } from '../faq-files/columns.ts';
import { readDraft } from '../faq-files/read-draft.ts';
import type { FaqImportDeps } from './ports.ts';

/** A row that can be read as an FAQ. */
export interface ReadRow {
  readonly row: number;
  readonly content: FaqContent;
}

/** The rows of a chunk: those that can be read, and what is wrong with the others. */
export interface ReadChunk {
  readonly number: number;
  readonly rows: readonly ReadRow[];
  readonly errors: readonly FaqRowError[];
  /** What was judged that it does, where the import is published. */
  readonly plan?: readonly FaqImportStep[];
}

/**
 * Reads an import's rows by a mapping, chunk by chunk; of two with one question and language the later is an error.
 * Throws DomainError `invalid` for a mapping without question or answer, or with one of the single columns twice.
 */
export async function* readImport(
  deps: Pick<FaqImportDeps, 'imports'>,
  tenantId: TenantId,
  job: FaqImport,
  mapping: FaqMapping,
): AsyncGenerator<ReadChunk> {
  checkMapping(job, mapping);
  const firstRowOf = new Map<string, number>();
  for (let number = 0; number < job.chunkCount; number += 1) {
    const chunk = await deps.imports.findChunk(tenantId, job.id, number);
    const rows: ReadRow[] = [];
    const errors: FaqRowError[] = [];
    for (const row of chunk?.rows ?? []) {
      const read = readRow(row, mapping);
      const key = 'content' in read ? keyOfContent(read.content) : undefined;
      const first = key === undefined ? undefined : firstRowOf.get(key);
      if ('message' in read) errors.push(read);
      else if (first !== undefined) errors.push({ row: row.row, message: `question: is the same as in row ${first}` });
      else {
        rows.push(read);
        if (key !== undefined) firstRowOf.set(key, row.row);
      }
    }
    const plan = job.planId === undefined ? undefined : chunk?.plans?.[job.planId];
    yield { number, rows, errors, ...(plan && { plan }) };
  }
}

/** What makes an FAQ the same one in a file: its question, whatever its case, and its language. */
export function keyOfContent({ question, locale }: Pick<FaqContent, 'question' | 'locale'>): string {
  return `${locale ?? ''}\n${question.normalize('NFKC').toLowerCase()}`;
}

function checkMapping({ headings }: FaqImport, mapping: FaqMapping): void {
  const refuse = (message: string) => new DomainError('invalid', message);
  if (mapping.length !== headings.length)
    throw refuse(`The file has ${headings.length} columns, not ${mapping.length}.`);
  for (const needed of ['question', 'answer'] as const) {
    if (!mapping.includes(needed)) throw refuse(`Say which column holds the ${needed}.`);
  }
  const twice = mapping.find((column, at) => column && column !== 'variants' && mapping.indexOf(column) !== at);
  if (twice) throw refuse(`Two columns cannot both hold the ${twice}.`);
}

function readRow(row: FaqImportRow, mapping: FaqMapping): ReadRow | FaqRowError {
  if ('problem' in row) return { row: row.row, message: row.problem };
  const raw: RawRow = {};
  for (const [at, column] of mapping.entries()) {
    if (column === 'variants') raw.variants = [...textsOf(raw.variants), ...textsOf(row.cells[at])];
    else if (column) raw[column] = row.cells[at];
  }
  const read = readDraft(raw);
  return 'draft' in read ? { row: row.row, content: read.draft } : { row: row.row, message: read.message };
}

function textsOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return linesOf(value);
  return Array.isArray(value) ? value : [];
}
