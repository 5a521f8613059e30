import { type FaqDraft, faqDraftSchema } from '@answerdesk/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFaqFile } from './read-faq-file.ts';
import { writeFaqFile } from './write-faq-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const csv = (text: string) => readFaqFile({ name: 'faqs.csv', bytes: bytesOf(text) });

test('a bad row is reported by its number and field, and the rest is read', async () => {
  const { rows, errors } = await csv(
    'Question,Answer,Locale\nOpen?,Yes.,en\n,No question.,en\nPrice?,,en\n\nShip?,Yes.,Klingonish language\nOPEN?,Again.,en\n',
  );
  expect(rows).toEqual([{ row: 2, draft: { question: 'Open?', answer: 'Yes.', locale: 'en', variants: [] } }]);
  expect(errors.map(({ row, message }) => `${row} ${message}`)).toEqual([
    '3 question: is empty',
    '4 answer: is empty',
    '6 locale: must be a language tag such as en, zh-CN or es',
    '7 question: is the same as in row 2',
  ]);
});

test('variants stand in one cell on lines of their own; any common delimiter is understood', async () => {
  const expected = { question: 'Open?', answer: 'Yes; always', variants: ['hours', 'when open'] };
  for (const delimiter of [',', ';', '\t']) {
    const line = ['"Open?"', '"hours\r\nwhen open\r\n"', '"Yes; always"'].join(delimiter);
    const { rows, errors } = await csv(`${['question', 'variants', 'answer'].join(delimiter)}\r\n${line}\r\n`);
    expect(errors).toEqual([]);
    expect(rows).toEqual([{ row: 2, draft: expected }]);
  }
});

test.each<[string, (text: string) => Uint8Array]>([
  ['UTF-8 with its mark', (text) => bytesOf(`\uFEFF${text}`)],
  ['UTF-16, little end first', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, big end first', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
])('%s is read', async (_name, encode) => {
  const { rows } = await readFaqFile({ name: 'x.CSV', bytes: encode('question,answer\n营业时间？,九点\n') });
  expect(rows[0]?.draft.question).toBe('营业时间？');
});

test('a file in GBK, as Chinese Windows writes it, is read', async () => {
  // 营业时间 in GBK.
  const bytes = Buffer.concat([
    Buffer.from('question,answer\n'),
    Buffer.from([0xd3, 0xaa, 0xd2, 0xb5, 0xca, 0xb1, 0xbc, 0xe4]),
    Buffer.from(',9\n'),
  ]);
  expect((await readFaqFile({ name: 'x.csv', bytes })).rows[0]?.draft.question).toBe('营业时间');
});

test('what is not a file of FAQs is refused in one sentence', async () => {
  await expect(readFaqFile({ name: 'x.pdf', bytes: bytesOf('') })).rejects.toThrow(/\.csv, \.xlsx or \.jsonl/);
  await expect(csv('a,b\n1,2\n')).rejects.toThrow(/"question" is missing/);
  await expect(readFaqFile({ name: 'x.xlsx', bytes: bytesOf('no zip') })).rejects.toThrow(/not an XLSX/);
  await expect(readFaqFile({ name: 'x.csv', bytes: new Uint8Array([0, 1, 2, 255]) })).rejects.toThrow(/not text/);
  await expect(readFaqFile({ name: 'x.csv', bytes: new Uint8Array(21 * 1024 * 1024) })).rejects.toThrow(/20 MB/);
});

test('a line that is not JSON is reported and the next one read', async () => {
  const { rows, errors } = await readFaqFile({
    name: 'x.jsonl',
    bytes: bytesOf('{"question":"a","answer":"b"}\n{oops\n[]\n\n{"question":"c","answer":"d","variants":["e"]}\n'),
  });
  expect(rows.map(({ row }) => row)).toEqual([1, 5]);
  expect(errors.map(({ row }) => row)).toEqual([2, 3]);
});

test('no exported cell can be taken for a formula', async () => {
  const faq: FaqDraft = { question: '=1+1', variants: ['@a'], answer: '-5 °C', category: '+x' };
  const text = new TextDecoder().decode(await writeFaqFile([faq], 'csv'));
  expect(text).toContain("'=1+1,'@a,'-5 °C");
  expect(text).not.toMatch(/[,\n][=+@-]/);
});

describe.each(['csv', 'jsonl', 'xlsx'] as const)('%s', (format) => {
  const line = fc
    .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
    .map((text) => text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim())
    .filter((text) => text !== '');
  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  const faq = fc.record(
    {
      question: line,
      variants: fc.array(line, { maxLength: 3 }),
      answer: line,
      locale: fc.constantFrom('en', 'zh-CN'),
      validFrom: moment,
    },
    { requiredKeys: ['question', 'variants', 'answer'] },
  );

  test('what was exported is read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(faq, { maxLength: 5, selector: (f) => f.question.normalize('NFKC').toLowerCase() }),
        async (faqs) => {
          const drafts = faqs.map((each) => faqDraftSchema.parse(each));
          const bytes = await writeFaqFile(drafts, format);
          const { rows, errors } = await readFaqFile({ name: `faqs.${format}`, bytes });
          expect(errors).toEqual([]);
          expect(rows.map(({ draft }) => draft)).toEqual(drafts);
        },
      ),
      { numRuns: format === 'xlsx' ? 20 : 100 },
    );
  });
});
