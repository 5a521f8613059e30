import { readFileSync } from 'node:fs';
import { createUpdates, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite } from './browser.ts';
import { holdUndo, signIn } from './people.ts';
import { openTelegramShop, type TelegramWebhook } from './telegram-shop.ts';

const fake = await startFakeTelegram({});
afterAll(() => fake.stop());
const site = openSite({ TELEGRAM_API_ROOT: fake.apiRoot });

const faqs = [
  { question: 'When do you open?', answer: 'From **9 to 17**, <b>never</b> on Sunday.', variants: ['opening hours'] },
  { question: 'Do you deliver abroad?', answer: 'Yes, to 31 countries.', variants: ['delivery'] },
  { question: 'How much is delivery?', answer: '4.90.', variants: ['delivery'] },
  { question: 'How can I pay?', answer: 'By card.', variants: ['credit card'] },
  { question: 'Can I return a pullover?', answer: 'Within 30 days.', variants: ['refund'] },
];

const WITHIN_MS = 60_000;
const email = 'ada@harbour.example';
let webhook: TelegramWebhook;

test("a customer's message appears in the list, its conversation opens and says why it was answered so", async () => {
  const page = await site.visitor();
  webhook = await openTelegramShop(site, page, { tenantName: 'Harbour Lane', name: 'Ada', email }, faqs);
  await page.goto('/conversations');
  await page.getByText('No conversations yet').waitFor();
  await keepPicture(page, 'conversations-empty');
  await expectAccessible(page, 'conversations-empty');

  const updates = createUpdates();
  const ana = { id: 7_000_000_001, name: 'Ana <script>alert(1)</script>' };
  const bo = { id: 7_000_000_002, name: 'Bo Ärmel' };
  await postUpdate(webhook, updates.text(ana, 'when do you open'));
  await postUpdate(webhook, updates.text(bo, 'who won the world cup of 1986'));
  await fake.waitForSent(() => fake.sent().length >= 2, WITHIN_MS);
  await page.reload();
  await page.getByRole('link', { name: /when do you open/ }).waitFor();
  await keepPicture(page, 'conversations-list');
  await page.getByRole('link', { name: /when do you open/ }).click();
  const messages = page.getByRole('region', { name: /^Messages of Ana/ });
  await messages.getByText('From 9 to 17, <b>never</b> on Sunday.').waitFor();
  await messages.getByText('Delivered').waitFor();
  const resolution = page.locator('[data-resolution=pending]');
  await resolution.getByText('Answered, waiting to see if that was all').waitFor();
  await resolution.getByText(/By the bot alone/).waitFor();
  await keepPicture(page, 'conversation');
  await expectAccessible(page, 'conversation');
  await page.getByRole('button', { name: 'Why this answer?' }).click();
  const why = page.getByRole('dialog', { name: 'Why this answer' });
  await why.getByText('When do you open?').waitFor();
  await keepPicture(page, 'conversation-why');
  await expectAccessible(page, 'conversation-why');
  await page.keyboard.press('Escape');

  const address = page.url();
  await page.reload();
  await messages.waitFor();
  expect(page.url()).toBe(address);
  await page.goto('/conversations/c-nobodys');
  await page.getByText('There is no such conversation').waitFor();
});

test('a search finds by name and by words, a filter those who wait, and the address keeps both', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/conversations');
  const search = page.getByRole('searchbox', { name: 'Search names and last messages' });
  await search.fill('armel');
  await page.getByRole('link', { name: /Bo Ärmel/ }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: /when do you open/ }).count()).toBe(0);
  await search.fill('DO YOU OPEN');
  await page.getByRole('link', { name: /when do you open/ }).waitFor();
  expect(page.url()).toContain('search=');
  await search.fill('nothing like this');
  await page.getByText('No conversation fits').waitFor();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Show').waitFor();
  // Chosen just before the search is taken up, on a page that is busy until that is due.
  const [field, show] = [await search.elementHandle(), await page.getByLabel('Show').elementHandle()];
  await page.evaluate(
    ([input, select]) => {
      const busyFor = (ms: number) => {
        for (const until = performance.now() + ms; performance.now() < until; );
      };
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '');
      input?.dispatchEvent(new Event('input', { bubbles: true }));
      if (select instanceof HTMLSelectElement) select.value = 'waiting';
      select?.dispatchEvent(new Event('change', { bubbles: true }));
      busyFor(400);
    },
    [field, show],
  );
  await page.waitForURL(/\?waiting=true$/);
  await expect.poll(() => page.getByRole('link', { name: /when do you open/ }).count()).toBe(0);
  await page.getByRole('link', { name: /Bo Ärmel/ }).click();
  await page.getByText('No FAQ answers this.').waitFor();
  await keepPicture(page, 'conversations-waiting');
  await expectAccessible(page, 'conversations-waiting');
});

