import { expect, test } from 'vitest';
import { keepPicture, openSite } from './browser.ts';
import { password, signUp } from './people.ts';

const site = openSite();

test('an agent who is invited joins, sees no place that is not theirs, and is refused there by screen and server', async () => {
  const owner = await site.visitor();
  await signUp(owner, { tenantName: 'Kites', name: 'Olga', email: 'olga@kites.example' });
  await owner.goto('/team');
  await owner.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = owner.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill('Ann@kites.example');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  const link = await dialog.locator('code').textContent();
  await keepPicture(owner, 'invite');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await owner.getByText('valid until').waitFor();

  const agent = await site.visitor();
  await agent.goto(new URL(link ?? '').pathname);
  await agent.getByRole('heading', { name: 'Join Kites' }).waitFor();
  await keepPicture(agent, 'invitation');
  await agent.getByLabel('Your name').fill('Ann');
  await agent.getByLabel('Password', { exact: true }).fill(password);
  await agent.getByRole('button', { name: 'Create account and join' }).click();
  await agent.getByRole('heading', { name: 'Welcome, Ann' }).waitFor();
  const menu = agent.getByRole('navigation', { name: 'Main menu' });
  await menu.getByText('Team').waitFor();
  expect(await menu.getByText('Audit log').count()).toBe(0);
  await agent.goto('/audit');
  await agent.getByRole('heading', { name: 'You may not open this page' }).waitFor();
  await keepPicture(agent, 'forbidden');
  const asked = await agent.request.get(`/trpc/audit.list?input=${encodeURIComponent('{"limit":5}')}`);
  expect(asked.status()).toBe(403);
  await agent.goto('/team');
  await agent.getByText('olga@kites.example').waitFor();
  expect(await agent.getByRole('button', { name: 'Invite', exact: true }).count()).toBe(0);
  expect(await agent.getByRole('button', { name: 'Remove Olga' }).count()).toBe(0);

  await owner.reload();
  await owner.getByLabel('Role of Ann').selectOption('admin');
  await owner.getByText('Ann is now Admin.').waitFor();
  await keepPicture(owner, 'team');
  await owner.getByRole('button', { name: 'Undo' }).click();
  await owner.getByText('Undone.').waitFor();
  expect(await owner.getByLabel('Role of Ann').inputValue()).toBe('agent');
  await owner.getByRole('button', { name: 'Remove Ann' }).click();
  await owner.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await owner.getByText('Ann was removed.').waitFor();
  await agent.goto('/team');
  await agent.getByRole('heading', { name: 'Name your business' }).waitFor();
});

test('the audit log lists what was done, narrows to what is asked for, and is exported', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Lamps', name: 'Lou', email: 'lou@lamps.example' });
  await page.goto('/audit');
  await page.getByText('Signed up').waitFor();
  await keepPicture(page, 'audit');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  await page.getByLabel('Area').selectOption('team');
  await page.getByText('No entry fits these filters').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await page.getByText('Signed up').waitFor();
});

test('a person with two businesses switches between them', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'First shop', name: 'Two', email: 'two@shops.example' });
  const made = await page.request.post('/trpc/tenant.create', { data: { name: 'Second shop' } });
  expect(made.status()).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: 'Business: Second shop' }).click();
  await keepPicture(page, 'tenant-switch');
  await page.getByRole('menuitem', { name: 'First shop' }).click();
  await page.getByText('You are now in First shop.').waitFor();
  await page.getByRole('button', { name: 'Business: First shop' }).waitFor();
});
