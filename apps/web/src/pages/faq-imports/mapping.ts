import type { FaqColumn, FaqMapping } from '@answerdesk/domain';

/** The parts of an FAQ that one column holds at most. */
export const singleFields = ['question', 'answer', 'locale', 'category', 'validFrom', 'validUntil'] as const;
export type SingleField = (typeof singleFields)[number];

/** Whether an import can be tried with these columns. */
export function isComplete(mapping: FaqMapping): boolean {
  return mapping.includes('question') && mapping.includes('answer');
}

/** Has a column, or none, hold a part of an FAQ; whatever it held before is given up. */
export function withColumn(mapping: FaqMapping, field: SingleField, column: number | undefined): FaqMapping {
  return mapping.map((held, at) => (at === column ? field : held === field ? null : held));
}

/** Has exactly these columns hold other wordings. */
export function withVariants(mapping: FaqMapping, columns: readonly number[]): FaqMapping {
  return mapping.map((held, at): FaqColumn | null =>
    columns.includes(at) ? 'variants' : held === 'variants' ? null : held,
  );
}
