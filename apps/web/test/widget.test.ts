import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, type VisitorOptions } from './browser.ts';
import { importFaqs } from './import-faqs.ts';
import { answers, ask, holdMessages, mine, openChat } from './widget-page.ts';

const MOST_BYTES = 20_000;
const site = openSite({}, ['--demo']);

/** Two FAQs that the same words ask for, so that the bot asks back. */
beforeAll(async () => {
  await importFaqs(site.product(), 'demo', [
    { question: 'Do you send moon parcels?', variants: ['moon parcels'], answer: 'Yes, once a year.', locale: 'en' },
    {
      question: 'Is it written both ways?',
      variants: [],
      answer: 'نعم، تبدأ هذه الفقرة من اليمين دائما.\n\nYes, from the left.',
      locale: 'en',
    },
    { question: 'How much are moon parcels?', variants: ['moon parcels'], answer: 'A great deal.', locale: 'en' },
  ]);
});

async function atTheShop(options: VisitorOptions = {}): Promise<Page> {
  const page = await site.visitor(options);
  await page.goto('/widget/demo');
  await page.locator('.launcher').waitFor();
  return page;
}

test('the script weighs at most 20 kB, gzipped, and leaves no name on the page', async () => {
  const script = readFileSync(join(import.meta.dirname, '../dist/widget.js'));
  expect(gzipSync(script).length).toBeLessThanOrEqual(MOST_BYTES);
  const page = await site.visitor();
  await page.goto('/widget/demo.css');
  const bare = await page.evaluate(() => Object.keys(window));
  await page.goto('/widget/demo');
  await page.locator('.launcher').waitFor();
  expect((await page.evaluate(() => Object.keys(window))).filter((name) => !bare.includes(name))).toEqual([]);
});

test('opens by keyboard, asks, is answered, and a reload keeps the transcript', async () => {
  const page = await atTheShop();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName))
    .toBe('TEXTAREA');
  await page.keyboard.type('do you ship abroad?');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('thank you');
  await page.keyboard.press('Enter');
  await answers(page).first().waitFor();
  expect(await mine(page).allInnerTexts()).toEqual(['do you ship abroad?\nthank you']);
  const said = await answers(page).allInnerTexts();
  await expectAccessible(page, 'the open chat');
  await keepPicture(page, 'widget-answered');
  await page.reload();
  await openChat(page);
  await answers(page).first().waitFor();
  expect(await answers(page).allInnerTexts()).toEqual(said);
  expect(await mine(page).allInnerTexts()).toEqual(['do you ship abroad?\nthank you']);
  await page.keyboard.press('Escape');
  expect(await page.locator('.panel').isVisible()).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe('launcher');
  await expectAccessible(page, 'the closed chat');
});

test('each paragraph of an answer runs the way it is written', async () => {
  const page = await atTheShop();
  await openChat(page);
  await ask(page, 'Is it written both ways?');
  await answers(page).first().waitFor();
  const gaps = await answers(page)
    .first()
    .evaluate((bubble) => {
      const inside = bubble.getBoundingClientRect();
      const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
      const lines: { readonly left: number; readonly right: number }[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const words of ['نعم، تبدأ هذه الفقرة من اليمين دائما.', 'Yes, from the left.']) {
          const at = node.textContent?.indexOf(words) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          const box = range.getBoundingClientRect();
          lines.push({ left: box.left - inside.left, right: inside.right - box.right });
        }
      }
      return lines;
    });
  const [arabic, english] = gaps;
  expect(arabic?.right).toBeLessThan(20);
  expect(english?.left).toBeLessThan(20);
  expect(english?.right).toBeGreaterThan(40);
});

test('a choice is pressed once, answered, and stays pressed after a reload', async () => {
  const page = await atTheShop();
  await openChat(page);
  await ask(page, 'moon parcels');
  const buttons = page.locator('.choices button');
  await buttons.first().waitFor();
  await keepPicture(page, 'widget-choices');
  const label = await buttons.first().innerText();
  await buttons.first().click();
  await expect.poll(() => answers(page).count(), { timeout: 60_000 }).toBe(2);
  expect(await mine(page).allInnerTexts()).toEqual(['moon parcels', label]);
  const state = () => buttons.evaluateAll((all) => all.map((each) => [each.matches(':disabled'), each.ariaPressed]));
  const pressed = await state();
  expect(pressed[0]).toEqual([true, 'true']);
  expect(pressed.every(([isDisabled]) => isDisabled)).toBe(true);
  await page.reload();
  await openChat(page);
  await buttons.first().waitFor();
  await expect.poll(state).toEqual(pressed);
});

