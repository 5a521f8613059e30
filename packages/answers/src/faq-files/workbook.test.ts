import { deflateRawSync } from 'node:zlib';
import excel, { type CellValue } from 'exceljs';
import { expect, test } from 'vitest';
import { readFaqFile } from './read-faq-file.ts';

const read = (bytes: Uint8Array) => readFaqFile({ name: 'faqs.xlsx', bytes });

async function workbookOf(rows: readonly (readonly CellValue[])[]): Promise<Uint8Array> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('x');
  for (const row of rows) sheet.addRow([...row]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

test('every kind of cell is read as the text that its author sees', async () => {
  const day = new Date(Date.UTC(2026, 1, 3));
  const { rows, errors } = await read(
    await workbookOf([
      ['Question', 'Variants', 'Answer', 'Valid From', 'Category'],
      [{ richText: [{ text: 'Op' }, { text: 'en?', font: { bold: true } }] }, 'a\nb', 12.5, day],
      [
        { formula: '"Pri"&"ce?"', result: 'Price?' },
        '',
        { text: 'our page', hyperlink: 'https://shop.example' },
        '',
        true,
      ],
      [],
      ['Later?', null, 'Yes', { formula: 'TODAY()', result: day }],
    ]),
  );
  expect(errors).toEqual([]);
  expect(rows).toEqual([
    { row: 2, draft: { question: 'Open?', variants: ['a', 'b'], answer: '12.5', validFrom: day } },
    { row: 3, draft: { question: 'Price?', variants: [], answer: 'our page', category: 'true' } },
    { row: 5, draft: { question: 'Later?', variants: [], answer: 'Yes', validFrom: day } },
  ]);
});

test('an error in a cell is reported, never served as an answer or taken for no date', async () => {
  const { rows, errors } = await read(
    await workbookOf([
      ['question', 'answer', 'validUntil'],
      ['a', { error: '#N/A' }, ''],
      ['b', 'b', { formula: 'A9', result: { error: '#REF!' } }],
    ]),
  );
  expect(rows).toEqual([]);
  expect(errors.map(({ row }) => row)).toEqual([2, 3]);
});

test('a cell far to the right and a merge of the whole sheet cost nothing', async () => {
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const book = bookOf(
    `<cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1">${cell('A1', 'question')}${cell('B1', 'answer')}</row>
    <row r="1048576">${cell('A1048576', 'q')}${cell('B1048576', 'a')}${cell('XFD1048576', 'far')}</row></sheetData>
    <mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>
    <dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"x"</formula1></dataValidation></dataValidations>`,
  );
  expect((await read(book)).rows).toEqual([{ row: 1_048_576, draft: { question: 'q', variants: [], answer: 'a' } }]);
});

test('a zip bomb is refused by what it declares and by what it really holds', async () => {
  const honest = zipOf([{ name: 'a', data: Buffer.alloc(1_000), declaredBytes: 201 * 1024 * 1024 }]);
  await expect(read(honest)).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/200 MB/) });
  const packed = deflateRawSync(Buffer.alloc(21 * 1024 * 1024));
  const liar = zipOf([...'abcdefghij'].map((name) => ({ name, packed, declaredBytes: 10 })));
  expect(liar.length).toBeLessThan(1024 * 1024);
  await expect(read(liar)).rejects.toThrow(/200 MB/);
});

test('a workbook with more tags than 20,000 rows need is refused before it is read', async () => {
  const tags = zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.from('<c/>'.repeat(1_600_000)) }]);
  await expect(read(tags)).rejects.toThrow(/too large/);
});

test('what is no workbook is refused in one sentence', async () => {
  const valid = await workbookOf([['question', 'answer']]);
  const broken = [
    Buffer.from('no zip'),
    valid.subarray(0, valid.length - 30),
    zipOf([{ name: 'a', data: Buffer.from('x') }]),
  ];
  for (const bytes of [...broken, zipOf([{ name: 'a', data: Buffer.from('x'), method: 12 }])]) {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'invalid' });
  }
});

interface ZipEntry {
  readonly name: string;
  readonly data?: Buffer;
  readonly packed?: Buffer;
  readonly declaredBytes?: number;
  readonly method?: number;
}

/** The least that is a workbook, with one sheet. */
function bookOf(sheet: string): Buffer {
  const files = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet>${sheet}</worksheet>`,
  };
  return zipOf(Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })));
}

/** A zip file, which may declare another size than it holds. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data = Buffer.alloc(0), packed = deflateRawSync(data), ...said } of entries) {
    const { declaredBytes = data.length, method = 8 } = said;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(declaredBytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}
