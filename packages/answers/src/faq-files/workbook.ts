import { DomainError } from '@answerdesk/domain';
import type { CellValue, Workbook } from 'exceljs';
import { checkZip } from './check-zip.ts';
import type { TableRow } from './read-table.ts';

/** 20,000 full rows are 1.2 million tags. At two million exceljs was seen to take five seconds and 600 MB. */
const MOST = { bytes: 200 * 1024 * 1024, tags: 1_500_000 };
const MOST_COLUMNS = 100;
/** Parts of a sheet that are not its texts; some name ranges that exceljs would walk cell by cell, up to 17 billion. */
const NOT_TEXT = [
  'autoFilter',
  'cols',
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'mergeCells',
  'picture',
  'tableParts',
];
/** What a cell of Excel holds. */
const LONGEST_CELL = 32_767;

/**
 * Reads the rows of a workbook's first sheet that hold something, as texts: of a formula its result, of a date the ISO
 * form. Columns beyond the hundredth are not read. Throws DomainError `invalid` for what is no workbook or is too large
 * once unpacked.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<TableRow[]> {
  const workbook = await loadWorkbook(bytes);
  const rows: TableRow[] = [];
  workbook.worksheets[0]?.eachRow({ includeEmpty: false }, (row, number) => {
    const cells = new Array<string>(Math.min(row.cellCount, MOST_COLUMNS)).fill('');
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column <= cells.length) cells[column - 1] = textOf(cell.value);
    });
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: number, cells });
  });
  return rows;
}

/** Writes a table of texts as an XLSX file with one sheet. Throws DomainError `invalid` for a text no cell can hold. */
export async function writeWorkbook(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const tooLong = table.find((cells) => cells.some((cell) => cell.length > LONGEST_CELL));
  if (tooLong) {
    const message = `"${tooLong[0] ?? ''}" has a text of over 32,767 characters, more than a cell holds; export as CSV.`;
    throw new DomainError('invalid', message);
  }
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('FAQs');
  for (const cells of table) sheet.addRow(cells.map(escapeForXml));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function loadWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  let isWithinBounds: boolean;
  try {
    isWithinBounds = await checkZip(bytes, MOST);
    // The declared type is an older Buffer than Node's; only the bytes are read.
    if (isWithinBounds) await workbook.xlsx.load(new Uint8Array(bytes).buffer, { ignoreNodes: NOT_TEXT });
  } catch (error) {
    throw new DomainError('invalid', 'This file is not an XLSX workbook.', { cause: error });
  }
  if (!isWithinBounds) {
    throw new DomainError('invalid', 'The workbook is too large: over 200 MB unpacked, or over 20,000 rows of cells.');
  }
  return workbook;
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value !== 'object') return String(value);
  if ('error' in value) return value.error;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return textOf(value.text);
  if ('result' in value) return textOf(value.result);
  return '';
}

/** A control character, and what would be read as one, as `_xHHHH_` (ECMA-376 part 1, §22.9.2.19). */
function escapeForXml(text: string): string {
  const code = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, code);
}
