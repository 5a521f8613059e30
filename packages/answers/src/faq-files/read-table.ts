import { DomainError } from '@answerdesk/domain';
import { type Column, columnOf, type RawRow, restore } from './columns.ts';

/** A row of a table that holds something. `row` counts from 1 and counts blank rows; `problem` is why it has no cells. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly problem?: string;
}

/** A row of a file, by its number, or what is wrong with it. */
export type NumberedRow = { readonly row: number } & ({ readonly raw: RawRow } | { readonly message: string });

/** Reads rows by the headings in the first. Throws DomainError `invalid` when a needed heading is missing or one is twice. */
export function* readTable([first, ...rows]: readonly TableRow[]): Generator<NumberedRow> {
  const headings = first?.problem === undefined ? (first?.cells ?? []).map(columnOf) : [];
  for (const needed of ['question', 'answer'] as const) {
    if (!headings.includes(needed)) {
      throw new DomainError('invalid', `The first row must name the columns; "${needed}" is missing.`);
    }
  }
  const twice = headings.find((column, at) => column && headings.indexOf(column) !== at);
  if (twice) throw new DomainError('invalid', `The first row names the column "${twice}" twice.`);
  for (const { row, cells, problem } of rows) {
    yield problem === undefined ? { row, raw: rawOf(headings, cells) } : { row, message: problem };
  }
}

function rawOf(headings: readonly (Column | undefined)[], cells: readonly string[]): RawRow {
  const raw: Partial<Record<Column, unknown>> = {};
  for (const [at, column] of headings.entries()) {
    if (column) raw[column] = restore((cells[at] ?? '').trim());
  }
  return raw;
}
