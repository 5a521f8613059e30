import { faqIdSchema, messageIdSchema, type TenantId, topicOfFaq } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { learningCurve } from './curve-fixture.ts';
import { signIn, signUp } from './people.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const email = 'topics@harbour.example';
const questions = [
  'Why is my ZIP code refused?',
  'When do you ship to the islands, and what does that cost in winter?',
];
const topics = questions.map((_question, index) => topicOfFaq(faqIdSchema.parse(`faq${index}`)));

const settings: Record<string, string> = {};
let desk: TestDatabase;
beforeAll(async () => {
  const [embedded] = testDatabases();
  if (!embedded) throw new Error('there is no database to test on');
  desk = await embedded.open();
  Object.assign(settings, desk.environment);
});
afterAll(() => desk.drop());
const site = openSite(settings);

/** Four weeks in which both were asked, and one of them far more often today. */
async function fill(tenantId: TenantId): Promise<void> {
  const now = Date.now();
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const { faqs, topicCounts, topicAlerts } = desk.stores;
  const base = { tenantId, variants: [], locale: 'en', createdAt: new Date(now), updatedAt: new Date(now) };
  await faqs.save(
    tenantId,
    questions.map((question, index) => ({
      ...base,
      id: faqIdSchema.parse(`faq${index}`),
      question,
      answer: 'It depends.',
    })),
  );
  for (let day = 1; day < 28; day += 1) {
    // An hour later than so many days ago: still that day if the hour turns meanwhile.
    const start = new Date(hour - day * DAY_MS + HOUR_MS);
    const counts = topics.map((topic, index) => ({ topic, count: 1 + ((day * (index + 3)) % 5) }));
    await topicCounts.replace(tenantId, { start, conversations: 12, topics: counts });
  }
  const since = new Date(hour - 2 * HOUR_MS);
  const [topic = topicOfFaq(faqIdSchema.parse('none'))] = topics;
  await topicCounts.replace(tenantId, { start: since, conversations: 30, topics: [{ topic, count: 21 }] });
  await topicAlerts.open(tenantId, {
    id: `${topic}:1`,
    topic,
    serial: 1,
    title: questions[0] ?? '',
    since,
    noticedAt: new Date(hour - HOUR_MS),
    count: 17,
    expected: 0.42,
    chance: 1e-12,
    total: 21,
    lastsUntil: new Date(hour + 71 * HOUR_MS),
    examples: ['It says my ZIP … is wrong', 'zip code not accepted at checkout?'].map((text, index) => ({
      messageId: messageIdSchema.parse(`m${index}`),
      text,
    })),
    state: 'open',
    told: [],
  });
}

test('what is asked unusually often is said in the inbox and at home, seen to, rated and muted; all topics have their counts', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Harbour Lane', name: 'Ada', email });
  await page.goto('/topics');
  await page.getByRole('heading', { name: 'No topics yet' }).waitFor();
  await keepPicture(page, 'topics-none');
  const [tenantId] = await desk.stores.platformWide.listTenants(undefined, 10);
  if (tenantId === undefined) throw new Error('nobody signed up');
  await fill(tenantId);

  await page.goto('/inbox');
  await page.getByText('“Why is my ZIP code refused?” is asked unusually often.').waitFor();
  await keepPicture(page, 'topics-inbox');
  await page.goto('/');
  await page.getByText('is asked unusually often').waitFor();
  await page.getByRole('link', { name: 'See topics' }).click();
  const alert = page.locator('[data-alert=open]');
  await alert.getByText('Conversations: 17 (usually about 0.4)').waitFor();
  await alert.getByText('Up to now: 21').waitFor();
  await alert.getByText('zip code not accepted at checkout?').waitFor();
  const rows = page.getByRole('table', { name: 'All topics' }).getByRole('row');
  await rows.nth(2).waitFor();
  expect(await rows.nth(1).getByRole('cell').allInnerTexts()).toEqual([questions[0], '42', '102', expect.anything()]);
  await settle(page);
  await keepPicture(page, 'topics');
  await expectAccessible(page, 'topics');

  await alert.getByRole('button', { name: 'Useful', exact: true }).click();
  await page.getByText('1 of 1 rated alerts were useful.').waitFor();
  await alert.getByRole('button', { name: 'Mark as resolved: Why is my ZIP code refused?' }).click();
  await page.getByText('Marked as resolved.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await alert.getByRole('button', { name: 'Mute topic: Why is my ZIP code refused?' }).click();
  await page.locator('[data-alert=muted]').waitFor();
  await page.goto('/inbox');
  await page.getByRole('heading', { name: 'Inbox' }).first().waitFor();
  await settle(page);
  expect(await page.getByText('is asked unusually often').count()).toBe(0);
  await page.goto('/topics');
  await page.getByRole('button', { name: 'No longer mute: Why is my ZIP code refused?' }).click();
  await alert.getByRole('link', { name: 'Open FAQ: Why is my ZIP code refused?' }).click();
  await page.waitForURL('**/faqs/faq0');
});

