import { expect, test } from 'vitest';
import { readFaqFile } from './read-faq-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const csv = (text: string) => readFaqFile({ name: 'faqs.csv', bytes: bytesOf(text) });
const jsonl = (text: string) => readFaqFile({ name: 'faqs.jsonl', bytes: bytesOf(text) });
const told = (errors: readonly { row: number; message: string }[]) =>
  errors.map(({ row, message }) => `${row} ${message}`);

test('a bad row is reported by its number and field, and the rest is read', async () => {
  const { rows, errors } = await csv(
    'Question,Answer,Locale\nOpen?,Yes.,en\n,No question.,en\nPrice?,,en\n\nShip?,Yes.,Klingonish language\nOPEN?,Again.,en\nOpen?,Sí.,es\n',
  );
  expect(rows.map(({ row, draft }) => [row, draft.question, draft.locale])).toEqual([
    [2, 'Open?', 'en'],
    [8, 'Open?', 'es'],
  ]);
  expect(told(errors)).toEqual([
    '3 question: is empty',
    '4 answer: is empty',
    '6 locale: must be a language tag such as en, zh-CN or es',
    '7 question: is the same as in row 2',
  ]);
});

test('everything that is wrong with a row is said, in words that need no developer', async () => {
  const { errors } = await jsonl(
    [
      { question: 5, answer: ' ', variants: { a: 1 } },
      { question: 'q'.repeat(501), answer: 'a', variants: ['ok', 7, 'v'.repeat(1_001)] },
      { question: 'a', answer: 'a', variants: Array.from({ length: 1_001 }, () => 'v') },
      { question: 'b', answer: '#REF!', validFrom: '2026-05-01', validUntil: '2026-04-01' },
    ]
      .map((row) => JSON.stringify(row))
      .join('\n'),
  );
  expect(told(errors)).toEqual([
    '1 question: must be text; variants: must be a list of texts; answer: is empty',
    '2 question: is too long, at most 500 characters; variants: number 2 must be text; variants: number 3 is too long, at most 1,000 characters',
    '3 variants: are too many, at most 1,000',
    '4 answer: is an error, #REF!; validUntil: must be after validFrom',
  ]);
});

test.each([
  ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['2026/3/1', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01 09:30', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01T09:30:15.5+08:00', '2026-03-01T01:30:15.500Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
])('the date %s is read, the same on every machine', async (text, iso) => {
  const { rows } = await csv(`question,answer,Valid From\nq,a,${text}\n`);
  expect(rows[0]?.draft.validFrom?.toISOString()).toBe(iso);
});

test.each(['45292', '03/04/2026', '2026-02-29', '2026-13-01', '2026-03-01T25:00', 'soon', '2026-3/1'])(
  'the date %s, which could mean another day or none, is not guessed',
  async (text) => {
    const { rows, errors } = await csv(`question,answer,validUntil\nq,a,${text}\n`);
    expect(rows).toEqual([]);
    expect(errors[0]?.message).toMatch(/^validUntil: is not a date.*2026-12-31/);
  },
);

test('variants stand in one cell on lines of their own; any common delimiter is understood', async () => {
  const expected = { question: 'Open, today; now?', answer: 'Yes; always', variants: ['hours', 'when open'] };
  for (const delimiter of [',', ';', '\t', '|']) {
    const line = ['"Open, today; now?"', '"hours\r\nwhen open\r\n"', '"Yes; always"'].join(delimiter);
    const { rows, errors } = await csv(`\r\n${['question', 'VARIANTS', 'answer'].join(delimiter)}\r\n${line}\r\n`);
    expect(errors).toEqual([]);
    expect(rows).toEqual([{ row: 3, draft: expected }]);
  }
});

test('a text that holds the delimiter is never cut short', async () => {
  const { rows, errors } = await csv('question,answer\nOpen?,Yes, always\nShip?,Yes,,\n');
  expect(rows.map(({ row }) => row)).toEqual([3]);
  expect(errors[0]).toMatchObject({ row: 2, message: expect.stringMatching(/more cells.*quotation marks/) });
});

test('a quotation mark that is not closed does not swallow rows in silence', async () => {
  const { rows, errors } = await csv('question,answer\nA?,a\n5" pipe?,yes\nB?,"b\nC?,c\n');
  expect(rows.map(({ row }) => row)).toEqual([2, 3]);
  expect(errors).toEqual([{ row: 4, message: expect.stringMatching(/never closed/) }]);
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

test('a file in Windows-1252, as western Windows writes it, is read', async () => {
  const bytes = Buffer.from('question;answer\n¿Abrís mañana?;Sí, cuesta 5 \x80 más\n', 'latin1');
  expect((await readFaqFile({ name: 'x.csv', bytes })).rows[0]?.draft).toMatchObject({
    question: '¿Abrís mañana?',
    answer: 'Sí, cuesta 5 € más',
  });
});

test('what is not a file of FAQs is refused in one sentence', async () => {
  await expect(readFaqFile({ name: 'x.pdf', bytes: bytesOf('') })).rejects.toThrow(/\.csv, \.xlsx or \.jsonl/);
  await expect(csv('')).rejects.toThrow(/"question" is missing/);
  await expect(csv('question;b\n1;2\n')).rejects.toThrow(/"answer" is missing/);
  await expect(csv('question,answer,Answer\n1,2,3\n')).rejects.toThrow(/"answer" twice/);
  await expect(readFaqFile({ name: 'x.csv', bytes: new Uint8Array([0, 1, 2, 255]) })).rejects.toThrow(/not text/);
});

test('a file over 20 MB is refused', async () => {
  const bytes = new Uint8Array(20 * 1024 * 1024 + 1);
  await expect(readFaqFile({ name: 'x.csv', bytes })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/20 MB/),
  });
});

test('20,000 rows are read, one more is refused, blank ones do not count', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, n) => `q${n},a\n\n`).join('');
  expect((await csv(`question,answer\n${rows(20_000)}`)).rows).toHaveLength(20_000);
  await expect(csv(`question,answer\n${rows(20_001)}`)).rejects.toThrow(/20,000 rows/);
  await expect(jsonl('[]\n'.repeat(20_001))).rejects.toThrow(/20,000 rows/);
});

test('a line that is not JSON is reported and the next one read, whatever the case of its fields', async () => {
  const { rows, errors } = await jsonl(
    '{"question":"a","answer":"b","variants":"x\\ny"}\r\n{oops\n[]\n\n{"Question":"c","ANSWER":"d","variants":["e",""," "],"locale":"zh_CN"}\n',
  );
  expect(rows).toEqual([
    { row: 1, draft: { question: 'a', answer: 'b', variants: ['x', 'y'] } },
    { row: 5, draft: { question: 'c', answer: 'd', variants: ['e'], locale: 'zh-CN' } },
  ]);
  expect(errors.map(({ row }) => row)).toEqual([2, 3]);
});
