import { expect, test } from 'vitest';
import { expectAccessible, keepPicture, openSite, settle } from './browser.ts';
import { publishFaq, signUp } from './people.ts';

const site = openSite();

test('terms are accepted from proposals, walked as a graph with the keyboard, edited, merged, and all of it is taken back', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Harbour Bank', name: 'Bea', email: 'bea@bank.example' });
  await page.goto('/faqs/glossary');
  await page.getByRole('heading', { name: 'No FAQs yet' }).waitFor();
  for (const question of [
    'How do I block my debit card?',
    'What is the limit of a debit card?',
    'How long does a bank transfer take?',
    'Can I take back a bank transfer?',
    'When are you open?',
  ]) {
    await publishFaq(page, question, `About: ${question}`);
  }
  await page.goto('/faqs');
  await page.getByRole('link', { name: 'Glossary' }).click();
  const main = page.getByRole('main');
  await main.getByLabel('debit card', { exact: true }).waitFor();
  await keepPicture(page, 'glossary-proposals');
  await main.getByLabel('All shown').check();
  await main.getByRole('button', { name: 'Accept (2)' }).click();
  await page.getByText('Terms accepted: 2').waitFor();
  await main.getByText('Nothing more to propose.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await main.getByLabel('debit card', { exact: true }).check();
  await main.getByLabel('bank transfer', { exact: true }).check();
  await main.getByRole('button', { name: 'Accept (2)' }).click();
  await main.getByRole('link', { name: 'debit card' }).click();

  const graph = page.getByRole('navigation', { name: 'What “debit card” is linked to' });
  await graph.getByRole('link', { name: 'What is the limit of a debit card?' }).waitFor();
  await settle(page);
  await expectAccessible(page, 'glossary-graph');
  await keepPicture(page, 'glossary-graph');
  await graph.getByRole('link', { name: 'How do I block my debit card?' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'How do I block my debit card?', level: 1 }).waitFor();
  const related = page.getByRole('navigation', { name: 'What “How do I block my debit card?” is linked to' });
  await related.getByRole('link', { name: 'What is the limit of a debit card?' }).waitFor();
  await keepPicture(page, 'glossary-faq');
  await related.getByRole('link', { name: 'debit card', exact: true }).click();

  await page.getByRole('combobox', { name: 'Synonyms' }).fill('plastic');
  await page.keyboard.press('Enter');
  await main.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('“debit card” is saved.').waitFor();
  await main.getByLabel('Never translate this word').click();
  await expect.poll(() => main.getByLabel('Never translate this word').isChecked(), { timeout: 60_000 }).toBe(true);
  await main.getByRole('button', { name: 'Unlink: What is the limit of a debit card?' }).click();
  await page.getByText('The FAQ is no longer linked.').waitFor();
  await graph.getByRole('link', { name: 'What is the limit of a debit card?' }).waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Question' }).fill('open');
  await page.getByRole('option', { name: 'When are you open?' }).click();
  await main.getByRole('button', { name: 'Link FAQ' }).click();
  await main.getByText('Linked by you').waitFor();

  await page.getByRole('combobox', { name: 'Merge into another term' }).click();
  await page.getByRole('option', { name: 'bank transfer' }).click();
  await main.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('heading', { name: 'bank transfer', level: 1 }).waitFor();
  await main.getByText('plastic').first().waitFor();
  const merged = page.getByRole('alert').filter({ hasText: 'is now part of' });
  await merged.getByRole('button', { name: 'Undo' }).click();
  await main.getByText('plastic').first().waitFor({ state: 'detached' });
  await page.goto('/faqs/glossary');
  await main.getByRole('link', { name: 'debit card' }).waitFor();
  await main.getByText('Never translated').waitFor();
  await main.getByLabel('Search or add a term').fill('plas');
  await main.getByRole('link', { name: 'bank transfer' }).waitFor({ state: 'detached' });
  await main.getByRole('link', { name: 'debit card' }).waitFor();
});
