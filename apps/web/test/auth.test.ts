import { totp } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { keepPicture, openSite } from './browser.ts';
import { password, signIn, signUp } from './people.ts';

const site = openSite();

test('an owner signs up, lands at home, signs out and in again; a wrong password is refused in words', async () => {
  const page = await site.visitor();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await keepPicture(page, 'sign-in');
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Create my desk' }).click();
  expect(await page.getByText('Please fill this in.').count()).toBe(4);
  await keepPicture(page, 'sign-up-empty');
  await signUp(page, { tenantName: 'Tea & Co', name: 'Ada', email: 'ada@tea.example' });
  await page.getByText('Tea & Co').waitFor();
  await keepPicture(page, 'home');
  await page.getByRole('button', { name: 'Account menu of Ada' }).click();
  await keepPicture(page, 'account-menu');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await signIn(page, 'ada@tea.example', 'not the password');
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
  await keepPicture(page, 'sign-in-wrong');
  await signIn(page, 'ada@tea.example');
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
});

test('whoever comes by a deep link is asked to sign in and then sees that page', async () => {
  const page = await site.visitor();
  await page.goto('/team');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').fill('ada@tea.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Team', level: 1 }).waitFor();
  await page.goto('/sign-in?next=https://evil.example/');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('a second factor is set up, asked for, and a recovery code stands in for it', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Locks', name: 'Lee', email: 'lee@locks.example' });
  await page.goto('/account');
  await page.getByRole('heading', { name: 'Second factor' }).waitFor();
  await keepPicture(page, 'account');
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Set it up' }).click();
  const secret = await page.locator('code').first().textContent();
  await page.getByLabel('The six digits it shows').fill(totp(`otpauth://totp/x?secret=${secret}`, new Date()));
  await keepPicture(page, 'second-factor-scan');
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await page.getByText('Keep these recovery codes').waitFor();
  await keepPicture(page, 'recovery-codes');
  const code = await page.getByRole('alert').locator('code').first().textContent();
  await page.getByRole('button', { name: 'I have kept them' }).click();

  const elsewhere = await site.visitor();
  await signIn(elsewhere, 'lee@locks.example');
  await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor();
  await keepPicture(elsewhere, 'second-factor');
  await elsewhere.getByLabel('Code').fill('000000');
  await elsewhere.getByRole('button', { name: 'Go on' }).click();
  await elsewhere.getByText('This code is not right').waitFor();
  await elsewhere.getByRole('button', { name: 'Use a recovery code' }).click();
  await elsewhere.getByLabel('Recovery code').fill(code ?? '');
  await elsewhere.getByRole('button', { name: 'Go on' }).click();
  await elsewhere.getByRole('heading', { name: 'Welcome, Lee' }).waitFor();

  await page.reload();
  await page.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await page.getByText('That device is signed out.').waitFor();
  await elsewhere.goto('/team');
  await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
});
