import { DomainError, type FaqContent } from '@answerdesk/domain';
import { columnOf, type RawRow } from './columns.ts';
import { decodeText } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readDraft } from './read-draft.ts';
import { type NumberedRow, readTable } from './read-table.ts';
import { readWorkbook } from './workbook.ts';

export const LARGEST_BYTES = 20 * 1024 * 1024;
export const MOST_ROWS = 20_000;

/** A row that could be read. `row` is what its author sees: of a table the row with headings counts, of JSONL each line. */
export interface FaqFileRow {
  readonly row: number;
  readonly draft: FaqContent;
}

/** What is wrong with a row, in words for who wrote it. */
export interface FaqFileError {
  readonly row: number;
  readonly message: string;
}

/**
 * Reads FAQs from a CSV, XLSX or JSONL file, told apart by the name's ending. A bad row is reported and the rest read;
 * of two with one question and locale the later is reported. Dates without an offset are UTC.
 * Throws DomainError `invalid` when the file as a whole cannot be read, or is over 20 MB, 20,000 rows, or 200 MB unpacked.
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
      return collect(readTable(readCsv(decodeText(file.bytes), MOST_ROWS + 1)));
    case 'xlsx':
      return collect(readTable(await readWorkbook(file.bytes)));
    default:
      throw new DomainError('invalid', 'The file must end in .csv, .xlsx or .jsonl.');
  }
}

function collect(numbered: Iterable<NumberedRow>): { rows: FaqFileRow[]; errors: FaqFileError[] } {
  const rows: FaqFileRow[] = [];
  const errors: FaqFileError[] = [];
  const firstRowOf = new Map<string, number>();
  for (const entry of numbered) {
    if (rows.length + errors.length === MOST_ROWS) {
      throw new DomainError('invalid', 'The file has more than 20,000 rows.');
    }
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

function keyOf({ question, locale }: FaqContent): string {
  return `${locale ?? ''}\n${question.normalize('NFKC').toLowerCase()}`;
}

function* readJsonLines(text: string): Generator<NumberedRow> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() !== '') yield { row: index + 1, ...readJsonLine(line) };
  }
}

function readJsonLine(line: string): { raw: RawRow } | { message: string } {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { message: 'the line is not a JSON object' };
    }
    const fields = Object.entries(value).flatMap(([key, field]): [string, unknown][] => {
      const column = columnOf(key);
      return column ? [[column, field]] : [];
    });
    return { raw: Object.fromEntries(fields) };
  } catch {
    return { message: 'the line is not JSON' };
  }
}
