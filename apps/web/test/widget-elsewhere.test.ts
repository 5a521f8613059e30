import { once } from 'node:events';
import { connect } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, keepPicture, openSite, type VisitorOptions } from './browser.ts';
import { answers, ask, holdMessages, mine, openChat, type Shop, startShop } from './widget-page.ts';

const site = openSite({}, ['--demo']);
let shop: Shop;
let snippet = '';

beforeAll(async () => {
  const product = site.product();
  shop = await startShop(
    () => snippet,
    () => product.address,
  );
  const connected = await product.command('channel', 'connect', '--tenant', 'demo', 'webchat', '--origin', shop.origin);
  snippet = `<script src="${product.address}/widget.js" data-account="${connected['accountId']}" async></script>`;
});
afterAll(() => shop.stop());

async function atTheShop(options: VisitorOptions = {}): Promise<Page> {
  const page = await site.visitor(options);
  await page.goto(`${shop.origin}/${options.locale ?? 'en'}`);
  await page.locator('.launcher').waitFor();
  return page;
}

const anotherTab = async (page: Page): Promise<Page> => {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await tab.locator('.launcher').waitFor();
  return tab;
};

test('on a shop’s own page a visitor asks, is answered, and finds the transcript after a reload', async () => {
  const page = await atTheShop();
  await openChat(page);
  await ask(page, 'do you ship abroad?');
  await answers(page).first().waitFor();
  await expectAccessible(page, 'the chat on a shop’s page');
  await keepPicture(page, 'widget-shop');
  await page.reload();
  await openChat(page);
  await answers(page).first().waitFor();
  expect(await mine(page).allInnerTexts()).toEqual(['do you ship abroad?']);
});

test('whoever writes before the server has said who they are is one visitor all the same, in every tab', async () => {
  const one = await atTheShop();
  const two = await anotherTab(one);
  const held = Promise.withResolvers<void>();
  const asked: string[] = [];
  await one.context().route('**/session', async (route) => {
    asked.push(route.request().frame().page() === one ? 'one' : 'two');
    await held.promise;
    await route.continue();
  });
  for (const tab of [one, two]) {
    await openChat(tab);
    await ask(tab, 'do you ship abroad?');
  }
  await expect.poll(() => new Set(asked)).toEqual(new Set(['one', 'two']));
  expect(asked).toHaveLength(2);
  held.resolve();
  for (const tab of [one, two]) {
    await expect.poll(() => answers(tab).count(), { timeout: 60_000 }).toBe(2);
    expect(await mine(tab).count()).toBe(2);
  }
});

test('on a page of any other origin there is no chat', async () => {
  const page = await site.visitor();
  // What the browser says of a refusal is meant for whoever put the script there.
  page.removeAllListeners('console');
  const refused = page.waitForEvent('requestfailed', (request) => request.url().includes('/settings'));
  await page.goto(shop.origin.replace('localhost', '127.0.0.1'));
  await refused;
  expect(await page.locator('.launcher').count()).toBe(0);
});

test.each<[string, VisitorOptions]>([
  ['light', {}],
  ['dark', { colours: 'dark' }],
  ['phone', { isPhone: true }],
  ['phone-rtl-dark', { isPhone: true, locale: 'ar', colours: 'dark' }],
])('dots show while an answer is made, and go when it comes: %s', async (name, options) => {
  const page = await atTheShop(options);
  let isMade = false;
  await page.route('**/events?*', (route) =>
    isMade
      ? route.continue()
      : route.fulfill({
          headers: { 'access-control-allow-origin': shop.origin, 'content-type': 'text/event-stream' },
          body: `retry: 50\n\nevent: typing\ndata: ${JSON.stringify({ forMs: 60_000 })}\n\n`,
        }),
  );
  const dots = page.locator('.typing');
  await openChat(page);
  // What is answered before the dots are looked for would come without them.
  const held = await holdMessages(page);
  await ask(page, options.locale === 'ar' ? 'هل تشحنون إلى الخارج؟' : 'do you ship abroad?');
  await dots.waitFor();
  expect(await dots.innerText()).not.toBe('');
  await keepPicture(page, `widget-typing-${name}`);
  isMade = true;
  held.release();
  await answers(page).first().waitFor();
  await expect.poll(() => dots.isVisible()).toBe(false);
  await keepPicture(page, `widget-answer-${name}`);
});

test('what is written in one tab, and its answer, show in another without a reload, once and in order', async () => {
  const one = await atTheShop();
  const two = await anotherTab(one);
  await openChat(one);
  await ask(one, 'do you ship abroad?');
  for (const tab of [one, two]) await expect.poll(() => answers(tab).count(), { timeout: 60_000 }).toBe(1);
  await openChat(two);
  await ask(two, 'do you have gift cards?');
  for (const tab of [one, two]) {
    await expect.poll(() => answers(tab).count(), { timeout: 60_000 }).toBe(2);
    await expect.poll(() => tab.locator('.state:not(:empty)').count()).toBe(0);
  }
  const rows = (tab: Page) => tab.locator('.row:not([hidden]) .bubble').allInnerTexts();
  const said = await rows(one);
  expect(said).toHaveLength(5);
  expect([said[1], said[3]]).toEqual(['do you ship abroad?', 'do you have gift cards?']);
  expect(await rows(two)).toEqual(said);
  await keepPicture(two, 'widget-second-tab');
  await one.reload();
  await openChat(one);
  await expect.poll(() => rows(one)).toEqual(said);
});

test('what is read in one tab is counted as new in no other', async () => {
  const one = await atTheShop();
  const two = await anotherTab(one);
  await openChat(one);
  const held = await holdMessages(one);
  await ask(one, 'do you ship abroad?');
  await one.keyboard.press('Escape');
  held.release();
  for (const tab of [one, two]) await tab.locator('.badge', { hasText: '1' }).waitFor();
  await openChat(two);
  await expect.poll(() => one.locator('.badge').isVisible()).toBe(false);
});

test('what a tab could not send before it was closed is sent by another', async () => {
  const one = await atTheShop();
  const two = await anotherTab(one);
  await openChat(two);
  await one.route('**/messages', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await openChat(one);
  await ask(one, 'do you ship abroad?');
  await mine(two).first().waitFor();
  await one.close();
  await answers(two).first().waitFor();
  expect(await mine(two).allInnerTexts()).toEqual(['do you ship abroad?']);
});

test('the product ends in time, and well, while visitors have the chat open', async () => {
  const page = await atTheShop();
  await openChat(page);
  await ask(page, 'do you ship abroad?');
  await answers(page).first().waitFor();
  // Browsers open connections ahead of need, when they like to.
  const { hostname, port } = new URL(site.product().address);
  const ahead = connect(Number(port), hostname).on('error', () => undefined);
  await once(ahead, 'connect');
  await site.product().stop();
  await page.locator('.notice').waitFor();
  await keepPicture(page, 'widget-gone');
});
