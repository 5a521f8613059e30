import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { importFaqs } from './import-faqs.ts';
import { password, signIn, signUp, tenantOf } from './people.ts';
import { type Shop, startShop } from './widget-page.ts';

const site = openSite();
const WITHIN = { timeout: 60_000 };
const customerSays = {
  unknown: 'Who won the world cup of 1986?',
  meanwhile: 'When do you open?',
  person: 'I want to talk to a person',
  again: 'Does the captain paint ceilings of churches?',
};
const contactDetails = 'Phone +49 30 123456';
const faqs = [
  { question: 'When do you open?', answer: 'From 9 to 17.', variants: ['opening hours'] },
  { question: 'How can I pay?', answer: 'By card.', variants: ['credit card'] },
];

let shop: Shop;
let snippet = '';
let olga: Page;
let ben: Page;
let customer: Page;

/** A business with two FAQs, its owner Olga, its agent Ben, and a chat on the page of its shop. */
beforeAll(async () => {
  const product = site.product();
  olga = await site.visitor();
  await signUp(olga, { tenantName: 'Quay Books', name: 'Olga', email: 'olga@quay.example' });
  const tenantId = await tenantOf(olga);
  await importFaqs(product, tenantId, faqs);
  shop = await startShop(
    () => snippet,
    () => product.address,
  );
  const words = ['channel', 'connect', '--tenant', tenantId, 'webchat', '--origin', shop.origin];
  const connected = await product.command(...words);
  snippet = `<script src="${product.address}/widget.js" data-account="${connected['accountId']}" async></script>`;
  const made = await olga.request.post('/trpc/team.invite', { data: { email: 'ben@quay.example', role: 'agent' } });
  const { link } = (await made.json()).result.data;
  ben = await site.visitor();
  await ben.goto(new URL(link).pathname);
  await ben.getByLabel('Your name').fill('Ben');
  await ben.getByLabel('Password', { exact: true }).fill(password);
  await ben.getByRole('button', { name: 'Create account and join' }).click();
  await ben.getByRole('heading', { name: 'Welcome, Ben' }).waitFor();
});
afterAll(() => shop?.stop());

async function atTheShop(isPhone = false): Promise<Page> {
  const page = await site.visitor({ isPhone });
  await page.goto(`${shop.origin}/en`);
  await page.getByRole('button', { name: 'Open the chat' }).click();
  await page.getByRole('log').waitFor();
  return page;
}

const chat = (page: Page): Locator => page.getByRole('log');

async function write(page: Page, words: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('textbox');
  await box.fill(words);
  await box.press('Enter');
}

/** The row of the one customer in a list of the inbox. */
const rowOf = (page: Page, words: RegExp): Locator => page.getByRole('list').getByRole('link', { name: words });
const transcript = (page: Page): Locator => page.getByRole('region', { name: /^Messages of/ });
const reply = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply', exact: true });
const isLive = (page: Page) => page.locator('[data-connection=live]').waitFor();
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).last();

test('what the bot cannot answer is promised to the customer and shown to everybody of the team by itself', async () => {
  for (const page of [olga, ben]) {
    await page.goto('/inbox?queue=waiting');
    await page.getByText('No customer is waiting').waitFor();
    await isLive(page);
  }
  customer = await atTheShop();
  await write(customer, customerSays.meanwhile);
  await chat(customer).getByText('From 9 to 17.').waitFor(WITHIN);
  await write(customer, customerSays.unknown);
  await chat(customer)
    .getByText(/A person will look at it; your message is kept\./)
    .waitFor(WITHIN);
  await keepPicture(customer, 'two-staff-1-customer-handed-over');
  for (const page of [olga, ben]) await rowOf(page, /world cup of 1986/).waitFor(WITHIN);
  await settle(olga);
  await keepPicture(olga, 'two-staff-2-both-see-it');
});

