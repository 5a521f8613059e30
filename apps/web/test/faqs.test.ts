import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle, type VisitorOptions } from './browser.ts';
import { holdUndo, password, publishFaq, signUp } from './people.ts';

const site = openSite();

let isMade = false;
/** One person of one desk, whichever browser they use. */
async function member(options: VisitorOptions): Promise<Page> {
  const page = await site.visitor(options);
  const data = { name: 'Zoë', email: 'zoe@soap.example', password, tenantName: 'Soap', locale: 'en' };
  const answer = await page.request.post(`/api/auth/sign-${isMade ? 'in' : 'up'}/email`, { data });
  expect(answer.status()).toBe(200);
  isMade = true;
  return page;
}

const table = (page: Page) => page.getByRole('table', { name: 'FAQs' });

test('an FAQ is written, previewed as the channel shows it, published, and found in the list', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Wool & Co', name: 'Wilma', email: 'wilma@wool.example' });
  await page.goto('/faqs');
  await page.getByRole('heading', { name: 'No FAQs yet' }).waitFor();
  await keepPicture(page, 'faqs-none');
  await page.getByRole('link', { name: 'Write the first FAQ' }).click();
  await page.getByLabel('Question', { exact: true }).fill('<script>alert(1)</script> open?');
  const wording = page.getByLabel('Another way to ask it');
  await wording.fill('opening hours');
  await wording.press('Enter');
  await wording.fill('when do you close');
  await wording.press('Enter');
  await page.getByText('Other wordings: 2').waitFor();
  const answer = page.getByLabel('Answer', { exact: true });
  await answer.fill('From 9 to 17');
  await answer.selectText();
  await page.getByRole('button', { name: 'Bold' }).click();
  expect(await answer.inputValue()).toBe('**From 9 to 17**');
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.locator('b').getByText('From 9 to 17').waitFor();
  await page.getByRole('button', { name: 'Add a link' }).click();
  const button = page.getByRole('group', { name: 'Button 1' });
  await button.getByLabel('Label').fill('Map');
  await button.getByLabel('Address').fill('javascript:alert(1)');
  await page.getByText('This is not a complete web address.').waitFor();
  await button.getByLabel('Address').fill('https://wool.example/map');
  await preview.getByRole('link', { name: 'Map' }).waitFor();
  await keepPicture(page, 'faq-new');
  await page.getByRole('link', { name: 'FAQs' }).last().click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await answer.press('Control+s');
  await page.getByText('Draft saved.').waitFor();
  await page.waitForURL(/\/faqs\/(?!new)/);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Published: customers get this answer.').waitFor();
  await keepPicture(page, 'faq-published');
  await page.getByRole('link', { name: 'FAQs' }).last().click();
  const row = table(page).getByRole('row', { name: 'open?' });
  await row.getByText('Published').waitFor();
  expect(await row.getByRole('link').textContent()).toBe('<script>alert(1)</script> open?');
  expect(await page.locator('main script').count()).toBe(0);
  await keepPicture(page, 'faqs-one');
});

test('of two people who write one FAQ the second sees what the first wrote and chooses', async () => {
  const first = await site.visitor();
  await signUp(first, { tenantName: 'Kites', name: 'Olga', email: 'olga@kites.example' });
  const id = await publishFaq(first, 'Do you ship?', 'Yes.');
  const second = await first.context().newPage();
  for (const page of [first, second]) {
    await page.goto(`/faqs/${id}`);
    await page.getByLabel('Answer', { exact: true }).waitFor();
  }
  const write = async (page: Page, answer: string) => {
    await page.getByLabel('Answer', { exact: true }).fill(answer);
    await page.getByRole('button', { name: 'Save draft' }).click();
  };
  await write(first, 'Yes, to Norway.');
  await first.getByText('Draft saved.').waitFor();
  await write(second, 'Yes, to Peru.');
  const dialog = second.getByRole('dialog', { name: 'Somebody else changed this FAQ' });
  await dialog.getByText('Yes, to Norway.').waitFor();
  await dialog.getByText('Yes, to Peru.').waitFor();
  await keepPicture(second, 'faq-conflict');
  await expectAccessible(second, 'conflict');
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await second.getByText('Draft saved.').waitFor();
  await dialog.waitFor({ state: 'hidden' });

  await write(first, 'Yes, to Fiji.');
  await first.getByRole('dialog').getByText('Yes, to Peru.').waitFor();
  await first.getByRole('button', { name: 'Take theirs' }).click();
  await expect.poll(() => first.getByLabel('Answer', { exact: true }).inputValue()).toBe('Yes, to Peru.');
  await first.getByText('Draft saved.').waitFor();
});

