import { type Faq, faqIdSchema, type Locale, localeSchema, tenantIdSchema } from '@answerdesk/domain';
import type { LabelledRow } from './read-rows.ts';

export function localeOf(row: LabelledRow): Locale | undefined {
  return localeSchema.safeParse(row.lang).data;
}

/** Each label as one FAQ, whose question is the label's words, whose variants are its rows, and whose answer is the label. */
export function faqsOfRows(rows: readonly LabelledRow[]): Faq[] {
  return [...Map.groupBy(rows, ({ label }) => label)].map(([label, examples], index) => ({
    id: faqIdSchema.parse(`f${index}`),
    tenantId: tenantIdSchema.parse('evaluation'),
    question: wordsOf(label),
    variants: examples.map(({ text }) => text),
    answer: label,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  }));
}

/** `card_arrival`, `card/arrival` and `cardArrival` all read as two words. */
function wordsOf(label: string): string {
  return label.replace(/[_/.:-]+/g, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}
