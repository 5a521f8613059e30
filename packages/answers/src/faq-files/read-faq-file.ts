import { DomainError, type FaqDraft } from '@answerdesk/domain';
import Papa from 'papaparse';
import {
  type Column,
  columnOf,
  type FaqFileError,
  type FaqFileRow,
  type RawRow,
  readDraft,
  restore,
} from './columns.ts';
import { decodeText } from './decode-text.ts';
import { readWorkbook } from './workbook.ts';

const LARGEST_BYTES = 20 * 1024 * 1024;
const MOST_ROWS = 20_000;

/**
 * Reads FAQs from a CSV, XLSX or JSONL file, told apart by the name's ending. A bad row is reported and the rest read.
 * Throws DomainError `invalid` when the file as a whole cannot be read, or is over 20 MB or 20,000 rows.
 */
export async function readFaqFile(file: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): Promise<{ rows: FaqFileRow[]; errors: FaqFileError[] }> {
  if (file.bytes.byteLength > LARGEST_BYTES) throw new DomainError('invalid', 'The file is over 20 MB.');
  const ending = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase();
  switch (ending) {
    case 'jsonl':
      return collect(readJsonLines(decodeText(file.bytes)));
    case 'csv':
      return collect(readTable(readCsv(decodeText(file.bytes))));
    case 'xlsx':
      return collect(readTable(await readWorkbook(file.bytes)));
    default:
      throw new DomainError('invalid', 'The file must end in .csv, .xlsx or .jsonl.');
  }
}

type NumberedRow = { readonly row: number } & ({ readonly raw: RawRow } | { readonly message: string });

function collect(numbered: readonly NumberedRow[]): { rows: FaqFileRow[]; errors: FaqFileError[] } {
  if (numbered.length > MOST_ROWS) throw new DomainError('invalid', 'The file has more than 20,000 rows.');
  const rows: FaqFileRow[] = [];
  const errors: FaqFileError[] = [];
  const firstRowOf = new Map<string, number>();
  for (const entry of numbered) {
    const read = 'raw' in entry ? readDraft(entry.raw) : entry;
    if ('message' in read) {
      errors.push({ row: entry.row, message: read.message });
      continue;
    }
    const key = keyOf(read.draft);
    const first = firstRowOf.get(key);
    if (first !== undefined) {
      errors.push({ row: entry.row, message: `question: is the same as in row ${first}` });
      continue;
    }
    firstRowOf.set(key, entry.row);
    rows.push({ row: entry.row, draft: read.draft });
  }
  return { rows, errors };
}

function keyOf({ question, locale }: FaqDraft): string {
  return `${locale ?? ''}\n${question.normalize('NFKC').toLowerCase()}`;
}

function readJsonLines(text: string): NumberedRow[] {
  return text.split(/\r?\n/).flatMap((line, index): NumberedRow[] => {
    if (line.trim() === '') return [];
    const row = index + 1;
    try {
      const raw: unknown = JSON.parse(line);
      const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
      return [isObject ? { row, raw } : { row, message: 'the line is not a JSON object' }];
    } catch {
      return [{ row, message: 'the line is not JSON' }];
    }
  });
}

function readCsv(text: string): string[][] {
  return Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false }).data;
}

function readTable(table: readonly (readonly string[])[]): NumberedRow[] {
  const headings = (table[0] ?? []).map(columnOf);
  for (const needed of ['question', 'answer'] as const) {
    if (!headings.includes(needed)) {
      throw new DomainError('invalid', `The first row must name the columns; "${needed}" is missing.`);
    }
  }
  return table.slice(1).flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const raw: Partial<Record<Column, unknown>> = {};
    for (const [at, column] of headings.entries()) {
      const cell = restore((cells[at] ?? '').trim());
      if (column && cell !== '') raw[column] = cell;
    }
    return [{ row: index + 2, raw }];
  });
}
