import type { FaqContent } from '@answerdesk/domain';
import { columns, neutralise, writeTexts } from './columns.ts';
import { writeWorkbook } from './workbook.ts';
import { writeCsv } from './write-csv.ts';

export type FaqFileFormat = 'csv' | 'jsonl' | 'xlsx';

/**
 * Writes FAQs so that `readFaqFile` reads the same: line ends are read as `\n`, a variant as one line. In a table a text
 * that a spreadsheet would take for a formula gets a leading apostrophe, which the reader takes away.
 * Throws DomainError `invalid` for a text that is too long for a cell of a workbook.
 */
export async function writeFaqFile(faqs: readonly FaqContent[], format: FaqFileFormat): Promise<Uint8Array> {
  if (format === 'jsonl') {
    const lines = faqs.map(({ question, variants, answer, locale, category, validFrom, validUntil }) =>
      JSON.stringify({ question, variants, answer, locale, category, validFrom, validUntil }),
    );
    return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  }
  const table = [
    [...columns],
    ...faqs.map((faq) => {
      const texts = writeTexts(faq);
      return columns.map((column) => texts[column]);
    }),
  ];
  if (format === 'xlsx') return writeWorkbook(table.map((row) => row.map(neutralise)));
  return new TextEncoder().encode(writeCsv(table));
}
