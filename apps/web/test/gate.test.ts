import { expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, settle } from './browser.ts';
import { importFaqs } from './import-faqs.ts';
import { signUp, tenantOf } from './people.ts';

const site = openSite();

/** So many wordings that the gate judges them whatever parts their ids by chance divide them into. */
const shop = {
  hours: [
    'When are you open?',
    'What are your opening hours?',
    'Are you open on Sunday?',
    'When do you close?',
    'From when are you open?',
  ],
  delivery: [
    'How long does delivery take?',
    'When will my parcel arrive?',
    'How many days until delivery?',
    'Do you ship fast?',
    'When does my delivery come?',
  ],
  returns: [
    'Can I return an item?',
    'How do I send something back?',
    'What is your return policy?',
    'Can I give it back?',
    'Can I send an item back?',
  ],
  payment: [
    'How can I pay?',
    'Do you take credit cards?',
    'Which payment methods are there?',
    'Can I pay by card?',
    'Can I pay with my credit card?',
  ],
  invoice: [
    'Can I get an invoice?',
    'Where do I find my invoice?',
    'Please send me a receipt',
    'I need a bill',
    'Where is the invoice for my order?',
  ],
  gifts: [
    'Do you have gift cards?',
    'Can I buy a voucher?',
    'How does a gift card work?',
    'Is there a gift certificate?',
    'Can I pay with a voucher?',
  ],
};

test('a draft that takes the questions of others shows it, once that can be asked, is published with a reason alone, and the audit has the reason', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Gate & Co', name: 'Gwen', email: 'gwen@gate.example' });
  const faqs = Object.entries(shop).map(([name, [question, ...variants]]) => {
    return { question, variants, answer: `About ${name}.`, locale: 'en' };
  });
  await importFaqs(site.product(), await tenantOf(page), faqs);
  let isAway = true;
  await page.route('**/trpc/faqs.effect*', (route) => (isAway ? route.abort() : route.fallback()));
  await page.goto('/faqs/new?question=Where+is+it%3F');
  const wording = page.getByLabel('Another way to ask it');
  for (const text of [...shop.delivery, ...shop.returns]) {
    await wording.fill(text);
    await wording.press('Enter');
  }
  await page.getByLabel('Answer', { exact: true }).fill('Ask the courier.');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.waitForURL(/\/faqs\/(?!new)/);

  const panel = page.getByRole('region', { name: 'What publishing changes' });
  await panel.getByText('could not be worked out just now', { exact: false }).waitFor();
  await settle(page);
  await expectAccessible(page, 'gate-unknown');
  await keepPicture(page, 'gate-unknown');
  isAway = false;
  const again = panel.getByRole('button', { name: 'Try again' });
  await again.focus();
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'hidden' });
  expect(await panel.evaluate((section) => section === document.activeElement)).toBe(true);
  await panel.getByText('Questions that would be answered otherwise').waitFor({ timeout: 90_000 });
  await panel.getByText('Right, of the answers given').waitFor();
  await keepPicture(page, 'gate-editor');

  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  const dialog = page.getByRole('dialog', { name: 'This costs right answers' });
  await publish.click();
  await dialog.waitFor();
  await settle(page);
  await expectAccessible(page, 'gate-reason');
  await keepPicture(page, 'gate-reason');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await publish.click();
  const reason = dialog.getByLabel('Why do it anyway');
  await reason.waitFor();
  expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
  await dialog.getByRole('button', { name: 'Do it anyway' }).click();
  await dialog.getByText('Write a few words.').waitFor();
  await reason.fill('The courier tells it better.');
  await page.setViewportSize({ width: 390, height: 780 });
  await settle(page);
  await expectNoSideScroll(page, 'gate-reason-phone');
  await keepPicture(page, 'gate-reason-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole('button', { name: 'Do it anyway' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Published', { exact: true }).first().waitFor();

  await page.getByRole('button', { name: 'History' }).click();
  await page.getByText('Reason: The courier tells it better.').waitFor();
  await page.goto('/audit');
  await page.getByText('Reason: The courier tells it better.').waitFor();

  await page.goto('/faqs');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Pinned examples' }).click();
  const examples = page.getByRole('dialog', { name: 'Pinned examples' });
  await examples.getByText('Nothing is pinned yet.', { exact: false }).waitFor();
  await examples.getByRole('textbox', { name: 'Question', exact: true }).fill('I want to speak with the owner');
  await examples.getByLabel('Who must answer').click();
  await page.getByRole('option', { name: 'A person' }).click();
  await examples.getByRole('button', { name: 'Pin', exact: true }).click();
  await examples.getByText('I want to speak with the owner').waitFor();
  await settle(page);
  await expectAccessible(page, 'gate-examples');
  await keepPicture(page, 'gate-examples');
  await examples.getByRole('button', { name: 'Unpin “I want to speak with the owner”' }).click();
  const unpinned = page.getByRole('alert').filter({ hasText: 'Not pinned any more.' });
  await unpinned.getByRole('button', { name: 'Undo' }).click();
  await examples.getByText('I want to speak with the owner').waitFor();
});