test('what is written without a network is said to wait, survives a reload, and arrives exactly once', async () => {
  const page = await atTheShop();
  await openChat(page);
  await ask(page, 'do you ship abroad?');
  await answers(page).first().waitFor();
  await page.context().setOffline(true);
  await ask(page, 'do you have gift cards?');
  await page.locator('.notice', { hasText: 'You are offline' }).waitFor();
  await page.locator('.mine .state', { hasText: 'Not sent yet' }).waitFor();
  await keepPicture(page, 'widget-offline');
  await page.context().setOffline(false);
  await expect.poll(() => answers(page).count(), { timeout: 60_000 }).toBe(2);
  await expect.poll(() => page.locator('.notice').isVisible()).toBe(false);

  // The post arrives but its answer is lost, and then the page is closed: the same message is sent again.
  let lost = 0;
  await page.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    lost += 1;
    await route.fetch();
    // The page may be gone by now, and its request with it.
    await route.abort().catch(() => undefined);
  });
  await ask(page, 'how can I pay?');
  await expect.poll(() => lost, { timeout: 60_000 }).toBeGreaterThan(0);
  await page.unroute('**/messages');
  await page.reload();
  await openChat(page);
  await expect.poll(() => answers(page).count(), { timeout: 60_000 }).toBe(3);
  // Answers come in the order of the questions: what was doubled would be there before the last.
  await ask(page, 'where is my order?');
  await expect.poll(() => answers(page).count(), { timeout: 60_000 }).toBeGreaterThan(3);
  expect(await mine(page).allInnerTexts()).toEqual([
    'do you ship abroad?',
    'do you have gift cards?',
    'how can I pay?',
    'where is my order?',
  ]);
  expect(await answers(page).count()).toBe(4);
});

test('pictures, names of staff and links are shown; what would run is text', async () => {
  const page = await atTheShop();
  await page.route('https://shop.example/map.png', (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="160"><rect width="300" height="160" fill="#4a8"/></svg>',
    }),
  );
  const part = { kind: 'part', at: new Date().toISOString(), choices: [] };
  const link = (url: string) => ({ text: 'a link', style: 'link', url });
  await page.route('**/messages', (route) =>
    route.fulfill({
      json: {
        lines: [
          { ...part, id: '1', spans: [], imageUrl: 'https://shop.example/map.png' },
          {
            ...part,
            id: '2',
            agentName: 'Ann',
            spans: [link('https://shop.example/'), { text: '<img src=x onerror=alert(1)>', style: 'plain' }],
          },
          { ...part, id: '3', spans: [link('javascript:alert(1)')] },
        ],
        after: '3',
      },
    }),
  );
  await openChat(page);
  const image = page.locator('.picture img');
  await expect.poll(() => image.evaluate((each) => each instanceof HTMLImageElement && each.naturalWidth)).toBe(300);
  expect(await image.getAttribute('alt')).toBe('Picture');
  expect(await page.locator('.who').innerText()).toBe('Ann');
  expect(
    await page
      .locator('.bubble a')
      .evaluateAll((all) => all.map((each) => [each.getAttribute('href'), each.getAttribute('rel')])),
  ).toEqual([['https://shop.example/', 'noopener noreferrer nofollow']]);
  expect(await page.locator('.bubble img').count()).toBe(0);
  await expectAccessible(page, 'pictures and links');
  await keepPicture(page, 'widget-picture');
});

test('an answer that comes while the chat is closed is counted, until it is opened', async () => {
  const page = await atTheShop();
  await openChat(page);
  const held = await holdMessages(page);
  await ask(page, 'do you ship abroad?');
  await page.keyboard.press('Escape');
  held.release();
  await page.locator('.badge', { hasText: '1' }).waitFor();
  expect(await page.locator('.launcher').getAttribute('aria-label')).toBe('Open the chat (1 new)');
  await page.reload();
  await page.locator('.badge', { hasText: '1' }).waitFor();
  await openChat(page);
  expect(await page.locator('.badge').isVisible()).toBe(false);
});

test('works where the browser keeps nothing, and twice on a page it is there once', async () => {
  const page = await site.visitor();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
  });
  await page.goto('/widget/demo');
  await openChat(page);
  await ask(page, 'do you ship abroad?');
  await answers(page).first().waitFor();
  await page.evaluate(async () => {
    const script = document.querySelector('script[data-account]');
    const again = document.createElement('script');
    again.src = '/widget.js';
    again.dataset['account'] = script?.getAttribute('data-account') ?? '';
    document.body.append(again);
    await new Promise((loaded) => again.addEventListener('load', loaded));
  });
  expect(await page.locator('.launcher').count()).toBe(1);
});

test.each<[string, VisitorOptions]>([
  ['rtl', { locale: 'ar' }],
  ['dark', { colours: 'dark' }],
  ['phone', { isPhone: true }],
  ['phone-rtl-dark', { isPhone: true, locale: 'ar', colours: 'dark' }],
])('is accessible and fits: %s', async (name, options) => {
  const page = await site.visitor(options);
  await page.route('**/widget/demo', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replace('lang="en"', `lang="${options.locale ?? 'en'}"`),
    });
  });
  await page.goto('/widget/demo');
  await openChat(page);
  await ask(page, 'moon parcels');
  await page.locator('.choices button').first().waitFor();
  await expectAccessible(page, name);
  await expectNoSideScroll(page, name);
  await keepPicture(page, `widget-${name}`);
  const box = await page.locator('.panel').boundingBox();
  if (options.isPhone) expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  else if (name === 'rtl') expect(box?.x).toBe(20);
  else expect(box?.x).toBeGreaterThan(800);
});
