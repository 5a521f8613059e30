import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startChromium } from './chromium.ts';
import { screenshotsDir } from './config.ts';
import { type Product, startProduct } from './product.ts';

/** How many letters of a page or log are told of when a test fails. */
const MOST_TOLD = 1_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface VisitorOptions {
  /** Where a person's browser stands; English on a desk, in daylight, unless told. */
  readonly locale?: string;
  readonly colours?: 'light' | 'dark';
  readonly isPhone?: boolean;
}

export interface Site {
  readonly product: () => Product;
  /** A person with a browser of their own: its cookies and its storage are nobody else's. */
  visitor(options?: VisitorOptions): Promise<Page>;
}

/** Starts the built product and a real Chromium for the tests of a file, and ends both after them. */
export function openSite(settings: Readonly<Record<string, string>> = {}, flags: readonly string[] = []): Site {
  let product: Product | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(settings, flags), startChromium()]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const pages = contexts.flatMap((context) => context.pages());
    const shown = await Promise.all(pages.map(tellOf));
    const [error] = task.result.errors ?? [];
    if (!error) return;
    error.message = [error.message, ...shown, `The product wrote: ${product?.log().slice(-MOST_TOLD)}`].join('\n');
  });
  afterAll(async () => {
    for (const context of contexts) {
      // What is being answered instead of the server has nobody to go to any more.
      for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
    await browser?.close();
    await product?.stop();
    expect(problems, 'errors in the browser console').toEqual([]);
  });
  const running = () => {
    if (!product) throw new Error('the product is not started yet');
    return product;
  };
  return {
    product: running,
    async visitor({ locale = 'en-GB', colours = 'light', isPhone = false } = {}) {
      if (!browser) throw new Error('the browser is not started yet');
      const context = await browser.newContext({
        baseURL: running().address,
        locale,
        colorScheme: colours,
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        viewport: isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
        hasTouch: isPhone,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(60_000);
      contexts.push(context);
      const page = await context.newPage();
      watchRequests(page);
      page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
      page.on('console', (message) => {
        // A refused request is an answer the screens must cope with; everything else is a fault of ours.
        if (message.type() === 'error' && !/Failed to load resource|^Forbidden:/.test(message.text()))
          problems.push(message.text());
      });
      return page;
    },
  };
}

/** What a page showed when its test failed. */
async function tellOf(page: Page): Promise<string> {
  const shown = await page
    .locator('body')
    .innerText({ timeout: 5_000 })
    .catch(() => 'nothing in time');
  return `${page.url()} showed: ${shown.replaceAll(/\s+/g, ' ').slice(-MOST_TOLD)}`;
}

const unanswered = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  unanswered.set(page, requests);
  // What the server tells as it happens has no end.
  page.on('request', (request) => request.resourceType() !== 'eventsource' && requests.add(request));
  // What the document before still asked for is no longer this page's, whether or not it is told how that ended.
  page.on('framenavigated', (frame) => {
    const opened = [...requests].find((each) => each.isNavigationRequest() && each.frame() === frame);
    if (!opened || frame !== page.mainFrame()) return;
    requests.clear();
    requests.add(opened);
  });
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Waits until every request of the page is answered, the page it leads to has come whole, and nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  const requests = unanswered.get(page);
  if (!requests) throw new Error('this page is no visitor');
  const waiting = () => `waiting for ${[...requests].map((each) => `${each.method()} ${each.url()}`).join(', ')}`;
  await expect
    .poll(
      async () => {
        if (requests.size > 0) return waiting();
        const unrest = await page.evaluate(findUnrest);
        return requests.size > 0 ? waiting() : unrest;
      },
      { interval: 20 },
    )
    .toBe('settled');
}

/** In the page: what is still to come, or `settled` when nothing is and nothing changed while the browser had time to. */
async function findUnrest(): Promise<string> {
  const { __TSR_ROUTER__: router } = globalThis as { __TSR_ROUTER__?: { state: { status: string } } };
  if (router && router.state.status !== 'idle') return 'on the way to another page';
  if (document.querySelector('[aria-busy=true], .mantine-Skeleton-root[data-visible]'))
    return 'something is being fetched';
  const ends = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ends.map(({ finished }) => finished));
  let isChanged = false;
  const watch = new MutationObserver(() => {
    isChanged = true;
  });
  watch.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await frame();
  await new Promise((idle) => requestIdleCallback(idle));
  await frame();
  watch.disconnect();
  return isChanged ? 'the page is changing' : 'settled';
}

/** Keeps a picture of the page for people to look at, where they ask for pictures. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (screenshotsDir === undefined) return;
  mkdirSync(screenshotsDir, { recursive: true });
  await page.screenshot({ path: join(screenshotsDir, `${name}.png`) });
}

/** Fails with what axe-core objects to on the page as it stands (WCAG 2.2 A and AA, and good practice). */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: checker } = globalThis as typeof globalThis & { axe: typeof import('axe-core') };
    const { violations: found } = await checker.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  });
  expect.soft(violations, name).toEqual([]);
}

/** Fails when the page is wider than the screen, and so must be pushed sideways to be read. */
export async function expectNoSideScroll(page: Page, name: string): Promise<void> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect.soft(content, name).toBeLessThanOrEqual(screen ?? 0);
}