const losing = (loss: number) => ({
  outcome: 'needs-reason',
  effect: {
    ...{ kind: 'foretold', faqsVersion: 1, isTooFew: false, loss, lost: loss, gained: 0, lostPinned: 0, tolerance: 1 },
    needsReason: true,
    cases: { wording: 100, confirmed: 0, pinned: 0 },
    before: { right: 100, wrong: 0, open: 0, kept: 0 },
    after: { right: 100 - loss, wrong: loss, open: 0, kept: 0 },
    own: { cases: 0, lost: 0, gained: 0 },
    accuracy: { before: 1, after: 1 - loss / 100, low: -0.1, high: 0 },
    coverage: { before: 1, after: 1, low: 0, high: 0 },
    changes: Array.from({ length: 12 }, (_, at) => ({
      ...{ id: `w${at}`, kind: 'wording', text: `How do I send number ${at} back?`, faqId: 'f1', effect: 'lost' },
      ...{ was: { outcome: 'answered', faqId: 'f1', question: 'Returns?' }, willBe: { outcome: 'handover' } },
      isOwn: false,
    })),
    ...{ changed: 12, takenBy: [] },
  },
});

interface Wanted {
  readonly ids: readonly string[];
  readonly accepted?: { readonly reason: string; readonly loss: number; readonly lostPinned: number };
}

test('more than 500 FAQs are published in parts, each that costs too much asks by itself, and again where it costs more by then', async () => {
  const page = await site.visitor();
  await signUp(page, { tenantName: 'Bulk & Co', name: 'Bea', email: 'bea@bulk.example' });
  const [first, ...items] = Array.from({ length: 501 }, (_, at) => ({
    ...{
      id: `f${at}`,
      revision: 1,
      status: 'draft',
      hasChanges: false,
      question: `Question ${at}?`,
      answerStart: 'A.',
    },
    ...{ variantCount: 0, languages: [], outOfDate: [], updatedAt: '2026-11-30T12:00:00.000Z' },
  }));
  const asked: Wanted[] = [];
  const undone: number[] = [];
  await answerInstead(page, {
    'faqs.list': { data: { items: [first, ...items] } },
    'faqs.counts': { data: { all: 501, published: 0, draft: 501, changed: 0, outOfDate: 0, archived: 0 } },
    'faqs.publishMany': {
      dataOf: (input) => {
        const wanted = input as Wanted;
        asked.push(wanted);
        const { ids, accepted } = wanted;
        if (ids.length === 500 && !accepted) return losing(3);
        if (ids.length === 1 && accepted?.loss !== 6) return losing(accepted ? 6 : 4);
        const changed = ids.map((id) => ({ id, revision: 2 }));
        return { outcome: 'done', isUnforetold: false, changed, unchanged: [], missing: [] };
      },
    },
    'faqs.undo': {
      dataOf: (input) => {
        undone.push((input as { changes: unknown[] }).changes.length);
        return { changed: [], unchanged: [], missing: [] };
      },
    },
  });
  await page.goto('/faqs');
  await page.getByLabel('Choose all that are listed').check();
  await page.getByText('Chosen: 501').waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).last().click();
  const dialog = page.getByRole('dialog', { name: 'This costs right answers' });
  await dialog.getByText('Of 100 questions, 3 would be answered worse').waitFor();
  await dialog.getByLabel('Why do it anyway').fill('The courier tells it better.');
  await dialog.getByRole('button', { name: 'Do it anyway' }).click();
  const again = dialog.getByText('It now costs more than what you confirmed.', { exact: false });
  await page.getByText('FAQs published: 500').waitFor();
  await dialog.getByText('Of 100 questions, 4 would be answered worse').waitFor();
  expect(await again.count()).toBe(0);
  await dialog.getByRole('button', { name: 'Do it anyway' }).click();
  await dialog.getByText('Of 100 questions, 6 would be answered worse').waitFor();
  await again.waitFor();
  await expectAccessible(page, 'gate-again');

  await page.setViewportSize({ width: 360, height: 640 });
  await settle(page);
  await expectNoSideScroll(page, 'gate-again-phone');
  const title = dialog.getByRole('heading', { name: 'This costs right answers' });
  for (const text of [dialog.getByText('How do I send number 3 back?'), dialog.getByLabel('Why do it anyway')]) {
    await text.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await settle(page);
    await keepPicture(page, 'gate-again-phone');
    // Whatever is scrolled under it is covered by it, and nothing is seen over it.
    const seen = await title.evaluate((heading) => {
      const header = heading.closest('.mantine-Modal-header') ?? heading;
      const box = header.getBoundingClientRect();
      const places = [box.top + 1, box.top + box.height / 2, box.bottom - 1];
      const tops = places.map((y) => header.contains(document.elementFromPoint(box.left + 12, y)));
      const isOpaque = !/rgba\(.*, 0\)|transparent/.test(getComputedStyle(header).backgroundColor);
      const dialogBox = header.closest('[role=dialog]')?.getBoundingClientRect();
      return { tops, isOpaque, isFirst: box.top - (dialogBox?.top ?? 0) < 1 };
    });
    expect(seen).toEqual({ tops: [true, true, true], isOpaque: true, isFirst: true });
  }
  await dialog.getByRole('button', { name: 'Do it anyway' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('FAQs published: 1', { exact: true }).waitFor();
  expect(asked.map(({ ids, accepted }) => [ids.length, accepted?.loss])).toEqual([
    [500, undefined],
    [500, 3],
    [1, undefined],
    [1, 4],
    [1, 6],
  ]);
  await page
    .getByRole('alert')
    .filter({ hasText: /published: 1(?!\d)/ })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(() => undone).toEqual([1]);
});