test('the home page shows what is left to do and what happened, counted from the messages', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Go live in five steps' }).waitFor();
  // Counting stays some seconds behind, so that nothing is counted twice.
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByText('Answered by the bot').first().waitFor();
        return page.locator('dd').first().textContent();
      },
      { timeout: 90_000, interval: 3_000 },
    )
    .toMatch(/^2/);
  await page.getByRole('img', { name: /Messages by what became of them/ }).waitFor();
  await page.locator('.recharts-surface').first().waitFor();
  await page.getByText('no data yet').first().waitFor();
  await page.getByText('No ratings yet').waitFor();
  await keepPicture(page, 'home-figures');
  await expectAccessible(page, 'home-figures');
  await page.locator('.recharts-wrapper').hover();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^answerdesk-.*\.csv$/);
  await page.getByLabel('Time', { exact: true }).selectOption('today');
  await page.getByRole('button', { name: 'Hide these steps' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Show the first steps' }).click();
  await page.getByRole('heading', { name: 'Go live in five steps' }).waitFor();
});

test('both screens fit a phone, the dark and a language written from right to left', async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await signIn(phone, email);
  await phone.getByText('Answered by the bot').first().waitFor();
  await phone.locator('.recharts-surface').first().waitFor();
  await keepPicture(phone, 'home-phone-dark');
  await expectNoSideScroll(phone, 'home on a phone');
  await expectAccessible(phone, 'home-phone-dark');
  await phone.goto('/conversations');
  await phone.getByRole('link', { name: /when do you open/ }).waitFor();
  await keepPicture(phone, 'conversations-phone-dark');
  await expectNoSideScroll(phone, 'conversations on a phone');
  await expectAccessible(phone, 'conversations-phone-dark');
  await phone.getByRole('link', { name: /when do you open/ }).click();
  await phone.getByText('Delivered').waitFor();
  await keepPicture(phone, 'conversation-phone-dark');
  await expectNoSideScroll(phone, 'a conversation on a phone');
  await phone.getByRole('link', { name: 'All conversations' }).click();
  await phone.getByRole('searchbox').waitFor();

  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.goto('/');
  await phone.getByText('أجاب عنها البوت').first().waitFor();
  await phone.locator('.recharts-surface').first().waitFor();
  await keepPicture(phone, 'home-phone-arabic');
  await phone.setViewportSize({ width: 1280, height: 800 });
  await phone.goto('/conversations');
  await phone.getByRole('link', { name: /when do you open/ }).click();
  await phone.getByText('وصلت', { exact: true }).waitFor();
  await keepPicture(phone, 'conversation-arabic');
  await expectAccessible(phone, 'conversation-arabic');
});

