import { DomainError } from '@answerdesk/domain';
import type { CellValue } from 'exceljs';

const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;

/** Reads the first sheet of an XLSX file as texts: of a formula its result, of a date the ISO form. */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  if (unpackedSize(bytes) > MOST_UNPACKED_BYTES) {
    throw new DomainError('invalid', 'The workbook is too large once unpacked.');
  }
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    // The declared type is an older Buffer than Node's; only the bytes are read.
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  } catch (error) {
    throw new DomainError('invalid', 'This file is not an XLSX workbook.', { cause: error });
  }
  const table: string[][] = [];
  workbook.worksheets[0]?.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell.value);
    });
    table[number - 1] = cells;
  });
  return Array.from(table, (cells) => Array.from(cells ?? [], (cell) => cell ?? ''));
}

/** Writes a table of texts as an XLSX file with one sheet. */
export async function writeWorkbook(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('FAQs');
  for (const cells of table) sheet.addRow([...cells]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return textOf(value.text);
  if ('result' in value) return textOf(value.result);
  return '';
}

/** The sizes that a zip file's directory declares, added up. */
function unpackedSize(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entry = Buffer.from('PK\u0001\u0002', 'latin1');
  let total = 0;
  for (let at = buffer.indexOf(entry); at !== -1 && at + 28 <= buffer.length; at = buffer.indexOf(entry, at + 4)) {
    total += buffer.readUInt32LE(at + 24);
  }
  return total;
}
