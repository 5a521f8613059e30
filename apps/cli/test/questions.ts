import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFaqFile, readRows } from '@answerdesk/answers';
import type { FaqContent } from '@answerdesk/domain';
import type { Chance } from '@answerdesk/testing';
import { datasetsDir } from '@answerdesk/testing';
import { demoFaqFile } from '../src/demo-tenant.ts';

export interface QuestionSet {
  readonly name: string;
  readonly faqs: readonly FaqContent[];
  /** Questions that stand in no FAQ, with the answer each should get. */
  readonly questions: readonly { readonly text: string; readonly answer: string }[];
}

const VARIANTS = 10;

/**
 * Real customers' questions: BANKING77's 77 labels as FAQs of ten texts each, and other rows to ask. Without the data
 * set the demo shop's FAQs, each asked by one of its variants that the FAQ then lacks.
 */
export async function readQuestions(count: number, chance: Chance): Promise<QuestionSet> {
  const path = join(datasetsDir, 'nlu/banking77/train.jsonl');
  if (!existsSync(path)) {
    process.stderr.write('skipped: questions of BANKING77 (DATASETS_DIR has none); the demo shop is asked instead\n');
    return readDemo(count);
  }
  const faqs: FaqContent[] = [];
  const others: { text: string; answer: string }[] = [];
  for (const [label, rows] of Map.groupBy(await readRows(path), (row) => row.label)) {
    const texts = chance.shuffled([...new Set(rows.map(({ text }) => text.trim()))]);
    const answer = `The approved answer about ${label.replaceAll('_', ' ')}.`;
    const [question = label, ...variants] = texts.slice(0, VARIANTS);
    faqs.push({ question, variants, answer, locale: 'en' });
    for (const text of texts.slice(VARIANTS)) others.push({ text, answer });
  }
  return { name: 'BANKING77', faqs, questions: chance.shuffled(others).slice(0, count) };
}

async function readDemo(count: number): Promise<QuestionSet> {
  const { rows } = await readFaqFile({ name: 'faqs.jsonl', bytes: readFileSync(demoFaqFile) });
  const drafts = rows.map(({ draft }) => draft);
  const asked = drafts.map(({ variants, answer }) => ({ text: variants.at(-1) ?? '', answer }));
  return {
    name: 'demo shop',
    faqs: drafts.map((draft) => ({ ...draft, variants: draft.variants.slice(0, -1) })),
    questions: Array.from({ length: count }, (_, index) => asked[index % asked.length] ?? { text: '', answer: '' }),
  };
}
