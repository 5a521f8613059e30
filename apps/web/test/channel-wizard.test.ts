import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerInstead, inputsIn, namesIn } from './answer-instead.ts';
import { expectAccessible, expectNoSideScroll, keepPicture, openSite, type VisitorOptions } from './browser.ts';
import { password } from './people.ts';

const site = openSite();
let session: Awaited<ReturnType<BrowserContext['cookies']>> | undefined;

const appId = '2f0c9b7e-5a41-4c1d-9f3e-1b2c3d4e5f60';
const key = /^[A-Za-z0-9]{43}$/;

/** What is entered for each platform, of the owner's and of ours, in the order of the form. */
const entered = {
  teams: { appId, appPassword: 'Abc8Q~0123456789abcdef', directoryId: appId },
  wechat: { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef', token: 'ours', aesKey: '' },
  wecom: {
    corpId: 'ww0123456789abcdef',
    secret: 'a-secret_of_forty_three_characters_01234567',
    openKfid: 'wkAJ2GCAAASSm4',
    token: 'ours',
    aesKey: 'k'.repeat(43),
  },
  webchat: { origin: 'https://shop.example/' },
} as const;
type ByHand = keyof typeof entered;
const byHand = ['teams', 'wechat', 'wecom', 'webchat'] as const satisfies readonly ByHand[];

/** The one owner of this file in a fresh browser. */
async function owner(options: VisitorOptions = {}): Promise<Page> {
  const page = await site.visitor(options);
  if (session) {
    await page.context().addCookies(session);
    return page;
  }
  const data = { name: 'Zoë', email: 'zoe@wizard.example', password, tenantName: 'Tea House', locale: 'en' };
  expect((await page.request.post('/api/auth/sign-up/email', { data })).status()).toBe(200);
  session = await page.context().cookies();
  return page;
}

function accountOf(channel: string, state: 'unfinished' | 'connected') {
  return {
    id: 'tabc.a1',
    channel,
    label: `Tea House on ${channel}`,
    name: `Tea House on ${channel}`,
    isNamed: false,
    state,
    webhookUrl: `https://desk.example/webhooks/${channel}/tabc.a1`,
    webhookSetByHand: true,
    stage: 'live',
    createdAt: new Date().toISOString(),
  };
}

const listOf = (...items: ReturnType<typeof accountOf>[]) => ({
  data: { items, colour: '#0b7285', undoWithinMs: 600_000 },
});

async function openWizard(page: Page, channel: ByHand): Promise<void> {
  await page.goto('/channels/connect');
  await page.locator(`[data-channel=${channel}]`).click();
  await page.locator('main form').waitFor();
}

async function fill(page: Page, channel: ByHand): Promise<void> {
  for (const [name, value] of Object.entries(entered[channel])) await page.locator(`input[name=${name}]`).fill(value);
}

test.each(byHand)('%s: what is entered is looked over, sent, and the rest is told and waited for', async (channel) => {
  const page = await owner();
  await openWizard(page, channel);
  await expectAccessible(page, `wizard of ${channel}`);
  await keepPicture(page, `wizard-${channel}`);
  await page.locator('main form button[type=submit]').click();
  const wrong = Object.keys(entered[channel]).filter((name) => name !== 'aesKey' || channel === 'wecom');
  expect(await page.locator('main form input[aria-invalid=true]').count()).toBe(wrong.length);
  await expectAccessible(page, `wizard of ${channel}, wrong`);
  await keepPicture(page, `wizard-${channel}-wrong`);

  await fill(page, channel);
  const answers: Record<string, { data: unknown }> = {
    'channels.connect': { data: { account: accountOf(channel, 'unfinished'), wasConnected: false } },
    'channels.list': listOf(accountOf(channel, 'unfinished')),
    'channels.arrival': { data: null },
  };
  await answerInstead(page, answers);
  const sent = page.waitForRequest(/channels\.connect/);
  await page.locator('main form button[type=submit]').click();
  const place = namesIn(await sent).indexOf('channels.connect');
  const { credentials } = inputsIn(await sent)[place] as { readonly credentials: object };
  const expected = Object.fromEntries(Object.entries(entered[channel]).filter(([, value]) => value !== ''));
  expect(credentials).toEqual(channel === 'webchat' ? { origin: 'https://shop.example' } : expected);
  await page.getByText('Messages arrive as soon as this is done.').waitFor();
  const put =
    channel === 'webchat'
      ? '<script src="https://desk.example/widget.js" data-account="tabc.a1" async></script>'
      : accountOf(channel, 'unfinished').webhookUrl;
  await page.getByRole('button', { name: channel === 'webchat' ? 'Copy the line' : 'Copy the address' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(put);
  if (channel === 'teams') {
    const link = page.getByRole('link', { name: 'Download the app package' });
    expect(await link.getAttribute('href')).toBe('/files/teams-manifest/tabc.a1');
  }
  if (channel === 'wechat' || channel === 'wecom') {
    await page.getByRole('button', { name: 'Copy Token' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('ours');
  }
  await page.getByRole('status').filter({ hasText: 'Waiting' }).waitFor();
  await expectAccessible(page, `wizard of ${channel}, the rest`);
  await keepPicture(page, `wizard-${channel}-rest`);

  answers['channels.list'] = listOf(accountOf(channel, 'connected'));
  await page.getByText('has called: the connection is right').waitFor();
  await page.getByText('Waiting for the first message…').waitFor();
  await expectAccessible(page, `wizard of ${channel}, called`);
  await keepPicture(page, `wizard-${channel}-called`);
});

test('a key is made of letters and digits alone, another each time, and can be copied', async () => {
  const page = await owner();
  await openWizard(page, 'wecom');
  const aesKey = page.locator('input[name=aesKey]');
  const made = new Set<string>();
  for (let times = 0; times < 5; times += 1) {
    await page.getByRole('button', { name: 'Make a new EncodingAESKey' }).click();
    const value = await aesKey.inputValue();
    expect(value).toMatch(key);
    made.add(value);
  }
  expect(made.size).toBe(5);
  await page.getByRole('button', { name: 'Make a new Token' }).click();
  expect(await page.locator('input[name=token]').inputValue()).toMatch(/^[A-Za-z0-9]{32}$/);
  await page.getByRole('button', { name: 'Copy EncodingAESKey' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe([...made].at(-1));
});

test('a refusal says what to look at on that platform, names the address to allow, and quotes the server', async () => {
  const page = await owner();
  await openWizard(page, 'wechat');
  await fill(page, 'wechat');
  const refusal = (message: string) => ({
    error: { message, data: { code: 'UNPROCESSABLE_CONTENT', httpStatus: 422, reason: 'refused-by-platform' } },
  });
  const answers: Record<string, ReturnType<typeof refusal>> = {
    'channels.connect': refusal('WeChat takes calls only from servers you list. Add 203.0.113.7 under IP whitelist.'),
  };
  await answerInstead(page, answers);
  const submit = page.locator('main form button[type=submit]');
  const alert = page.getByRole('alert');
  await submit.click();
  await alert.getByText('Add 203.0.113.7 to its list of allowed addresses').waitFor();
  await expectAccessible(page, 'wizard, refused for its address');
  await keepPicture(page, 'wizard-wechat-address');
  answers['channels.connect'] = refusal('WeChat says the AppSecret is wrong.');
  await submit.click();
  await alert.getByText('Check the AppID and the AppSecret').waitFor();
  await alert.getByText('WeChat says the AppSecret is wrong.').waitFor();
});

test('the secret’s id is not taken for the secret, nor a page for a site', async () => {
  const page = await owner();
  await openWizard(page, 'teams');
  await fill(page, 'teams');
  await page.locator('input[name=appPassword]').fill(appId);
  await page.locator('main form button[type=submit]').click();
  await page.getByText('This is not the secret itself.').waitFor();
  await openWizard(page, 'webchat');
  for (const origin of ['http://shop.example', 'https://shop.example/contact', 'shop.example', 'https://']) {
    await page.locator('input[name=origin]').fill(origin);
    await page.locator('main form button[type=submit]').click();
    await page.getByText('It must look like https://shop.example').waitFor();
  }
});

test('an account says what came last and what did not arrive, and shows its address again', async () => {
  const page = await owner();
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const answers: Record<string, { data: unknown }> = {
    'channels.list': listOf(accountOf('wechat', 'connected')),
    'channels.check': {
      data: {
        health: { kind: 'healthy', pending: 0 },
        lastInboundAt: at,
        lastFailure: { at, reason: 'window-closed', conversationId: 'c1' },
      },
    },
  };
  await answerInstead(page, answers);
  await page.goto('/channels');
  const card = page.getByRole('article');
  await card.getByText('Last message in: ').waitFor();
  await card.getByText('The platform allows replies only for a time').waitFor();
  expect(await card.getByRole('link', { name: 'Open the conversation' }).getAttribute('href')).toBe(
    '/conversations/c1',
  );
  await expectAccessible(page, 'channels, with a failure');
  await keepPicture(page, 'channels-failure');
  await card.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'What to enter on the platform' }).click();
  await page.getByRole('dialog').getByText('https://desk.example/webhooks/wechat/tabc.a1').waitFor();
  await expectAccessible(page, 'what to enter');
  await keepPicture(page, 'channels-set-up');

  answers['channels.list'] = listOf(accountOf('webchat', 'unfinished'));
  answers['channels.check'] = { data: { health: { kind: 'webhook-missing' } } };
  await page.goto('/channels');
  await card.getByText('data-account="tabc.a1"').waitFor();
  await expectAccessible(page, 'channels, unfinished');
  await keepPicture(page, 'channels-unfinished');
  answers['channels.list'] = listOf(accountOf('webchat', 'connected'));
  answers['channels.check'] = { data: { health: { kind: 'healthy', pending: 0 } } };
  await card.getByText('No message came in the last 7 days.').waitFor();
});

test('on a phone and from right to left every wizard fits', async () => {
  const phone = await owner({ isPhone: true, locale: 'de-DE' });
  const arabic = await owner({ locale: 'ar', colours: 'dark' });
  for (const [page, kind] of [
    [phone, 'phone'],
    [arabic, 'arabic'],
  ] as const) {
    await page.goto('/channels/connect');
    await page.locator('[data-channel]').first().waitFor();
    await expectNoSideScroll(page, `choice, ${kind}`);
    await keepPicture(page, `wizard-choice-${kind}`);
    for (const channel of byHand) {
      await openWizard(page, channel);
      await expectNoSideScroll(page, `${channel}, ${kind}`);
      await expectAccessible(page, `${channel}, ${kind}`);
      await keepPicture(page, `wizard-${channel}-${kind}`);
      await fill(page, channel);
      await answerInstead(page, {
        'channels.connect': { data: { account: accountOf(channel, 'unfinished'), wasConnected: false } },
        'channels.list': listOf(accountOf(channel, 'unfinished')),
      });
      await page.locator('main form button[type=submit]').click();
      await page.getByText('desk.example').first().waitFor();
      await expectNoSideScroll(page, `${channel}, the rest, ${kind}`);
      await expectAccessible(page, `${channel}, the rest, ${kind}`);
      await keepPicture(page, `wizard-${channel}-rest-${kind}`);
      await page.unrouteAll();
    }
  }
});