test('the early warning is switched off in the settings', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/settings/topics');
  await page.getByRole('switch', { name: 'Tell us of topics that come up unusually often' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await settle(page);
  await keepPicture(page, 'topics-settings');
});

test('the learning curve says week by week what is known and what is not, and what each change brought, by keyboard too', async () => {
  const page = await site.visitor();
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await page.goto('/curve');
  await page.getByRole('heading', { name: 'Nothing to draw yet' }).waitFor();
  await keepPicture(page, 'curve-none');

  await answerInstead(page, { 'insights.curve': { error: { message: 'It failed.', data: { code: 'INTERNAL' } } } });
  await page.reload();
  await page.getByRole('alert').waitFor();
  await answerInstead(page, { 'insights.curve': { data: learningCurve } });
  await page.getByRole('alert').getByRole('button').click();
  await page.getByRole('img', { name: 'Shares by week; the table has the same figures.' }).waitFor();
  const changes = page.locator('[data-kind]');
  expect(await changes.count()).toBe(6);
  expect(await page.locator('[data-line=coverage] line[stroke-dasharray]').count()).toBe(1);
  expect(await page.locator('[data-line=coverage] circle[data-few]').count()).toBe(1);
  expect(await page.locator('[data-line=accuracy] circle[data-few]').count()).toBe(0);
  await changes.filter({ hasText: 'Imported' }).getByText('and 47 more').waitFor();
  await changes.filter({ hasText: 'Imported' }).getByText('Not measured yet: too few confirmed questions.').waitFor();

  const dial = changes.filter({ hasText: 'Required sureness changed' });
  await dial.getByText('Answers from 70% → 50% · asks back from 40% → 30%').waitFor();
  await dial.getByText('answered 60% → 72%, wrongly 3% → 5%, of 100 questions').waitFor();

  await page.getByRole('button', { name: 'Changes in the week from 19 Oct: 2' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Changes in the week from 19 Oct: 2' }).waitFor();
  expect(await changes.count()).toBe(2);
  const gap = changes.filter({ hasText: 'Gap answered' });
  await gap.getByText('+6.3 points').waitFor();
  await gap.getByText('right 74% → 80% of 96 questions (won 7, lost 1)').waitFor();
  await changes.filter({ hasText: 'FAQ changed' }).getByText('-1 points').waitFor();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const rows = page.getByRole('table', { name: 'Week by week' }).getByRole('row');
  expect(await rows.nth(1).innerText()).toMatch(/7 Sept\s+not known\s+not known\s+50%\s+too few to say \(of 8\)\s+42%/);
  expect(await rows.nth(12).innerText()).toMatch(
    /23 Nov · not over yet\s+90%\s+79% to 100% \(of 96\)\s+73%\s+63% to 83% \(of 96\)/,
  );
  await settle(page);
  await keepPicture(page, 'curve');
  await expectAccessible(page, 'curve');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await changes.count()).toBe(6);
});

test('it fits a phone, in the dark and from right to left', async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await signIn(phone, email);
  await phone.getByRole('heading', { name: 'Welcome, Ada' }).waitFor();
  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.goto('/topics');
  await phone.getByRole('heading', { name: 'أكثر من المعتاد' }).waitFor();
  await phone.locator('[data-alert]').waitFor();
  await settle(phone);
  await expectNoSideScroll(phone, 'topics on a phone');
  await keepPicture(phone, 'topics-phone-arabic');
  await expectAccessible(phone, 'topics-phone-arabic');

  await answerInstead(phone, { 'insights.curve': { data: learningCurve } });
  await phone.goto('/curve');
  await phone.locator('[data-kind]').first().waitFor();
  await settle(phone);
  await expectNoSideScroll(phone, 'learning curve on a phone');
  await keepPicture(phone, 'curve-phone-arabic');
  await expectAccessible(phone, 'curve-phone-arabic');
});