test('one takes it, and the other is told who has the pen and who is looking, and cannot take it unknowingly', async () => {
  for (const page of [olga, ben]) {
    await rowOf(page, /world cup of 1986/).click();
    await transcript(page).getByText(customerSays.unknown).waitFor();
  }
  await olga.getByText('Ben is looking at this too').waitFor(WITHIN);
  await ben.getByText('Olga is looking at this too').waitFor(WITHIN);
  await settle(ben);
  await keepPicture(ben, 'two-staff-3-open');
  await ben.getByRole('button', { name: 'Take over', exact: true }).click();
  await ben.getByText('You have the pen; the bot is silent.').waitFor();
  await olga.getByText('Ben has the pen.').waitFor(WITHIN);
  await transcript(olga).getByText('Ben took over.').waitFor(WITHIN);
  await chat(customer).getByText('You are now talking to Ben.').waitFor(WITHIN);
  await settle(olga);
  await keepPicture(olga, 'two-staff-4-other-is-told');
  await expectAccessible(olga, 'a conversation that somebody else has');

  expect(await send(olga).count(), 'she cannot simply send').toBe(0);
  await reply(olga).fill('I know it!');
  await olga.getByRole('button', { name: 'Take over and reply' }).click();
  const held = olga.getByRole('dialog', { name: 'Ben has this conversation' });
  await held.waitFor();
  await keepPicture(olga, 'two-staff-5-held');
  await held.getByRole('button', { name: 'Leave it' }).click();
  await held.waitFor({ state: 'hidden' });
  expect(await reply(olga).inputValue(), 'what she wrote is not lost').toBe('I know it!');
  await reply(olga).fill('');
  await ben.getByText('You have the pen; the bot is silent.').waitFor();
});

test('while a person has the pen the bot is silent, and the customer reads the person’s name and no note', async () => {
  await write(customer, customerSays.meanwhile);
  for (const page of [olga, ben]) await transcript(page).getByText(customerSays.meanwhile).nth(1).waitFor(WITHIN);
  await ben.keyboard.press('n');
  const note = ben.getByRole('textbox', { name: 'Note', exact: true });
  await note.fill('Argentina did, I think.');
  await note.press('Enter');
  await transcript(olga).getByText('Note by Ben, for the team only').waitFor(WITHIN);
  await transcript(olga).getByText('Argentina did, I think.').waitFor();

  await ben.getByRole('tab', { name: 'Reply' }).click();
  await reply(ben).fill('It was **Argentina**. And we open at nine.');
  await send(ben).click();
  await chat(customer).getByText('And we open at nine.').waitFor(WITHIN);
  await transcript(olga).getByText('And we open at nine.').waitFor(WITHIN);
  const said = await chat(customer).innerText();
  expect(said.split('From 9 to 17.'), 'the bot answered once, before').toHaveLength(2);
  expect(said).not.toContain('I think');
  expect(said).toMatch(/Ben\s+It was Argentina\./);
  await transcript(ben).getByText('Delivered').last().waitFor(WITHIN);
  await keepPicture(customer, 'two-staff-6-customer-answered');
  await settle(ben);
  await keepPicture(ben, 'two-staff-7-answered');
  await expectAccessible(ben, 'a conversation of one’s own');
});

test('handed back, the customer is told, and the bot answers again', async () => {
  await ben.getByRole('button', { name: 'Hand back to the bot' }).click();
  const dialog = ben.getByRole('dialog', { name: 'Hand back to the bot' });
  await dialog.getByLabel('What should the next person know?').fill('Likes football.');
  await dialog.getByRole('button', { name: 'Hand back to the bot' }).click();
  await chat(customer)
    .getByText(/^Ben has finished here\. I am the assistant/)
    .waitFor(WITHIN);
  await transcript(olga).getByText('Ben handed back to the bot.').waitFor(WITHIN);
  await transcript(olga).getByText('Likes football.').waitFor();
  await olga.getByText('The bot answers.').waitFor(WITHIN);
  await write(customer, 'How can I pay?');
  await chat(customer).getByText('By card.').waitFor(WITHIN);
  await keepPicture(customer, 'two-staff-8-customer-handed-back');
});

