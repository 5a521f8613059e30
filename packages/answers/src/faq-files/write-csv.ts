import Papa from 'papaparse';
import { neutralise } from './columns.ts';

/**
 * Writes a table as CSV that spreadsheets open as it is: UTF-8 with a mark, CRLF, and no text that they would take for a
 * formula, which gets a leading apostrophe; numbers stay numbers.
 */
export function writeCsv(table: readonly (readonly (string | number)[])[]): string {
  const cells = table.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : neutralise(cell))));
  return `\uFEFF${Papa.unparse(cells, { newline: '\r\n' })}\r\n`;
}
