import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, type VisitorOptions } from './browser.ts';
import { password } from './people.ts';
import { type Screen, screens } from './screens.ts';

const site = openSite();
let person = 0;
/** Many screens in one test, in ms. */
const LONG = 300_000;

/** A person with a desk of their own, signed up without the screen. */
async function signedUp(options: VisitorOptions): Promise<Page> {
  const page = await site.visitor(options);
  const email = `person${person++}@screens.example`;
  const data = { name: 'Zoë Ångström', email, password, tenantName: 'A rather long name of a business', locale: 'en' };
  const answer = await page.request.post('/api/auth/sign-up/email', { data });
  expect(answer.status()).toBe(200);
  return page;
}

async function look(options: VisitorOptions, kind: string, at: (page: Page, screen: Screen) => Promise<void>) {
  const visitor = await site.visitor(options);
  const member = await signedUp(options);
  for (const screen of screens) {
    const page = screen.isSignedOut ? visitor : member;
    await page.goto(screen.path);
    await page.locator(screen.shows).first().waitFor();
    await screen.prepare?.(page);
    await page.waitForLoadState('networkidle');
    await at(page, screen);
    await keepPicture(page, `${screen.name}-${kind}`);
  }
}

test(
  'axe finds nothing on any screen',
  async () => {
    await look({}, 'light', (page, { name }) => expectAccessible(page, name));
  },
  LONG,
);

test(
  'axe finds nothing in the dark, in Arabic, from right to left',
  async () => {
    await look({ locale: 'ar', colours: 'dark' }, 'arabic-dark', async (page, { name }) => {
      expect(await page.locator('html').getAttribute('dir'), name).toBe('rtl');
      await expectAccessible(page, name);
    });
  },
  LONG,
);

test(
  'on a phone of 390 pixels no screen must be pushed sideways',
  async () => {
    await look({ isPhone: true, locale: 'de-DE' }, 'phone', async (page, { name }) => {
      await expectNoSideScroll(page, name);
      await expectAccessible(page, name);
    });
  },
  LONG,
);