test('an owner takes it from the agent knowingly: the agent is told and keeps what they had begun to write', async () => {
  await write(customer, customerSays.person);
  await chat(customer)
    .getByText(/A person will look at it; everything you wrote is kept for them/)
    .waitFor(WITHIN);
  await ben.getByText(/^Waiting for a person since .*The customer asked for a person\./).waitFor(WITHIN);
  await ben.getByRole('button', { name: 'Take over', exact: true }).click();
  await ben.getByText('You have the pen; the bot is silent.').waitFor(WITHIN);
  await reply(ben).fill('One moment, I am');
  await olga.getByText('Ben has the pen.').waitFor(WITHIN);
  await olga.getByRole('button', { name: 'Take over', exact: true }).click();
  await olga
    .getByRole('dialog', { name: 'Ben has this conversation' })
    .getByRole('button', { name: 'Take it from Ben anyway' })
    .click();
  await ben.getByText('Olga has the pen.').waitFor(WITHIN);
  await transcript(ben).getByText('Olga took over from Ben.').waitFor(WITHIN);
  await chat(customer).getByText('You are now talking to Olga.').waitFor(WITHIN);
  expect(await send(ben).count(), 'he cannot simply send').toBe(0);
  expect(await reply(ben).inputValue()).toBe('One moment, I am');
  await settle(ben);
  await keepPicture(ben, 'two-staff-8b-taken-from-him');
  await reply(ben).fill('');
});

test('after closing the customer is asked once how it was, and the team sees what they chose', async () => {
  await reply(olga).fill('I am here. All is well.');
  await reply(olga).press('Enter');
  await chat(customer).getByText('I am here. All is well.').waitFor(WITHIN);
  await olga.getByRole('button', { name: 'Close', exact: true }).click();
  await chat(customer)
    .getByText(/^This conversation is closed\./)
    .waitFor(WITHIN);
  await chat(customer).getByText('How was the help you got from us?').waitFor(WITHIN);
  await keepPicture(customer, 'two-staff-9-customer-rates');
  await chat(customer).getByRole('button', { name: 'Very good', exact: true }).click();
  await chat(customer).getByText('Thank you. Your rating has reached the team.').waitFor(WITHIN);
  for (const page of [olga, ben]) await transcript(page).getByText('The customer rated this 5 of 5.').waitFor(WITHIN);
  await settle(olga);
  await keepPicture(olga, 'two-staff-10-rated');
  expect((await chat(customer).innerText()).split('How was the help')).toHaveLength(2);
  await olga.getByRole('link', { name: /^Closed/ }).click();
  await rowOf(olga, /Customer without a name/).waitFor(WITHIN);
});

test('a closed conversation opens again when the customer writes, and waits when the bot does not know', async () => {
  await write(customer, customerSays.again);
  await chat(customer)
    .getByText(/I do not have a sure answer to that/)
    .nth(1)
    .waitFor(WITHIN);
  await transcript(ben).getByText('Open again, because the customer wrote.').waitFor(WITHIN);
  await transcript(ben).getByText(customerSays.again).waitFor();
  const isHandedOverSince = async () => {
    const told = await transcript(ben).innerText();
    return told.lastIndexOf('Handed over to a person.') > told.indexOf('Open again');
  };
  await expect.poll(isHandedOverSince).toBe(true);
  await olga.getByRole('link', { name: /^Waiting/ }).click();
  await rowOf(olga, /paint ceilings/).waitFor(WITHIN);
  await settle(ben);
  await keepPicture(ben, 'two-staff-11-reopened');
});

/** At least as large as a thumb needs, and in the lower half of the phone, where the thumb is. */
async function expectUnderThumb(button: Locator, name: string): Promise<void> {
  const box = await button.boundingBox();
  expect.soft(box?.height, `height of ${name}`).toBeGreaterThanOrEqual(44);
  expect.soft(box?.width, `width of ${name}`).toBeGreaterThanOrEqual(44);
  expect.soft((box?.y ?? 0) + (box?.height ?? 0) / 2, `place of ${name}`).toBeGreaterThan(422);
}

