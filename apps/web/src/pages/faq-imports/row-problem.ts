import { type FaqColumn, faqMappingSchema } from '@answerdesk/domain';
import type { ScreenSentence } from '@answerdesk/locales';

/** One thing that is wrong with a row; `words` are the server's own, for what has no sentence here. */
export interface RowProblem {
  readonly field?: FaqColumn;
  readonly sentence?: ScreenSentence<'faq-imports'>;
  readonly values: Readonly<Record<string, string>>;
  readonly words: string;
}

type Known = readonly (readonly [RegExp, ScreenSentence<'faq-imports'>])[];

const ofRows: Known = [
  [/^a quotation mark \("\) is opened here/, 'errors.openQuote'],
  [/^a quotation mark \("\) stands inside/, 'errors.innerQuote'],
  [/^has more cells than the first row/, 'errors.cells'],
  [/^the line is not a JSON object/, 'errors.json'],
  [/^the FAQ was changed by somebody else/, 'errors.changed'],
];

const ofFields: Known = [
  [/^is empty$/, 'errors.empty'],
  [/^number (?<number>\d+) is too long, at most (?<most>[\d,]+)/, 'errors.variantTooLong'],
  [/^is too long, at most (?<most>[\d,]+)/, 'errors.tooLong'],
  [/^are too many, at most (?<most>[\d,]+)/, 'errors.tooMany'],
  [/^is not a date/, 'errors.date'],
  [/^is an error, (?<error>.+)$/, 'errors.spreadsheet'],
  [/^is the same as in row (?<row>\d+)$/, 'errors.twice'],
  [/^must be a language tag/, 'errors.language'],
  [/^must be after/, 'errors.order'],
  [/^must be a list of texts$/, 'errors.list'],
  [/^must be text$/, 'errors.text'],
];

/** Takes what the server says of a row apart: one or several things, each about a field or about the row. */
export function readRowError(message: string): readonly RowProblem[] {
  const ofRow = find(ofRows, message);
  if (ofRow) return [{ ...ofRow, words: message }];
  return message.split(/; (?=[a-zA-Z]+: )/).map((part) => {
    const [, name = '', rest = ''] = /^([a-zA-Z]+): (.+)$/s.exec(part) ?? [];
    const field = faqMappingSchema.element.safeParse(name).data ?? undefined;
    if (field === undefined) return { values: {}, words: part };
    return { field, words: rest, values: {}, ...find(ofFields, rest) };
  });
}

function find(known: Known, text: string): Pick<RowProblem, 'sentence' | 'values'> | undefined {
  for (const [pattern, sentence] of known) {
    const match = pattern.exec(text);
    if (match) return { sentence, values: match.groups ?? {} };
  }
  return undefined;
}
