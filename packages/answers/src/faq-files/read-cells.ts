import { DomainError, type FaqImportRow } from '@answerdesk/domain';
import { restore } from './columns.ts';
import { decodeText } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { LARGEST_BYTES, MOST_ROWS } from './read-faq-file.ts';
import type { TableRow } from './read-table.ts';
import { readWorkbook } from './workbook.ts';

const MOST_HEADINGS = 100;
const LONGEST_HEADING = 200;

/** A file as a table of whatever it holds: the headings of its first row (of JSONL the names of the fields), and its rows. */
export interface FaqTable {
  readonly headings: readonly string[];
  readonly rows: readonly FaqImportRow[];
}

/**
 * Reads a CSV, XLSX or JSONL file whose columns may be called anything. Throws DomainError `invalid` when it cannot be
 * read at all, has no rows, or is over 20 MB, 20,000 rows or 200 MB unpacked.
 */
export async function readCells(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<FaqTable> {
  if (file.bytes.byteLength > LARGEST_BYTES) throw new DomainError('invalid', 'The file is over 20 MB.');
  const table = await tableOf(file);
  if (table.rows.length === 0) throw new DomainError('invalid', 'The file has no rows below the headings.');
  if (table.rows.length > MOST_ROWS) throw new DomainError('invalid', 'The file has more than 20,000 rows.');
  return table;
}

async function tableOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<FaqTable> {
  switch (/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()) {
    case 'jsonl':
      return jsonTable(decodeText(bytes));
    case 'csv':
      return textTable(readCsv(decodeText(bytes), MOST_ROWS + 2));
    case 'xlsx':
      return textTable(await readWorkbook(bytes));
    default:
      throw new DomainError('invalid', 'The file must end in .csv, .xlsx or .jsonl.');
  }
}

function textTable([first, ...rows]: readonly TableRow[]): FaqTable {
  const headings = (first?.cells ?? []).slice(0, MOST_HEADINGS).map((cell) => cell.trim().slice(0, LONGEST_HEADING));
  return {
    headings,
    rows: rows.map(({ row, cells, problem }) =>
      problem === undefined
        ? { row, cells: headings.map((_, at) => restore((cells[at] ?? '').trim())) }
        : { row, problem },
    ),
  };
}

function jsonTable(text: string): FaqTable {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, row: index + 1 }]));
  if (lines.length > MOST_ROWS) throw new DomainError('invalid', 'The file has more than 20,000 rows.');
  const read = lines.map(({ line, row }) => ({ row, fields: fieldsOf(line) }));
  const names = new Set(read.flatMap(({ fields }) => (fields ? [...fields.keys()] : [])));
  const headings = [...names].slice(0, MOST_HEADINGS).map((name) => name.slice(0, LONGEST_HEADING));
  return {
    headings,
    rows: read.map(({ row, fields }) =>
      fields
        ? { row, cells: headings.map((name) => fields.get(name) ?? '') }
        : { row, problem: 'the line is not a JSON object' },
    ),
  };
}

function fieldsOf(line: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value));
  } catch {
    return undefined;
  }
}