test('an owner writes a rule, whoever it is true of is tagged by it, and it is taken away and back', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/conversations');
  await page.getByRole('link', { name: /when do you open/ }).click();
  await page.getByRole('link', { name: 'Customer’s profile' }).click();
  await page.getByRole('button', { name: 'E-mail and phone' }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill('ana@tea.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('ana@tea.example').waitFor();
  const profile = page.url();
  const because = page.getByText(/^E-mail ends with \W*@tea\.example/);

  await page.goto('/settings/tags');
  await page.getByText('No rules yet.').waitFor();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByText('A rule is not complete yet.').waitFor();
  await page.getByLabel('Tag', { exact: true }).fill('VIP');
  await page.getByLabel('Ending').fill('@tea.example');
  await page.keyboard.press('Enter');
  await page.getByText('Everything is saved').waitFor();
  await page.goto(profile);
  const isTagged = async () => {
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /^Ana/ }).waitFor();
    return because.count();
  };
  await expect.poll(isTagged, { timeout: WITHIN_MS }).toBe(1);
  await keepPicture(page, 'person-tagged');

  await page.goto('/settings/tags');
  await page.getByRole('button', { name: 'Who has it: VIP' }).click();
  await expectAccessible(page, 'customers with a tag');
  await page.getByRole('dialog').getByRole('link', { name: /^Ana/ }).click();
  await because.waitFor();
  const other = await site.visitor();
  await signIn(other, email);
  await other.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/settings/tags');
  await page.getByRole('button', { name: 'Remove the rule: VIP' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Everything is saved').waitFor();
  const undo = page.getByRole('button', { name: 'Undo' });
  await holdUndo(page);
  await other.goto(profile);
  await other.getByRole('heading', { level: 1, name: /^Ana/ }).waitFor();
  expect(await other.getByText('By rule').count()).toBe(0);
  await undo.click();
  await page.getByRole('button', { name: 'Who has it: VIP' }).waitFor();
  await page.goto(profile);
  await expect.poll(isTagged, { timeout: WITHIN_MS }).toBe(1);
});

test('a customer on two channels is linked, unlinked and back, downloaded, and erased for good', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/conversations');
  await page.getByRole('link', { name: /when do you open/ }).click();
  await page.getByRole('link', { name: 'Customer’s profile' }).click();
  await page.getByRole('heading', { level: 1, name: /^Ana/ }).waitFor();
  await page.getByRole('img', { name: /^Messages: \d/ }).waitFor();
  await page.getByRole('button', { name: 'Link another channel' }).click();
  await page.getByLabel('Name, ID, e-mail or phone').fill('bo');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Bo Ärmel/ })
    .click();
  await page.getByLabel('Why are they the same person?').fill('She told us on the phone.');
  await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
  await page.getByText('She told us on the phone.').waitFor();
  await page
    .locator('main section')
    .last()
    .getByText(/world cup/)
    .waitFor();
  await page.getByRole('button', { name: /^Unlink: .*Ana/ }).click();
  await page.getByText('Unlinked. Both are as they were.').waitFor();
  await expect.poll(() => page.getByText(/world cup/).count(), { timeout: WITHIN_MS }).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('She told us on the phone.').waitFor();
  await page.getByRole('button', { name: 'Ask the customer' }).click();
  await page
    .getByRole('dialog')
    .getByText(/LINK-[2-9A-Z]{4}-[2-9A-Z]{4}/)
    .waitFor();
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all data' }).click();
  const held = readFileSync(await (await download).path(), 'utf8');
  expect(JSON.parse(held).contacts).toHaveLength(2);
  expect(held).toContain('world cup');

  const erase = async () => {
    await page.getByRole('button', { name: /^Erase Ana/ }).click();
    await page.getByRole('button', { name: 'Erase for good' }).click();
  };
  const contactIds = JSON.parse(held).contacts.map(({ id }: { id: string }) => id);
  const elsewhere = (verb: string) => page.request.post(`/trpc/people.${verb}`, { data: { contactIds, reason: '' } });
  expect((await elsewhere('unlink')).status()).toBe(200);
  await erase();
  await page.getByText(/^Other channels were linked to this customer, or unlinked/).waitFor();
  await expect.poll(() => page.getByText(/world cup/).count(), { timeout: WITHIN_MS }).toBe(0);
  expect((await elsewhere('link')).status()).toBe(200);
  await page.reload();
  await page
    .getByText(/world cup/)
    .first()
    .waitFor();
  await erase();
  await page.getByText('The customer is being erased on every channel.').waitFor();
  await expect
    .poll(
      async () => {
        await page.reload();
        await page
          .getByText('No conversations yet')
          .or(page.getByRole('link', { name: /world cup/ }))
          .first()
          .waitFor();
        return page.getByRole('link', { name: /when do you open|world cup/ }).count();
      },
      { timeout: 2 * WITHIN_MS },
    )
    .toBe(0);
});
