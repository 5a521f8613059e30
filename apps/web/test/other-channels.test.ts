import { expect, test } from 'vitest';
import { answerInstead } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite } from './browser.ts';
import { password } from './people.ts';

const site = openSite();
const at = '2026-03-01T10:00:00.000Z';
const conversation = {
  id: 'c1',
  accountId: 'tabc.a1',
  channel: 'wechat',
  contactId: 'p1',
  isGroup: false,
  holder: { kind: 'bot' },
  createdAt: at,
  lastMessageAt: at,
  contactName: '小明',
  outcome: 'noted',
  lastExchange: { asked: '', replied: '' },
};

/** What customers do on channels that are not Telegram. */
const contents = [
  { kind: 'opened' },
  { kind: 'attachment', attachment: 'voice', platformKind: 'voice', transcript: '<b>When</b> do you open?' },
  {
    kind: 'attachment',
    attachment: 'file',
    platformKind: 'file',
    url: 'https://files.example/a.pdf',
    fileName: 'a receipt.pdf',
  },
  {
    kind: 'attachment',
    attachment: 'location',
    platformKind: 'location',
    place: { latitude: 31.2, longitude: 121.4, name: 'The harbour' },
  },
  { kind: 'attachment', attachment: 'file', platformKind: 'file', url: 'javascript:alert(1)' },
  { kind: 'edited', of: 'm1', text: 'When do you close?' },
  { kind: 'deleted', of: 'm1' },
  { kind: 'left' },
];

function entryOf(content: object, index: number) {
  const message = { id: `m${index}`, createdAt: at, direction: 'in', author: { kind: 'contact', contactId: 'p1' } };
  return { kind: 'in', message: { ...message, inbound: { dedupeKey: `k${index}`, chatKey: 'k', content } } };
}

const failed = {
  kind: 'out',
  message: {
    id: 'r1',
    createdAt: at,
    direction: 'out',
    author: { kind: 'bot' },
    content: { kind: 'reply', text: 'From 9.' },
  },
  delivery: { state: 'failed', uncertainSends: 0, failure: { reason: 'push-not-allowed', detail: '' } },
};

const pageWith = (window?: unknown) => ({
  data: { conversation, entries: [...contents.map(entryOf), failed], ...(window !== undefined && { window }) },
});

