import type { FaqContent } from '@answerdesk/domain';

/** The columns of an FAQ file, in the order they are written. */
export const columns = ['question', 'variants', 'answer', 'locale', 'category', 'validFrom', 'validUntil'] as const;
export type Column = (typeof columns)[number];

/** One row as it stands in a file: texts, or what JSON can hold. */
export type RawRow = Partial<Record<Column, unknown>>;

/** A row as texts, for formats that hold nothing else. */
export function writeTexts(faq: FaqContent): Record<Column, string> {
  return {
    question: faq.question,
    variants: faq.variants.map(onOneLine).join('\n'),
    answer: faq.answer,
    locale: faq.locale ?? '',
    category: faq.category ?? '',
    validFrom: faq.validFrom?.toISOString() ?? '',
    validUntil: faq.validUntil?.toISOString() ?? '',
  };
}

/** The column that a heading means, whatever its case and the spaces or marks around it. */
export function columnOf(heading: string): Column | undefined {
  const plain = heading.replace(/[\s_-]/g, '').toLowerCase();
  return columns.find((column) => column.toLowerCase() === plain);
}

const FORMULA = /^'*[=+\-@\t\r]/;

/** Keeps a spreadsheet from taking a text for a formula: one leading apostrophe, which `restore` takes away again. */
export function neutralise(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function restore(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

/** The lines of a text that hold something, trimmed; whatever system ended them. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A variant is one line, since line ends are what keeps variants apart in a table. */
export function onOneLine(text: string): string {
  return linesOf(text).join(' ');
}