test('the history shows what changed, brings back what was, and that is undone', async () => {
  const page = await member({});
  const id = await publishFaq(page, 'Do you ship?', 'Yes, to Norway.');
  await page.goto(`/faqs/${id}`);
  const answer = page.getByLabel('Answer', { exact: true });
  await answer.fill('Yes, to Peru.');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Published: customers').waitFor();
  await page.getByRole('button', { name: 'History' }).click();
  const drawer = page.getByRole('dialog', { name: 'History' });
  await drawer.getByRole('button', { name: /^What changed/ }).click();
  await drawer.locator('ins').getByText('Peru').waitFor();
  await drawer.locator('del').getByText('Norway').waitFor();
  await keepPicture(page, 'faq-history');
  await expectAccessible(page, 'history');
  await drawer.getByRole('button', { name: /^Restore what it said/ }).click();
  await page.getByText('Brought back as a draft').waitFor();
  await holdUndo(page);
  await expect.poll(() => answer.inputValue()).toBe('Yes, to Norway.');
  await page.getByText('Unpublished changes').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => answer.inputValue()).toBe('Yes, to Peru.');
});

test('many FAQs are archived at once and brought back with one click; filters stay in the address', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Tea', name: 'Tia', email: 'tia@tea.example' });
  for (const at of [1, 2, 3]) await publishFaq(page, `Question ${at}?`, `Answer ${at}.`, { category: 'Tea' });
  await page.goto('/faqs');
  await table(page).getByText('Question 3?').waitFor();
  await page.getByLabel('Choose “Question 1?”').check();
  await page.getByLabel('Choose “Question 2?”').check();
  await page.getByText('Chosen: 2').waitFor();
  await keepPicture(page, 'faqs-bulk');
  await page.getByRole('button', { name: 'Archive', exact: true }).last().click();
  await page.getByText('FAQs archived: 2').waitFor();
  await holdUndo(page);
  await table(page).getByText('Question 1?').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await table(page).getByText('Question 1?').waitFor();

  await page.getByLabel('Choose all that are listed').check();
  await page.getByRole('button', { name: 'Set category' }).click();
  await page.getByRole('dialog').getByLabel('Category').fill('Drinks');
  await page.getByRole('dialog').getByRole('button', { name: 'Set category' }).click();
  await page.getByText('FAQs given a category: 3').waitFor();
  await table(page).getByText('Drinks').first().waitFor();

  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Category').selectOption('Drinks');
  await page.getByLabel('Search questions and answers').fill('question 2');
  await page.waitForURL(/search=question/);
  await table(page).getByText('Question 3?').waitFor({ state: 'hidden' });
  await page.reload();
  await table(page).getByText('Question 2?').waitFor();
  expect(await table(page).getByRole('link').count()).toBe(1);
  await page.getByLabel('Search questions and answers').fill('nothing of the kind');
  await page.getByRole('heading', { name: 'No FAQ fits' }).waitFor();
  await keepPicture(page, 'faqs-no-match');
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await table(page).getByText('Question 3?').waitFor();
  expect(await page.getByLabel('Search questions and answers').inputValue()).toBe('');

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Always a person' }).click();
  await page.getByRole('dialog').getByLabel('Categories left to a person').fill('Drinks');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved which categories are always a person').waitFor();
  const exported = await page.request.get('/files/faqs?format=csv');
  expect(await exported.text()).toContain('Question 2?');
});

test('a twin that answers otherwise is pointed out while it is written, and an answer in a language goes out of date', async () => {
  const page = await member({});
  await publishFaq(page, 'Do you ship abroad?', 'No.');
  await page.goto('/faqs/new?question=Do%20you%20ship%20abroad%3F');
  expect(await page.getByLabel('Question', { exact: true }).inputValue()).toBe('Do you ship abroad?');
  const answer = page.getByLabel('Answer', { exact: true });
  await answer.fill('Yes.');
  await page.getByText('Another FAQ answers this otherwise').waitFor();
  await page.getByRole('combobox', { name: 'Add the answer in another language' }).click();
  await page.getByRole('option', { name: 'German', exact: true }).click();
  await page.getByLabel('Answer in German').fill('Ja.');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.waitForURL(/\/faqs\/(?!new)/);
  await settle(page);
  await answer.fill('Yes, gladly.');
  await page.getByRole('tab', { name: 'German' }).click();
  await page.getByRole('button', { name: 'It still fits' }).waitFor();
  await keepPicture(page, 'faq-out-of-date');
  await expectAccessible(page, 'out of date');
  await page.getByRole('button', { name: 'It still fits' }).click();
  await page.getByRole('button', { name: 'It still fits' }).waitFor({ state: 'hidden' });
});

