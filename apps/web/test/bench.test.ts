import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle, type VisitorOptions } from './browser.ts';
import { holdUndo, password, publishFaq, signUp } from './people.ts';

const site = openSite();

const faqs: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'When do you open?',
    'From **9 to 17**, never on Sunday.',
    ['opening hours', 'are you open today', 'what time do you close'],
  ],
  [
    'Do you ship abroad?',
    'Yes, to 31 countries.',
    ['international delivery', 'send to another country', 'ship overseas'],
  ],
  ['How can I pay?', 'By card or in cash.', ['credit card', 'do you take cash', 'payment methods']],
  ['Can I return a pullover?', 'Within 30 days.', ['refund', 'send it back', 'return policy']],
  ['Do you have gift cards?', 'Yes, at 25 and 50.', ['voucher', 'gift certificate', 'present card']],
];

/** From twenty wordings on, three variants each, the gate judges the next publication, and whether that loses an answer is chance. */
async function publishFaqs(page: Page, mostVariants: number): Promise<void> {
  for (const [question, answer, variants] of faqs) {
    await publishFaq(page, question, answer, { variants: variants.slice(0, mostVariants) });
  }
}

test('a wrong answer is found on the bench, mended with one click, and right when asked again', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Wool & Co', name: 'Wilma', email: 'wilma@wool.example' });
  await page.goto('/bench');
  await page.getByText('There are no published FAQs in this language yet').waitFor();
  await keepPicture(page, 'bench-without-faqs');
  await publishFaqs(page, 2);
  await page.reload();
  const chat = page.getByRole('log', { name: 'Chat' });
  await chat.getByRole('button', { name: 'When do you open?' }).waitFor();
  await keepPicture(page, 'bench-empty');
  await expectAccessible(page, 'bench, empty');
  await chat.getByRole('button', { name: 'When do you open?' }).click();
  await chat.getByText('9 to 17').waitFor();
  expect(await chat.locator('b').textContent()).toBe('9 to 17');
  const why = page.getByRole('region', { name: 'Why this answer' });
  await why.getByText('An FAQ has exactly this wording.').waitFor();

  const question = page.getByLabel('Your question');
  await question.fill('can my nephew in norway have one');
  await question.press('Enter');
  await chat.getByText('left to a person').or(chat.getByText('asked back')).last().waitFor();
  await expectAccessible(page, 'bench, with a reason');
  await keepPicture(page, 'bench-wrong');
  await question.press('ArrowUp');
  expect(await question.inputValue()).toBe('can my nephew in norway have one');
  await question.fill('');
  await page.getByRole('button', { name: 'Start over' }).click();
  await question.fill('would my aunt in oslo be happy?');
  await question.press('Enter');
  await why.getByText('my aunt in oslo').waitFor();
  await why.getByRole('button', { name: 'Add this wording to “Do you ship abroad?”' }).click();
  await page.getByText('“Do you ship abroad?” now answers this wording.').waitFor();
  await holdUndo(page);
  await why.getByText('An FAQ has exactly this wording.').waitFor();
  await chat.getByText('Yes, to 31 countries.').waitFor();
  await keepPicture(page, 'bench-mended');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  await why.getByRole('button', { name: 'Ask again' }).press('Enter');
  await expect.poll(() => chat.getByText('my aunt in oslo').count()).toBe(3);
  await expect.poll(() => why.getByText('An FAQ has exactly this wording.').count()).toBe(0);
});

test('the bot is asked as of another time, which is shown as long as it is so, and one click leads back', async () => {
  const page = await signedUp({});
  await publishFaq(page, 'Is there a fair?', 'Yes, on the square.', { validFrom: '2098-01-01T00:00:00.000Z' });
  await page.goto('/bench');
  const question = page.getByLabel('Your question');
  const chat = page.getByRole('log', { name: 'Chat' });
  await question.fill('Is there a fair?');
  await question.press('Enter');
  await chat.getByText('left to a person').waitFor();
  await page.getByRole('button', { name: 'As of another time' }).click();
  await page.getByLabel('Date and time').fill('2098-12-24T10:00');
  await settle(page);
  await expectAccessible(page, 'bench, choosing a time');
  await page.getByRole('button', { name: 'Ask as of then' }).click();
  await page.getByText('The bot answers as of Wednesday, 24 December 2098').waitFor();
  await question.fill('Is there a fair?');
  await question.press('Enter');
  await chat.getByText('Yes, on the square.').waitFor();
  await settle(page);
  await expectAccessible(page, 'bench, as of a time');
  await keepPicture(page, 'bench-as-of');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByText('The bot answers as of').waitFor({ state: 'hidden' });
  await question.fill('Is there a fair?');
  await question.press('Enter');
  await chat.getByText('left to a person').waitFor();
});

test('the bench fits a phone, from right to left and in the dark', async () => {
  const page = await signedUp({ isPhone: true, locale: 'ar', colours: 'dark' });
  await publishFaqs(page, 3);
  await page.goto('/bench?ask=voucher');
  await page.getByText('Yes, at 25 and 50.').waitFor();
  await expectNoSideScroll(page, 'bench on a phone');
  await expectAccessible(page, 'bench on a phone');
  await keepPicture(page, 'bench-phone-arabic');
  await page.getByRole('tab', { name: 'لماذا هذه الإجابة' }).click();
  await page.getByText('هناك سؤال شائع بهذه الصياغة تمامًا.').waitFor();
  await expectNoSideScroll(page, 'why on a phone');
  await expectAccessible(page, 'why on a phone');
  await keepPicture(page, 'bench-phone-why');
});

test('the dial is moved by keyboard, saved and taken back; without traffic it says so', async () => {
  const page = await signedUp({});
  await page.goto('/dial');
  await page.getByText('There are no FAQs yet').waitFor();
  await page.getByText('No customer has asked anything yet.').waitFor();
  await page.getByText('No channel is connected yet').waitFor();
  await expectAccessible(page, 'dial, empty');
  await keepPicture(page, 'dial-empty');
  await publishFaqs(page, 3);
  await page.reload();
  await page
    .getByRole('img', { name: /^Chart/ })
    .locator('svg path')
    .first()
    .waitFor();
  const slider = page.getByRole('slider', { name: 'Answers from' });
  expect(await slider.getAttribute('aria-valuenow')).toBe('85');
  await slider.focus();
  for (let step = 0; step < 35; step += 1) await slider.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuenow')).toBe('50');
  await settle(page);
  await expectAccessible(page, 'dial, moved');
  await keepPicture(page, 'dial-moved');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved. It holds from the next question on.').waitFor();
  await page.getByRole('button', { name: /^Use the recommended values/ }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('85');
});

test('the dial fits a phone and reads from right to left in the dark', async () => {
  const page = await signedUp({ isPhone: true, locale: 'ar', colours: 'dark' });
  await publishFaqs(page, 3);
  await page.goto('/dial');
  await page.getByRole('slider').first().waitFor();
  await settle(page);
  await expectNoSideScroll(page, 'dial on a phone');
  await expectAccessible(page, 'dial on a phone');
  await keepPicture(page, 'dial-phone-arabic');
});

let person = 0;

async function signedUp(options: VisitorOptions): Promise<Page> {
  const page = await site.visitor(options);
  person += 1;
  const email = `bench${person}@bench.example`;
  const data = { name: 'Bea', email, password, tenantName: 'A shop', locale: 'en' };
  expect((await page.request.post('/api/auth/sign-up/email', { data })).status()).toBe(200);
  return page;
}
