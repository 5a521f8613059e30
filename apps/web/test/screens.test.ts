import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle, type VisitorOptions } from './browser.ts';
import { password } from './people.ts';
import { type Screen, screens } from './screens.ts';

const site = openSite();
let person = 0;

/** A person with a desk of their own, signed up without the screen. */
async function signedUp(options: VisitorOptions): Promise<Page> {
  const page = await site.visitor(options);
  const email = `person${person++}@screens.example`;
  const data = { name: 'Zoë Ångström', email, password, tenantName: 'A rather long name of a business', locale: 'en' };
  const answer = await page.request.post('/api/auth/sign-up/email', { data });
  expect(answer.status()).toBe(200);
  return page;
}

/** Goes to a screen as a link does, within the loaded page; what is still there of the screen before is no proof. */
async function follow(page: Page, { path, shows }: Screen): Promise<void> {
  await page.evaluate((to) => {
    for (const each of document.querySelectorAll('*')) each.setAttribute('data-before', '');
    history.pushState(null, '', to);
  }, path);
  await settle(page);
  await page.locator(`${shows}:not([data-before])`).first().waitFor();
}

async function load(page: Page, { path, shows }: Screen): Promise<void> {
  await page.goto(path);
  await page.locator(shows).first().waitFor();
}

async function look(options: VisitorOptions, kind: string, at: (page: Page, screen: Screen) => Promise<void>) {
  const visitor = await site.visitor(options);
  const member = await signedUp(options);
  const before = new Map<Page, Screen>();
  for (const screen of screens) {
    const page = screen.isSignedOut ? visitor : member;
    const last = before.get(page);
    // A dialog that is open, or a form with unsaved words, would stay in the way.
    if (!last || last.prepare) await load(page, screen);
    else if (last.path !== screen.path) await follow(page, screen);
    before.set(page, screen);
    await screen.prepare?.(page);
    await settle(page);
    await at(page, screen);
    await keepPicture(page, `${screen.name}-${kind}`);
  }
}

test('axe finds nothing on any screen', async () => {
  await look({}, 'light', (page, { name }) => expectAccessible(page, name));
});

test('axe finds nothing in the dark, in Arabic, from right to left', async () => {
  await look({ locale: 'ar', colours: 'dark' }, 'arabic-dark', async (page, { name }) => {
    expect(await page.locator('html').getAttribute('dir'), name).toBe('rtl');
    await expectAccessible(page, name);
  });
});

test('on a phone of 390 pixels no screen must be pushed sideways', async () => {
  await look({ isPhone: true, locale: 'de-DE' }, 'phone', async (page, { name }) => {
    await expectNoSideScroll(page, name);
    await expectAccessible(page, name);
  });
});