test('a conversation shows whatever a customer did, and how much may still be sent before anything is', async () => {
  const page = await site.visitor();
  const data = { name: 'Zoë', email: 'zoe@window.example', password, tenantName: 'Tea House', locale: 'en' };
  expect((await page.request.post('/api/auth/sign-up/email', { data })).status()).toBe(200);
  const expiresAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const answers: Record<string, { data: unknown }> = {
    'conversations.list': { data: { items: [conversation] } },
    'conversations.read': pageWith({ limit: 5, remaining: 3, expiresAt, isOpen: true }),
  };
  await answerInstead(page, answers);
  await page.goto('/conversations/c1');
  await page.getByText(/^3 of 5 messages left, until \p{L}+ (at )?\d\d:\d\d$/u).waitFor();
  const said = page.getByRole('region', { name: 'Messages of 小明' });
  await said.getByText('Opened the chat').waitFor();
  await said.getByText('Heard: “<b>When</b> do you open?”').waitFor();
  expect(await said.getByRole('link', { name: 'Open the file' }).count()).toBe(1);
  expect(await said.getByRole('link', { name: 'Open the file' }).getAttribute('href')).toBe(
    'https://files.example/a.pdf',
  );
  expect(await said.getByRole('link', { name: 'Show on a map' }).getAttribute('href')).toContain(
    'mlat=31.2&mlon=121.4',
  );
  await said.getByText('When do you close?').waitFor();
  await said.getByText('Took a message back').waitFor();
  await said.getByText('Left, or blocked the account').waitFor();
  await said.getByText('This account may not write by itself').waitFor();
  await page.getByRole('link', { name: /Left, or changed a message/ }).waitFor();
  await expectAccessible(page, 'a conversation of WeChat');
  await keepPicture(page, 'conversation-wechat');

  for (const [window, words] of [
    [{ limit: 5, remaining: 1, expiresAt, isOpen: true }, /^1 of 5 messages left/],
    [{ limit: 5, remaining: 0, expiresAt, isOpen: true }, /^All 5 messages that the platform allows are used up/],
    [{ limit: 5, remaining: 3, expiresAt: at, isOpen: false }, /^The time for replies was over on/],
    [null, /^The platform allows replies only after/],
  ] as const) {
    answers['conversations.read'] = pageWith(window);
    await page.reload();
    await page.getByText(words).waitFor();
  }
  await expectAccessible(page, 'a window that never was');
  answers['conversations.read'] = pageWith();
  await page.reload();
  await said.getByText('Opened the chat').waitFor();
  expect(await page.getByText(/messages left|used up|allows replies only after/).count()).toBe(0);

  answers['conversations.read'] = pageWith({ limit: 5, remaining: 3, expiresAt, isOpen: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.getByText(/^3 of 5 messages left/).waitFor();
  await expectNoSideScroll(page, 'a conversation of WeChat on a phone');
  await keepPicture(page, 'conversation-wechat-phone');
});

test('an answer is previewed with the marks that each channel has, its picture too', async () => {
  const page = await site.visitor();
  const data = { email: 'zoe@window.example', password };
  expect((await page.request.post('/api/auth/sign-in/email', { data })).status()).toBe(200);
  const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
  const look = (channel: string, markup: string, text: string, unit = 'characters') => ({
    data: {
      channel,
      markup,
      reply: { kind: 'reply', text: '' },
      parts: [
        { text: '', choices: [], imageUrl: picture },
        { text, choices: [] },
      ],
      limits: { text: { limit: 2048, unit, counts: 'sent' } },
    },
  });
  const answers: Record<string, { data: unknown }> = {};
  await answerInstead(page, answers);
  await page.goto('/faqs/new?question=Do%20you%20ship%3F');
  answers['faqs.preview'] = look('telegram', 'html', '<b>Bold</b> &lt;i&gt;');
  await page.getByLabel('Answer', { exact: true }).fill('anything');
  const preview = page.getByRole('region', { name: 'Preview' }).last();
  await preview.locator('b').getByText('Bold').waitFor();
  await preview.getByText('<i>').waitFor();
  await preview.getByRole('img', { name: 'Picture' }).waitFor();

  answers['faqs.preview'] = look(
    'teams',
    'markdown',
    '**Bold** *slanted* `code` [a *link*](https://shop.example/?a=1) 5 \\* 3 &lt;b&gt; snake\\_case<br>1\\. next',
  );
  await page.getByRole('tab', { name: 'Microsoft Teams' }).click();
  await preview.locator('b').getByText('Bold').waitFor();
  await preview.locator('i').getByText('slanted').waitFor();
  expect(await preview.getByRole('link', { name: 'a link' }).getAttribute('href')).toBe('https://shop.example/?a=1');
  await preview.getByText('5 * 3 <b> snake_case 1. next').waitFor();

  answers['faqs.preview'] = look('webchat', 'markdown', '**Bold** snake_case_too &lt;b&gt;');
  await page.getByRole('tab', { name: 'Web chat' }).click();
  await preview.locator('strong').getByText('Bold').waitFor();
  await preview.getByText('snake_case_too &lt;b&gt;').waitFor();
  await page.getByRole('tab', { name: 'Microsoft Teams' }).click();
  await keepPicture(page, 'faq-preview-teams');

  answers['faqs.preview'] = look(
    'wechat',
    'links',
    'a < b & <b>c</b> <a href="https://shop.example/?a=1&b=2">Our shop</a> **d**',
    'utf8-bytes',
  );
  await page.getByRole('tab', { name: 'WeChat' }).click();
  await preview.getByText('a < b & <b>c</b> Our shop **d**').waitFor();
  expect(await preview.getByRole('link').getAttribute('href')).toBe('https://shop.example/?a=1&b=2');
  await page.getByText('at most 2,048 bytes each').waitFor();

  answers['faqs.preview'] = look('wecom', 'plain', '<a href="https://shop.example">x</a> **d** &lt;');
  await page.getByRole('tab', { name: 'WeCom' }).click();
  await preview.getByText('<a href="https://shop.example">x</a> **d** &lt;').waitFor();
  expect(await preview.getByRole('link').count()).toBe(0);
  await expectAccessible(page, 'previews of several channels');
  await keepPicture(page, 'faq-preview-wecom');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideScroll(page, 'previews on a phone');
});
