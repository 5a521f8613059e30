import type { Page } from 'playwright-core';
import { answerInstead } from './answer-instead.ts';
import { learningCurve } from './curve-fixture.ts';
import { gapList, gapRead } from './gap-fixture.ts';
import { glossaryAnswers } from './glossary-fixture.ts';
import { answerAsInbox, conversationId } from './inbox-fixture.ts';
import { person, suggestions } from './person-fixture.ts';
import { neglectedFaqs, suggestionList } from './suggestion-fixture.ts';

/** A screen that must be accessible, fit a phone, and read well in Arabic and in the dark. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly isSignedOut?: boolean;
  /** What must be there before the screen is looked at: a selector. */
  readonly shows: string;
  /** Brings the screen to the state to look at: a dialog opened, a tab chosen. */
  prepare?(page: Page): Promise<unknown>;
}

const faqFile = {
  name: 'a list of questions with a rather long name.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('Question,Answer,Category,Notes\nDo you ship?,Yes.,Shipping,x\n,Nothing was asked.,,\n'),
};

const faqPage = {
  url: 'https://shop.example/faq',
  title: 'Questions',
  locale: 'en',
  proposals: [{ question: 'Do you ship?', answer: 'Yes, everywhere.', source: 'heading' }],
};

/** Every screen there is; a new page joins here. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', isSignedOut: true, shows: 'input[name=password]' },
  { name: 'sign-up', path: '/sign-up', isSignedOut: true, shows: 'input[name=tenantName]' },
  { name: 'second-factor', path: '/second-factor', isSignedOut: true, shows: 'input[name=code]' },
  { name: 'forgot-password', path: '/forgot-password', isSignedOut: true, shows: 'input[name=email]' },
  { name: 'reset-password', path: '/reset-password?token=x', isSignedOut: true, shows: 'input[name=password]' },
  { name: 'verify-email', path: '/verify-email?token=x', isSignedOut: true, shows: '[role=alert]' },
  { name: 'invitation-gone', path: '/invitations/none', isSignedOut: true, shows: '[role=alert]' },
  { name: 'home', path: '/', shows: 'main h1' },
  { name: 'inbox', path: '/inbox', shows: 'main h2' },
  {
    name: 'inbox-shortcuts',
    path: '/inbox?queue=closed',
    shows: 'main h2',
    prepare: async (page) => {
      await page.keyboard.press('?');
      await page.locator('[role=dialog] kbd').first().waitFor();
    },
  },
  { name: 'inbox-me', path: '/inbox/me', shows: 'main form input[name=publicName]' },
  {
    name: 'inbox-me-away',
    path: '/inbox/me',
    shows: 'main form input[name=publicName]',
    prepare: async (page) => {
      await page.locator('main form input[role=switch]').check();
      await page.locator('main form input[name=awayUntil]').waitFor();
    },
  },
  { name: 'inbox-canned-replies', path: '/inbox/canned-replies', shows: 'main h2' },
  {
    name: 'inbox-canned-reply',
    path: '/inbox/canned-replies',
    shows: 'main h2',
    prepare: async (page) => {
      await page.locator('main button').first().click();
      await page.locator('[role=dialog] input[name=shortcut]').fill('no shortcut');
      await page.locator('[role=dialog] textarea').first().fill('We are on it.');
    },
  },
  { name: 'conversations', path: '/conversations', shows: 'main input[type=search]' },
  { name: 'faqs', path: '/faqs', shows: 'main h2' },
  {
    name: 'faqs-person-only',
    path: '/faqs',
    shows: 'main h2',
    prepare: async (page) => {
      await page.locator('main button[aria-haspopup=menu]').click();
      await page.locator('[role=menuitem]').last().click();
      await page.locator('[role=dialog] input').first().waitFor();
    },
  },
  {
    name: 'faq-new',
    path: '/faqs/new?question=Do%20you%20ship%3F',
    shows: 'main form textarea[name=question]',
    prepare: (page) => page.locator('main form textarea[name=answer]').fill('Yes, **gladly**.'),
  },
  { name: 'team', path: '/team', shows: 'main li' },
  {
    name: 'team-invite',
    path: '/team',
    shows: 'main li',
    prepare: async (page) => {
      await page.locator('main button').first().click();
      await page.locator('[role=dialog] input[name=email]').waitFor();
    },
  },
  { name: 'topics', path: '/topics', shows: 'main h2' },
  { name: 'curve-none', path: '/curve', shows: 'main h2' },
  {
    name: 'curve',
    path: '/curve',
    shows: 'main h2',
    prepare: async (page) => {
      await answerInstead(page, { 'insights.curve': { data: learningCurve } });
      await page.reload();
      await page.locator('main [aria-pressed]').first().click();
      await page.locator('main section button[aria-expanded]').click();
    },
  },
  { name: 'bench', path: '/bench', shows: 'main [role=log] h2' },
  { name: 'dial', path: '/dial', shows: 'main section h2' },
  { name: 'faqs-import', path: '/faqs/import', shows: 'main section h2' },
  {
    name: 'faqs-import-columns',
    path: '/faqs/import',
    shows: 'main section h2',
    prepare: async (page) => {
      await page.locator('main input[type=file]').setInputFiles(faqFile);
      await page.locator('main [data-count=failed]').waitFor();
      await page.locator('main table').waitFor();
    },
  },
  {
    name: 'faqs-import-page',
    path: '/faqs/import',
    shows: 'main input[name=url]',
    prepare: async (page) => {
      await answerInstead(page, { 'faqImports.readPage': { data: faqPage } });
      await page.locator('main input[name=url]').fill('shop.example/faq');
      await page.locator('main form button').click();
      await page.locator('main textarea').first().waitFor();
    },
  },
  {
    name: 'faqs-import-done',
    path: '/faqs/import',
    shows: 'main section h2',
    prepare: async (page) => {
      await page.locator('main input[type=file]').setInputFiles(faqFile);
      await page.locator('main [data-count=failed]').waitFor();
      await page.locator('main section').last().locator('button:enabled').click();
      await page.locator('main [role=status] a[href="/faqs"]').waitFor();
    },
  },
  { name: 'faqs-import-gone', path: '/faqs/import/none', shows: 'main h1' },
  { name: 'glossary', path: '/faqs/glossary', shows: 'main h2' },
  {
    name: 'glossary-terms',
    path: '/faqs/glossary',
    shows: 'main h2',
    prepare: async (page) => {
      await answerInstead(page, glossaryAnswers);
      await page.reload();
      await page.locator('main li input[type=checkbox]').first().waitFor();
    },
  },
  {
    name: 'glossary-term',
    path: '/faqs/glossary',
    shows: 'main h2',
    prepare: async (page) => {
      await answerInstead(page, glossaryAnswers);
      await page.goto('/faqs/glossary/terms/card');
      await page.locator('main nav svg').first().waitFor({ state: 'attached' });
      await page.locator('main form input[name=name]').waitFor();
    },
  },
  { name: 'gaps', path: '/faqs/gaps', shows: 'main h2' },
  {
    name: 'gaps-list',
    path: '/faqs/gaps',
    shows: 'main h2',
    prepare: async (page) => {
      await answerInstead(page, { 'gaps.list': { data: gapList } });
      await page.reload();
      await page.locator('main li a').first().waitFor();
    },
  },
  {
    name: 'gap',
    path: '/faqs/gaps/none',
    shows: 'main [role=alert]',
    prepare: async (page) => {
      await answerInstead(page, { 'gaps.get': { data: gapRead } });
      await page.reload();
      await page.locator('main textarea[name=answer]').waitFor();
    },
  },
  {
    name: 'person',
    path: '/people/none',
    shows: 'main h1',
    prepare: async (page) => {
      await answerInstead(page, { 'people.get': { data: person } });
      await page.reload();
      await page.locator('main section svg[role=img]').waitFor();
    },
  },
  {
    name: 'person-link',
    path: '/people/none',
    shows: 'main h1',
    prepare: async (page) => {
      await answerInstead(page, { 'people.get': { data: person }, 'people.suggestions': { data: suggestions } });
      await page.reload();
      await page.locator('main section button').first().click();
      await page.locator('[role=dialog] [data-contact]').first().click();
      await page.locator('[role=dialog] textarea[name=reason]').waitFor();
    },
  },
  { name: 'faqs-care-none', path: '/faqs/care', shows: 'main h2' },
  {
    name: 'faqs-care',
    path: '/faqs/care',
    shows: 'main h1',
    prepare: async (page) => {
      await answerInstead(page, { 'faqs.neglected': { data: neglectedFaqs } });
      await page.reload();
      await page.locator('main section li').first().waitFor();
    },
  },
  { name: 'suggestions', path: '/faqs/suggestions', shows: 'main h2' },
  {
    name: 'suggestions-list',
    path: '/faqs/suggestions',
    shows: 'main fieldset button',
    prepare: async (page) => {
      await showSuggestions(page);
      await page.locator('main section input[type=checkbox]').check();
    },
  },
  {
    name: 'suggestions-edit',
    path: '/faqs/suggestions',
    shows: 'main fieldset button',
    prepare: async (page) => {
      await showSuggestions(page);
      await page.keyboard.press('j');
      await page.keyboard.press('e');
      await page.locator('[role=dialog] textarea[name=answer]').waitFor();
    },
  },
  { name: 'channels', path: '/channels', shows: 'main h2' },
  { name: 'channels-connect', path: '/channels/connect', shows: 'main [data-channel]' },
  ...['telegram', 'teams', 'wechat', 'wecom', 'webchat'].map((channel) => ({
    name: `channels-connect-${channel}`,
    path: '/channels/connect',
    shows: 'main [data-channel]',
    prepare: async (page: Page) => {
      await page.locator(`[data-channel=${channel}]`).click();
      await page.locator('main form').waitFor();
    },
  })),
  { name: 'settings-hours', path: '/settings/hours', shows: 'main form h2' },
  {
    name: 'settings-hours-set',
    path: '/settings/hours',
    shows: 'main form h2',
    prepare: async (page) => {
      await page.locator('main form input[type=checkbox]').check();
      await page.locator('main form section').nth(1).locator('button').click();
    },
  },
  { name: 'settings-texts', path: '/settings/texts', shows: 'main form textarea' },
  { name: 'settings-handover', path: '/settings/handover', shows: 'main form textarea' },
  { name: 'settings-inbox', path: '/settings/inbox', shows: 'main form fieldset legend' },
  {
    name: 'settings-inbox-off',
    path: '/settings/inbox',
    shows: 'main form fieldset legend',
    prepare: (page) => page.locator('main form input[role=switch]').first().uncheck(),
  },
  { name: 'settings-resolution', path: '/settings/resolution', shows: 'main form input' },
  { name: 'settings-tags-none', path: '/settings/tags', shows: 'main form h2' },
  {
    name: 'settings-tags',
    path: '/settings/tags',
    shows: 'main form h2',
    prepare: async (page) => {
      for (const kind of ['email', 'enquiries', 'faq', 'language']) {
        await page.locator('main form fieldset > div > div > button').last().click();
        const rule = page.locator('main form [data-rule]').last();
        await rule.locator('input[name=tag]').fill('Comes back with a rather long name');
        await rule.locator('[role=group] select').selectOption(kind);
      }
    },
  },
  { name: 'settings-topics', path: '/settings/topics', shows: 'main form input[role=switch]' },
  { name: 'settings-brand', path: '/settings/brand', shows: 'main form svg[role=img]' },
  {
    name: 'settings-model',
    path: '/settings/model',
    shows: 'main form h2',
    prepare: (page) => page.locator('main form input[type=checkbox]').check(),
  },
  {
    name: 'settings-retention',
    path: '/settings/retention',
    shows: 'main form h2',
    prepare: (page) => page.locator('main form input[value=days]').check(),
  },
  { name: 'billing', path: '/billing', shows: 'main h2' },
  { name: 'audit', path: '/audit', shows: 'main table' },
  { name: 'account', path: '/account', shows: 'main li' },
  {
    name: 'search',
    path: '/',
    shows: 'main h1',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('[role=dialog] input').waitFor();
    },
  },
  { name: 'not-found', path: '/no/such/page', shows: 'h1' },
  {
    name: 'inbox-conversation',
    path: `/inbox/${conversationId}`,
    shows: 'main :is(h1, h2):visible',
    prepare: openConversation,
  },
  {
    name: 'inbox-side',
    path: `/inbox/${conversationId}`,
    shows: 'main :is(h1, h2):visible',
    prepare: async (page) => {
      await openConversation(page);
      await page.locator('[data-side]').click();
      await page.locator('[role=dialog] dl').waitFor();
    },
  },
  {
    name: 'inbox-give',
    path: `/inbox/${conversationId}`,
    shows: 'main :is(h1, h2):visible',
    prepare: async (page) => {
      await openConversation(page);
      await page.keyboard.press('a');
      await page.locator('[role=dialog] input[type=radio]').first().waitFor();
    },
  },
  {
    name: 'inbox-note',
    path: `/inbox/${conversationId}`,
    shows: 'main :is(h1, h2):visible',
    prepare: async (page) => {
      await openConversation(page);
      await page.locator('main [role=tab]').last().click();
      await page.locator('main [data-conversation] textarea').pressSequentially('@');
      await page.locator('[role=option]').first().waitFor();
    },
  },
];

/** Has suggestions of every kind be there. */
async function showSuggestions(page: Page): Promise<void> {
  await answerInstead(page, { 'suggestions.list': { data: suggestionList } });
  await page.reload();
  await page.locator('main li[id^=suggestion-]').first().waitFor();
}

/** Has one conversation be there in which everything happens that can. */
async function openConversation(page: Page): Promise<void> {
  await answerAsInbox(page);
  await page.reload();
  await page.locator('[data-entry]').first().waitFor();
}
