import Papa from 'papaparse';
import { columnOf } from './columns.ts';
import type { TableRow } from './read-table.ts';

const MOST_HEADINGS = 10_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads the rows of a CSV that hold something, the headings among them, up to one more than `most`. The delimiter is
 * the one that makes the most of the headings known columns, else the most columns.
 */
export function readCsv(text: string, most: number): TableRow[] {
  const rows: TableRow[] = [];
  let row = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data: cells, errors }, parser) => {
      row += 1;
      if (cells.every((cell) => cell.trim() === '')) return;
      const width = rows[0]?.cells.length ?? cells.length;
      const problem = problemOf(cells, width, errors);
      rows.push({ row, cells, ...(problem !== undefined && { problem }) });
      if (rows.length > most) parser.abort();
    },
  });
  return rows;
}

function problemOf(cells: readonly string[], width: number, errors: readonly Papa.ParseError[]): string | undefined {
  if (errors.some(({ code }) => code === 'MissingQuotes')) {
    return 'a quotation mark (") is opened here and never closed, so nothing from here on could be read';
  }
  if (errors.some(({ code }) => code === 'InvalidQuotes')) {
    return 'a quotation mark (") stands inside a quoted text; write it twice ("")';
  }
  if (cells.slice(width).some((cell) => cell.trim() !== '')) {
    return 'has more cells than the first row; a text that holds the delimiter must stand in quotation marks (")';
  }
  return undefined;
}

function delimiterOf(text: string): string {
  const start = text.trimStart();
  const known = DELIMITERS.map((delimiter) => {
    const [headings = []] = Papa.parse<string[]>(start, { delimiter, preview: 1 }).data;
    return headings.filter((heading) => columnOf(heading)).length + headings.length / MOST_HEADINGS;
  });
  return DELIMITERS[known.indexOf(Math.max(...known))] ?? ',';
}
