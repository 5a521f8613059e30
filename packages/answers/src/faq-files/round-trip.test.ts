import { type FaqContent, faqContentSchema } from '@answerdesk/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFaqFile } from './read-faq-file.ts';
import { writeFaqFile } from './write-faq-file.ts';

const line = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
    fc.constantFrom(
      '=1+1',
      "'=x",
      "''-",
      '@sum',
      '-5 °C',
      '+x',
      "'quoted'",
      '_x0041_x0042_',
      'a;b,c|"d"',
      'NULL',
      '007',
    ),
  )
  .map((text) => text.replace(/[\s\p{Cs}]+/gu, ' ').trim())
  .filter((text) => text !== '');
const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((some) => some.join('\n'));
const half = Date.UTC(2050, 0);
const faq = fc.record(
  {
    question: line,
    variants: fc.array(line, { maxLength: 3 }),
    answer: lines,
    locale: fc.constantFrom('en', 'zh-CN'),
    category: line,
    validFrom: fc.date({ min: new Date('2000-01-01'), max: new Date(half - 1), noInvalidDate: true }),
    validUntil: fc.date({ min: new Date(half), max: new Date('2100-01-01'), noInvalidDate: true }),
  },
  { requiredKeys: ['question', 'variants', 'answer'] },
);

describe.each(['csv', 'jsonl', 'xlsx'] as const)('%s', (format) => {
  const roundTrip = async (drafts: readonly FaqContent[]) =>
    readFaqFile({ name: `faqs.${format}`, bytes: await writeFaqFile(drafts, format) });

  test('what was exported is read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(faq, { maxLength: 5, selector: (f) => f.question.normalize('NFKC').toLowerCase() }),
        async (faqs) => {
          const drafts = faqs.map((each) => faqContentSchema.parse(each));
          const { rows, errors } = await roundTrip(drafts);
          expect(errors).toEqual([]);
          expect(rows.map(({ draft }) => draft)).toEqual(drafts);
        },
      ),
      { numRuns: format === 'xlsx' ? 20 : 100 },
    );
  });

  test('line ends are the same whichever system wrote them, and a variant is one line', async () => {
    const { rows } = await roundTrip([{ question: 'q', variants: ['a \r\n b'], answer: 'one\r\ntwo\rthree\nfour' }]);
    expect(rows).toEqual([
      { row: rows[0]?.row, draft: { question: 'q', variants: ['a b'], answer: 'one\ntwo\nthree\nfour' } },
    ]);
  });

  test('no FAQs are a file too', async () => {
    expect(await roundTrip([])).toEqual({ rows: [], errors: [] });
  });
});

test('no exported cell can be taken for a formula', async () => {
  const draft: FaqContent = { question: '=1+1', variants: ['@a'], answer: '-5 °C', category: '+x' };
  const text = new TextDecoder().decode(await writeFaqFile([draft], 'csv'));
  expect(text).toContain("'=1+1,'@a,'-5 °C");
  expect(text).not.toMatch(/[,\n][=+@-]/);
});

test('a text too long for a cell of a workbook is refused, not cut; other formats hold it', async () => {
  const long: FaqContent = {
    question: 'q',
    variants: Array.from({ length: 40 }, (_, n) => `${n}${'v'.repeat(900)}`),
    answer: 'a',
  };
  await expect(writeFaqFile([long], 'xlsx')).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/"q".*32,767/),
  });
  const { rows } = await readFaqFile({ name: 'x.csv', bytes: await writeFaqFile([long], 'csv') });
  expect(rows[0]?.draft.variants).toHaveLength(40);
});
