import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { keepPicture, openSite } from './browser.ts';
import { signUp } from './people.ts';

const site = openSite();

interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function csv(name: string, rows: readonly string[], encode = (text: string) => Buffer.from(text)): Upload {
  return { name, mimeType: 'text/csv', buffer: encode(`${rows.join('\r\n')}\r\n`) };
}

/** Drops a file with one FAQ on the page, blown up to a size in bytes. */
async function drop(page: Page, name: string, size = 0): Promise<void> {
  await page.evaluate(
    ([called, least]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['question,answer\nDropped?,Yes.\n'.padEnd(least)], called));
      dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true }));
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    },
    [name, size] as const,
  );
}

const many = Array.from({ length: 76 }, (_, at) => `How do I do thing ${at + 1}?;Like this: ${at + 1}.;Things;x`);

test('77 FAQs of a file with headings of its own are tried, published, seen, and taken back whole', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Tents', name: 'Tess', email: 'tess@tents.example' });
  await page.goto('/faqs/import');
  await page.getByText('No file was imported yet').waitFor();
  const file = csv('ours.csv', ['Frage;Response;Kategorie;Notiz', ...many, ';No question.;;', 'Late?;Now.;Things;']);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'ours.csv' }).waitFor();
  await page.waitForURL(/\/faqs\/import\/[a-z0-9]+$/);
  expect(await page.getByLabel('Category').inputValue()).toBe('2');
  expect(await page.getByLabel('Answer').inputValue()).toBe('1');

  const count = (name: string) => page.locator(`[data-count=${name}] dd`);
  await expect.poll(() => count('created').textContent()).toBe('77');
  expect(await count('failed').textContent()).toBe('1');
  const wrong = page.getByRole('region', { name: 'Rows that are wrong' });
  await wrong.getByText('78').waitFor();
  await wrong.getByText('Question: is empty').waitFor();
  await keepPicture(page, 'import-columns');

  await page.getByLabel('Question').selectOption({ label: 'Choose a column' });
  await page.getByText('Say which columns hold the question and the answer.').waitFor();
  expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
  await page.getByLabel('Question').selectOption({ label: 'Frage' });
  await page.getByRole('checkbox', { name: 'Notiz' }).check();
  await page.getByText('1 other wording').first().waitFor();
  await page.getByLabel('Publish at once').check();
  await page.getByRole('button', { name: 'Import 77 FAQs' }).click();

  await page.getByText('The import is done').waitFor();
  await page.getByText('They are published: the bot answers with them.').waitFor();
  expect(await count('created').textContent()).toBe('77');
  await keepPicture(page, 'import-done');
  await page.reload();
  await page.getByText('The import is done').waitFor();
  const faqs = async () => {
    const asked = await page.request.get(`/trpc/faqs.list?input=${encodeURIComponent('{}')}`);
    expect(asked.status()).toBe(200);
    return JSON.stringify(await asked.json());
  };
  expect(await faqs()).toContain('How do I do thing');

  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await page.getByText('The import is undone').waitFor();
  await page.getByText('77 FAQs are as they were before.').waitFor();
  expect(await faqs()).not.toContain('How do I do thing');
  await page.getByRole('link', { name: 'Back to the imports' }).click();
  await page.getByRole('listitem').filter({ hasText: 'ours.csv' }).getByText('Undone').waitFor();
  await keepPicture(page, 'import-list');
});

test('a file in an encoding of Windows is read, and one that cannot be read is refused with the reason', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Kites', name: 'Kim', email: 'kim@kites.example' });
  await page.goto('/faqs/import');
  const give = (file: Upload) => page.locator('input[type=file]').setInputFiles(file);
  const alert = page.getByRole('alert');
  await give({ name: 'faqs.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await alert.getByText('The name must end in .csv, .xlsx or .jsonl.').waitFor();
  await give(csv('empty.csv', ['question,answer']));
  await alert.getByText('there are no rows below the headings').waitFor();
  await give({ name: 'faqs.xlsx', mimeType: 'application/zip', buffer: Buffer.from('not a workbook') });
  await alert.getByText('This is not an Excel workbook').waitFor();
  await give({ name: 'zeros.csv', mimeType: 'text/csv', buffer: Buffer.alloc(2_000) });
  await alert.getByText('This file is not text').waitFor();
  await keepPicture(page, 'import-refused');
  await drop(page, 'huge.csv', 20 * 1024 * 1024 + 1);
  await alert.getByText('This file is over 20 MB').waitFor();

  // 问题,答案 and 怎么退货？,七天内。 as GBK.
  const gbk = Buffer.from('cecacce22cb4f0b0b80d0ad4f5c3b4cdcbbbf5a3bf2cc6dfccecc4daa1a30d0a', 'hex');
  await give({ name: 'gbk.csv', mimeType: 'text/csv', buffer: gbk });
  await page.getByText('怎么退货？').waitFor();
  await page.getByText('七天内。').waitFor();
  await page.goto('/faqs/import');
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  await give(csv('utf16.csv', ['question\tanswer', 'Où êtes-vous ?\tÀ Paris.'], utf16));
  await page.getByText('Où êtes-vous ?').waitFor();

  await page.goto('/faqs/import');
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await drop(page, 'dropped.csv');
  await page.getByRole('heading', { name: 'dropped.csv' }).waitFor();
  await page.getByText('Dropped?').waitFor();
  await page.goto('/faqs/import/nosuchimport');
  await page.getByRole('heading', { name: 'There is no such import' }).waitFor();
});

test('of a page that was read a person takes over what they want, put right first', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Lamps', name: 'Lou', email: 'lou@lamps.example' });
  await page.goto('/faqs/import');
  await page.getByLabel('Address of the page').fill('http://127.0.0.1:1/faq');
  await page.getByRole('button', { name: 'Read the page' }).click();
  await page.getByRole('alert').getByText('This address is not on the open internet').waitFor();

  // No page of this machine is read, so what the server would say of one is given here.
  const proposals = ['Do you ship?', 'Are you open?', 'Who are you?'].map((question) => ({
    question,
    answer: `About “${question}”`,
    source: 'heading',
  }));
  const data = { url: 'https://lamps.example/faq', title: 'Lamps: FAQ', locale: 'en', proposals };
  await answerInstead(page, { 'faqImports.readPage': { data } });
  const read = async () => {
    await page.getByLabel('Address of the page').fill('lamps.example/faq');
    await page.getByRole('button', { name: 'Read the page' }).click();
    await page.getByText('3 questions with their answers were found on this page.').waitFor();
  };
  await read();
  await page.getByRole('checkbox', { name: 'Take over: Who are you?' }).uncheck();
  await page.getByLabel('Question').first().fill('');
  await page.getByText('Please fill this in.').waitFor();
  expect(await page.getByRole('button', { name: 'Add as drafts' }).isDisabled()).toBe(true);
  await page.getByLabel('Question').first().fill('Do you ship abroad?');
  await keepPicture(page, 'import-page');
  await page.getByRole('button', { name: 'Add and publish' }).click();
  await page.getByRole('status').getByText('2 FAQs were added.').waitFor();

  await read();
  await page.getByRole('button', { name: 'Add as drafts' }).click();
  const note = page.getByRole('status').filter({ hasText: '2 FAQs were added.' });
  await note.getByText('1 question was there already and stays as it is:').waitFor();
  await note.getByText('Are you open?').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('Undone.').waitFor();
  await note.waitFor({ state: 'hidden' });
});