test('an agent reads an FAQ in each of its languages, and a long answer is previewed, but changes nothing', async () => {
  const owner = await member({});
  const answer = '我们每天都营业。'.repeat(900);
  const id = await publishFaq(owner, 'Are you open daily?', 'Every day.', {
    translations: [{ locale: 'zh-CN', answer, basedOn: 'x' }],
  });
  await owner.goto('/team');
  await owner.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = owner.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill('ann@soap.example');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  const link = await dialog.locator('code').textContent();
  const agent = await site.visitor();
  await agent.goto(new URL(link ?? '').pathname);
  await agent.getByLabel('Your name').fill('Ann');
  await agent.getByLabel('Password', { exact: true }).fill(password);
  await agent.getByRole('button', { name: 'Create account and join' }).click();
  await agent.getByRole('heading', { name: 'Welcome, Ann' }).waitFor();
  await agent.goto('/faqs');
  await table(agent).getByText('Are you open daily?').waitFor();
  expect(await table(agent).getByRole('checkbox').count()).toBe(0);
  expect(await agent.getByRole('link', { name: 'New FAQ' }).count()).toBe(0);
  await agent.goto(`/faqs/${id}`);
  await agent.getByRole('tab', { name: 'Chinese' }).click();
  await agent.getByRole('region', { name: 'Preview' }).getByText('我们每天都营业').first().waitFor();
  await agent.getByText('Messages: 2').waitFor();
  expect(await agent.getByLabel('Answer in Chinese').isEditable()).toBe(false);
  expect(await agent.getByRole('button', { name: 'Publish' }).count()).toBe(0);
  await keepPicture(agent, 'faq-agent');
  await expectAccessible(agent, 'editor, reading');
});

test.each<[string, VisitorOptions]>([
  ['phone', { isPhone: true, locale: 'de-DE' }],
  ['arabic-dark', { locale: 'ar', colours: 'dark' }],
])('list and editor read well and are accessible: %s', async (kind, options) => {
  const page = await member(options);
  const id = await publishFaq(page, 'Do you ship to other countries, and how long does it take?', 'Yes, **gladly**.', {
    category: 'Delivery and returns',
    variants: ['international delivery'],
    translations: [{ locale: 'de', answer: 'Ja, **gern**.', basedOn: 'x' }],
    buttons: [{ kind: 'link', label: 'Prices', url: 'https://looks.example/prices' }],
    validUntil: '2026-01-01T00:00:00.000Z',
  });
  await page.goto('/faqs');
  await page.locator('main table a').first().waitFor();
  await page.locator('main table input[type=checkbox]').last().check();
  await keepPicture(page, `faqs-${kind}`);
  await expectNoSideScroll(page, `list ${kind}`);
  await expectAccessible(page, `list ${kind}`);
  await page.goto(`/faqs/${id}`);
  await page.locator('main form textarea').first().waitFor();
  await settle(page);
  await keepPicture(page, `faq-${kind}`);
  await expectNoSideScroll(page, `editor ${kind}`);
  await expectAccessible(page, `editor ${kind}`);
});

test('a long list is fetched page by page as it is read, and only what is in sight is drawn', async () => {
  const page = await member({});
  const numbers = Array.from({ length: 130 }, (_, at) => at);
  // Ten at a time: what is looked at is the list.
  for (let first = 0; first < numbers.length; first += 10) {
    const some = numbers.slice(first, first + 10);
    await Promise.all(some.map((at) => publishFaq(page, `Question number ${at}?`, `Answer ${at}.`)));
  }
  await page.goto('/faqs?sort=question');
  await table(page).getByRole('link').first().waitFor();
  expect(await table(page).getAttribute('aria-rowcount')).toBe('101');
  await page.getByRole('region', { name: 'FAQs' }).hover();
  await page.mouse.wheel(0, 8_000);
  await expect.poll(async () => Number(await table(page).getAttribute('aria-rowcount'))).toBeGreaterThan(130);
  expect(await table(page).getByRole('link').count()).toBeLessThan(60);
});

test('a draft is scheduled, its time changed and cancelled, and held once the draft is another', async () => {
  const page = await member({});
  const content = { question: 'Are you open at Christmas?', variants: [], answer: 'Until noon.' };
  const reply = await page.request.post('/trpc/faqs.save', { data: { content } });
  const { id, revision } = (await reply.json()).result.data.faq;
  await page.goto(`/faqs/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Publish later' }).click();
  const time = page.getByLabel('Date and time');
  await time.fill('2020-01-01T09:00');
  await page.getByText('This time has passed.').waitFor();
  await time.fill('2099-12-24T09:00');
  await settle(page);
  await keepPicture(page, 'faq-schedule');
  await expectAccessible(page, 'faq-schedule');
  await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
  // What it would change is looked at first, behind the lessons of all that was published before.
  await page.getByText(/is published by itself on .*2099/).waitFor({ timeout: 90_000 });
  await settle(page);
  await keepPicture(page, 'faq-scheduled');
  await expectAccessible(page, 'faq-scheduled');
  await page.getByRole('button', { name: 'Cancel the schedule' }).click();
  await page.getByText('Schedules cancelled: 1').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('Undone.').waitFor();
  await page.goto('/faqs?validity=scheduled');
  await page.getByText('Scheduled', { exact: true }).waitFor();
  const changed = { ...content, answer: 'Not at all.' };
  const saved = await page.request.post('/trpc/faqs.save', { data: { id, revision: revision + 3, content: changed } });
  expect((await saved.json()).result.data.outcome).toBe('saved');
  await page.reload();
  await page.getByText('Schedule on hold').waitFor();
  await page.goto(`/faqs/${id}`);
  await page.getByText(/the draft was changed since/).waitFor();
});
