import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const password = 'correct horse battery';

export interface SignUp {
  readonly tenantName: string;
  readonly name: string;
  readonly email: string;
}

/** Signs up on the screen, in English, and waits for the home page. */
export async function signUp(page: Page, { tenantName, name, email }: SignUp): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name of your business').fill(tenantName);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create my desk' }).click();
  await page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor();
}

/** Signs in on the screen, in English. */
export async function signIn(page: Page, email: string, secret: string = password): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The business that whoever is signed in on a page works for. */
export async function tenantOf(page: Page): Promise<string> {
  const current = await page.request.get('/trpc/tenant.current');
  return (await current.json()).result.data.tenant.id;
}

/** Keeps the offer to take something back on the page, as whoever points at it does: it goes by itself in ten seconds. */
export async function holdUndo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).hover();
}

/** Publishes an FAQ in English at once, as whoever is signed in, and gives its id. */
export async function publishFaq(page: Page, question: string, answer: string, more: object = {}): Promise<string> {
  const data = { content: { question, answer, variants: [], locale: 'en', ...more } };
  const response = await page.request.post('/trpc/faqs.publish', { data });
  expect(response.status()).toBe(200);
  const { result } = await response.json();
  return result.data.faq.id;
}
