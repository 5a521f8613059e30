import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { signIn, signUp } from './people.ts';

const site = openSite();
const email = 'ratings@harbour.example';
const conversationId = 'c-of-a-customer';
const spread = (...counts: readonly number[]) => counts.map((count, index) => ({ score: index + 1, count }));
const comment = 'They found my umbrella within an hour, and wrote to me kindly about it.';

const solved = {
  ...{ enquiries: 240, botConfirmed: 61, botAssumed: 92, botReopened: 9, personConfirmed: 18, personAssumed: 14 },
  ...{ personReopened: 2, unresolved: 24, undecided: 20 },
};
const happened = {
  messages: 410,
  answered: 280,
  clarified: 30,
  handedOver: 60,
  unanswered: 22,
  leftToPeople: 20,
  other: 20,
};
const figures = { ...happened, ...solved, bot: { replyMs: 420 }, person: {} };

function answerWithRatings(page: Page): Promise<void> {
  const agents = [
    { agentId: 'ann', agentName: 'Ann', count: 11, mean: 4.5, distribution: spread(0, 1, 0, 2, 8) },
    { agentId: 'gone', count: 1, mean: 1, distribution: spread(1, 0, 0, 0, 0) },
  ];
  const rating = { accountId: 'a', channel: 'telegram', agentId: 'ann', agentName: 'Ann', conversationId };
  const at = '2026-11-28T12:00:00.000Z';
  return answerInstead(page, {
    'ratings.summary': {
      data: { days: 30, count: 12, mean: 4.208_333, distribution: spread(1, 1, 0, 2, 8), agents },
    },
    'insights.summary': {
      data: {
        timeZone: 'UTC',
        totals: figures,
        series: [{ label: '2026-11-28', ...figures }],
        channels: [],
        languages: [],
      },
    },
    'ratings.list': { data: { items: [{ ...rating, id: 'r', score: 5, comment, askedAt: at, ratedAt: at }] } },
  });
}

test('home shows how customers rated: mean, spread, by agent, and the newest words, which open their conversation', async () => {
  const page = await site.visitor();
  await answerWithRatings(page);
  await signUp(page, { tenantName: 'Harbour Lane', name: 'Ada', email });
  await page.getByText('4.2 of 5').waitFor();
  await page.getByText('12 ratings').waitFor();
  expect(
    await page.getByRole('table', { name: 'How the ratings are spread' }).getByRole('row').allInnerTexts(),
  ).toEqual(
    ['Very good', 'Good', 'Fair', 'Poor', 'Very poor'].map((name, at) =>
      expect.stringMatching(new RegExp(`${name}\\s+${[8, 2, 0, 1, 1][at]}$`)),
    ),
  );
  await page.getByRole('table', { name: 'By agent' }).getByText('Somebody who has left').waitFor();
  await page.getByText('Newest comments').scrollIntoViewIfNeeded();
  await keepPicture(page, 'home-ratings');
  await expectAccessible(page, 'home-ratings');
  await page.getByRole('link', { name: `Open the conversation: ${comment}` }).click();
  await page.waitForURL(`**/inbox/${conversationId}`);
});

test('home shows what was solved, by whom, confirmed and assumed apart; the hours to be quiet are set', async () => {
  const page = await site.visitor();
  await answerWithRatings(page);
  await signIn(page, email);
  await page.getByText('84% solved').waitFor();
  await page.getByText('of 220 enquiries').waitFor();
  expect(await page.getByRole('table', { name: 'What was solved' }).getByRole('row').allInnerTexts()).toEqual([
    expect.stringMatching(/Bot alone\s+With a person/),
    expect.stringMatching(/Confirmed by the customer\s+61\s+18$/),
    expect.stringMatching(/Assumed, as they stayed quiet\s+92\s+14$/),
    expect.stringMatching(/Came back with it\s+9\s+2$/),
  ]);
  await page.getByRole('table', { name: 'What was solved' }).scrollIntoViewIfNeeded();
  await keepPicture(page, 'home-solved');
  await page.goto('/settings/resolution');
  const hours = page.getByRole('textbox', { name: 'Quiet for how many hours' });
  await hours.fill('500');
  await page.getByText('Between 1 and 168 hours.').waitFor();
  await hours.fill('48');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await hours.waitFor();
  expect(await hours.inputValue()).toBe('48');
  await settle(page);
  await keepPicture(page, 'settings-resolution');
  await expectAccessible(page, 'settings-resolution');
});

test('the card fits a phone, in the dark and from right to left', async () => {
  const phone = await site.visitor({ isPhone: true, colours: 'dark' });
  await answerWithRatings(phone);
  await signIn(phone, email);
  await phone.getByText('4.2 of 5').waitFor();
  await phone.evaluate(() => localStorage.setItem('answerdesk.language', 'ar'));
  await phone.goto('/');
  await phone.getByText('كيف قيّمنا العملاء').waitFor();
  await phone.getByText('أحدث التعليقات').waitFor();
  await expectNoSideScroll(phone, 'home with ratings on a phone');
  await phone.getByText('أحدث التعليقات').scrollIntoViewIfNeeded();
  await keepPicture(phone, 'home-ratings-phone-arabic');
  await expectAccessible(phone, 'home-ratings-phone-arabic');
});