test('with one hand on a phone a person takes over, replies and hands back', async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await signIn(phone, 'ben@quay.example');
  await phone.getByRole('heading', { name: 'Welcome, Ben' }).waitFor();
  await phone.goto('/inbox?queue=waiting');
  await rowOf(phone, /paint ceilings/).click();
  await transcript(phone).getByText(customerSays.again).waitFor();
  await settle(phone);
  await keepPicture(phone, 'two-staff-12-phone-waiting');
  await expectAccessible(phone, 'a waiting conversation on a phone, dark');
  await expectNoSideScroll(phone, 'a waiting conversation on a phone');
  const take = phone.getByRole('button', { name: 'Take over', exact: true });
  await expectUnderThumb(take, 'Take over');
  await take.click();
  await phone.getByText('You have the pen; the bot is silent.').waitFor(WITHIN);
  await chat(customer).getByText('You are now talking to Ben.').nth(2).waitFor(WITHIN);
  await reply(phone).fill('No, only hulls.');
  await expectUnderThumb(send(phone), 'Send');
  await keepPicture(phone, 'two-staff-13-phone-writing');
  await send(phone).click();
  await chat(customer).getByText('No, only hulls.').waitFor(WITHIN);
  const more = phone.getByRole('button', { name: 'More actions' });
  await expectUnderThumb(more, 'More actions');
  await more.click();
  const sheet = phone.getByRole('dialog', { name: 'What to do' });
  const back = sheet.getByRole('button', { name: 'Hand back to the bot' });
  await back.waitFor();
  await settle(phone);
  await expectUnderThumb(back, 'Hand back to the bot');
  await keepPicture(phone, 'two-staff-14-phone-sheet');
  await back.click();
  const dialog = phone.getByRole('dialog', { name: 'Hand back to the bot' });
  const confirm = dialog.getByRole('button', { name: 'Hand back to the bot' });
  await confirm.waitFor();
  await settle(phone);
  await keepPicture(phone, 'two-staff-15-phone-hand-back');
  await expectUnderThumb(confirm, 'the dialog’s Hand back');
  await confirm.click();
  await chat(customer)
    .getByText(/^Ben has finished here\./)
    .nth(1)
    .waitFor(WITHIN);
  await phone.getByText('The bot answers.').waitFor(WITHIN);

  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.reload();
  await phone.getByText('No, only hulls.').waitFor();
  await settle(phone);
  await keepPicture(phone, 'two-staff-16-phone-arabic');
  await expectNoSideScroll(phone, 'a conversation on a phone in Arabic');
  await phone.setViewportSize({ width: 1280, height: 800 });
  await settle(phone);
  await keepPicture(phone, 'two-staff-17-arabic-dark');
  await expectAccessible(phone, 'a conversation in Arabic, dark');
});

test('on “My inbox” each way of being told has a switch that can be turned', async () => {
  await ben.goto('/inbox');
  await ben.getByRole('button', { name: 'More of the inbox' }).click();
  await ben.getByRole('menuitem', { name: 'My inbox' }).click();
  await ben.getByRole('heading', { name: 'My inbox' }).waitFor();
  for (const name of [
    'A sound in an open tab',
    'A notice on the desktop',
    'An e-mail, when nothing else reached you',
  ]) {
    const control = ben.getByRole('switch', { name });
    const before = await control.isChecked();
    await control.click();
    await expect.poll(() => control.isChecked(), WITHIN).toBe(!before);
    await settle(ben);
    await ben.reload();
    await expect.poll(() => control.isChecked(), WITHIN).toBe(!before);
  }
  await ben.getByText('A push, even with every tab closed').waitFor();
  await ben.getByRole('heading', { name: 'How you are told' }).scrollIntoViewIfNeeded();
  await settle(ben);
  await keepPicture(ben, 'two-staff-18-my-inbox');
  await expectAccessible(ben, 'my inbox');
});

test('with the inbox switched off a customer is given the contact details at once, and nothing waits', async () => {
  await olga.goto('/settings/inbox');
  await olga.getByLabel('People take over from the bot').uncheck();
  await olga.getByText(/^No contact details are written yet/).waitFor();
  await olga.getByRole('button', { name: 'Save' }).click();
  await olga.getByText('Everything is saved').waitFor();
  await keepPicture(olga, 'two-staff-19-switched-off');
  await olga.getByRole('link', { name: 'Look at the contact details' }).click();
  await olga.getByLabel('Other ways to reach you').fill(contactDetails);
  await olga.getByRole('button', { name: 'Save' }).click();
  await olga.getByText('Everything is saved').waitFor();
  const other = await atTheShop(true);
  expect(await chat(other).innerText(), 'the greeting').not.toMatch(/person/);
  await write(other, customerSays.unknown);
  await chat(other).getByText(`You can reach us here: ${contactDetails}`).waitFor(WITHIN);
  await write(other, customerSays.person);
  await chat(other).getByText(contactDetails).nth(1).waitFor(WITHIN);
  await keepPicture(other, 'two-staff-20-customer-contact-details');
  await olga.goto('/inbox?queue=waiting');
  await isLive(olga);
  await settle(olga);
  await keepPicture(olga, 'two-staff-21-inbox-off');
  expect(await rowOf(olga, /world cup/).count()).toBe(0);
});
