import { type FaqDraft, faqDraftSchema } from '@answerdesk/domain';

/** The columns of an FAQ file, in the order they are written. */
export const columns = ['question', 'variants', 'answer', 'locale', 'category', 'validFrom', 'validUntil'] as const;
export type Column = (typeof columns)[number];

/** One row as it stands in a file: texts, or what JSON can hold. */
export type RawRow = Partial<Record<Column, unknown>>;

/** A row that could be read. `row` is what its author sees: the header of a table is row 1, a JSONL line its number. */
export interface FaqFileRow {
  readonly row: number;
  readonly draft: FaqDraft;
}

export interface FaqFileError {
  readonly row: number;
  readonly message: string;
}

/** Reads one row, or says in words which field is wrong and how. */
export function readDraft(raw: RawRow): { draft: FaqDraft } | { message: string } {
  const given = Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
  const variants = given['variants'];
  const parsed = faqDraftSchema.safeParse({
    question: '',
    answer: '',
    ...given,
    ...(typeof variants === 'string' && { variants: splitVariants(variants) }),
  });
  if (parsed.success) return { draft: parsed.data };
  const issue = parsed.error.issues[0];
  return { message: `${issue?.path.join(' ') ?? 'the row'}: ${issue?.message ?? 'cannot be read'}` };
}

/** A row as texts, for formats that hold nothing else. */
export function writeTexts(faq: FaqDraft): Record<Column, string> {
  return {
    question: faq.question,
    variants: faq.variants.map((variant) => variant.replace(/\s*\n\s*/g, ' ')).join('\n'),
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

function splitVariants(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
